import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { licencesOf } from '../../../infra/artefact/licences.ts';

/** What goes with copies of one package that has these files beside its package.json. */
function licenceOf(
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
): string {
  const root = mkdtempSync(path.join(tmpdir(), 'alongside-licences-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const place = 'node_modules/kind';
  mkdirSync(path.join(root, place), { recursive: true });
  const all = {
    ...files,
    'package.json': JSON.stringify({ name: 'kind', version: '1.2.3', ...manifest }),
  };
  for (const [name, content] of Object.entries(all))
    writeFileSync(path.join(root, place, name), content);
  // Twice at two places is once in the text.
  return licencesOf(root, [place, place]);
}

const TITLE = 'kind 1.2.3\n==========\n\n';

test.each([['LICENSE'], ['LICENCE.md'], ['license-mit.txt'], ['COPYING'], ['copyright.txt']])(
  'what stands in %s goes with it',
  (name) => {
    expect(licenceOf({ license: 'MIT' }, { [name]: 'Do as you like.\r\n' })).toBe(
      `${TITLE}Do as you like.\n`,
    );
  },
);

test('a notice goes with it, too', () => {
  const text = licenceOf(
    { license: 'Apache-2.0' },
    { LICENSE: 'Of all.', NOTICE: 'By us.', 'licenser.js': '1' },
  );
  expect(text).toBe(`${TITLE}Of all.\n\nBy us.\n`);
});

test('where there is no such file its licence and maker are named', () => {
  expect(licenceOf({ license: 'MIT', author: { name: 'A. Maker' } })).toBe(
    `${TITLE}MIT, A. Maker\n`,
  );
  expect(licenceOf({ licenses: [{ type: 'ISC' }] })).toBe(`${TITLE}ISC\n`);
});

test('a licence at the end of the README goes with it', () => {
  const readme = '# kind\n\nHas a license\n\n## License\n\nDo as you like.\n';
  expect(licenceOf({ license: 'MIT' }, { 'README.md': readme })).toBe(
    `${TITLE}MIT\n\n## License\n\nDo as you like.\n`,
  );
});

test('a package that names no licence is refused', () => {
  expect(() => licenceOf({})).toThrow('kind does not say what its licence is.');
});
