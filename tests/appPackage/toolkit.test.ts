import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectMistakes, validateManifest } from '../../infra/package/toolkit.ts';
import { builtPackage, ROOT } from './built-package.ts';

const { files, manifest } = builtPackage();

test('the toolkit that hands the manifest to Teams finds nothing wrong with it, and refuses a colour that is none', async () => {
  const broken = Buffer.from(JSON.stringify({ ...manifest, accentColor: 'blue' }));
  const [ours, other] = await Promise.all([
    validateManifest(files),
    validateManifest(new Map([...files, ['manifest.json', broken]])),
  ]);
  expect(ours).toEqual({ passed: true, said: expect.stringContaining('All passed.') });
  expect(other).toEqual({ passed: false, said: expect.stringContaining('/accentColor') });
}, 120_000);

test.each(['teamsapp.yml', 'teamsapp.local.yml'])(
  '%s is by the schema that the toolkit has for its version',
  (name) => {
    expect(projectMistakes(path.join(ROOT, name))).toEqual([]);
  },
);

const MISTAKES = [
  ['an action that nobody knows', 'uses: teamsApp/create', 'uses: teamsApp/invent', '/provision/0'],
  ['a version that the toolkit does not know', 'version: v', 'version: v99', '/version'],
] as const;

test.each(MISTAKES)('a project file with %s is found out', (_what, words, others, place) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'teamsapp.yml');
  const project = readFileSync(path.join(ROOT, 'teamsapp.yml'), 'utf8');
  writeFileSync(file, project.replace(words, others));
  expect(projectMistakes(file)).toEqual([place]);
});
