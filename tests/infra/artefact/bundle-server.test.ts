import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundleServer } from '../../../infra/artefact/bundle-server.ts';

/** A repository of these files, and where to put its bundle. */
function repositoryOf(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [root, target] = [path.join(folder, 'repository'), path.join(folder, 'artefact')];
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return { root, target };
}

/** The files of an installed package whose first file is its entry. */
function packageFiles(
  name: string,
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [main] = Object.keys(files);
  const manifest = { name, version: '1.0.0', type: 'module', main };
  const all = { 'package.json': JSON.stringify(manifest), ...files };
  return Object.fromEntries(
    Object.entries(all).map(([file, content]) => [`node_modules/${name}/${file}`, content]),
  );
}

test('a source still reads what is beside it, and the program knows that it was started', async () => {
  const { root, target } = repositoryOf({
    'main.ts': `
      import { word } from './shared/words/word.ts';
      if (import.meta.main) process.stdout.write(word);`,
    'shared/words/word.ts': `
      import { readFileSync } from 'node:fs';
      export const word: string = readFileSync(new URL('en/word.txt', import.meta.url), 'utf8');`,
    'shared/words/en/word.txt': 'hello',
  });

  await bundleServer(root, target);
  cpSync(path.join(root, 'shared/words/en'), path.join(target, 'shared/words/en'), {
    recursive: true,
  });

  const main = path.join(target, 'main.js');
  expect(spawnSync(process.execPath, [main], { encoding: 'utf8' }).stdout).toBe('hello');
});

test('it tells what is imported at the start and what later; types are neither', async () => {
  const { root, target } = repositoryOf({
    'main.ts': `
      import type { A } from 'types-alone';
      import { b } from '@scope/package/deep';
      import { hostname } from 'node:os';
      console.log(hostname());
      export const c = async (a: A) => [a, b, await import('./shared/later.ts')];`,
    'shared/later.ts': `import 'imported-later'; export * from './deeper.ts';`,
    'shared/deeper.ts': `export const deeper = 1;`,
    ...packageFiles('@scope/package', { 'deep.js': `import 'below'; export const b = 2;` }),
    ...packageFiles('@scope/package/node_modules/below', { 'index.js': `console.log('below');` }),
    ...packageFiles('imported-later', { 'index.js': `console.log('later');` }),
  });

  const bundle = await bundleServer(root, target);

  expect(bundle.importedAtStart).toEqual(['@scope/package/deep', 'node:os']);
  expect([...bundle.packages]).toEqual(['@scope/package', 'imported-later', 'node:os']);
  expect(bundle.places).toEqual([
    'node_modules/@scope/package',
    'node_modules/@scope/package/node_modules/below',
    'node_modules/imported-later',
  ]);
  expect(bundle.sources).toEqual(['main.ts', 'shared/deeper.ts', 'shared/later.ts']);
});

test('what packages bring is in the bundle, kept apart, and says nothing of what is deprecated', async () => {
  const { root, target } = repositoryOf({
    'main.ts': `import { code } from 'old'; console.log(code);`,
    ...packageFiles('old', {
      'index.cjs': `
        class Kind {}
        exports.code = require('punycode').toASCII('\u00fc') + new Kind().constructor.name;`,
    }),
  });

  await bundleServer(root, target);
  rmSync(root, { recursive: true });

  const { stdout, stderr } = spawnSync(process.execPath, [path.join(target, 'main.js')], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual(['xn--tdaKind\n', '']);
  expect(readdirSync(target)).toEqual(['main.js', 'packages']);
});

test.each(['__dirname', 'require.resolve("x")', 'require.cache'])(
  'a package that asks for %s, which a bundle does not have, is refused',
  async (expression) => {
    const { root, target } = repositoryOf({
      'main.ts': `import { a } from 'nosy'; console.log(a);`,
      ...packageFiles('nosy', {
        'index.cjs': `// Not this __filename.
          exports.a = typeof ${expression};`,
      }),
    });
    await expect(bundleServer(root, target)).rejects.toThrow('node_modules/nosy/index.cjs');
  },
);

test.each([
  ['a package that is not there', `import('missing')`, 'missing'],
  ['a source that reads where it is in another way', 'import.meta.dirname', 'shared/a.ts reads'],
  ['a source that is not there', `import('./missing.ts')`, './missing.ts'],
])('%s is refused', async (_what, expression, said) => {
  const { root, target } = repositoryOf({
    'main.ts': `import { a } from './shared/a.ts'; console.log(a);`,
    'shared/a.ts': `export const a = ${expression};`,
  });
  await expect(bundleServer(root, target)).rejects.toThrow(said);
});

test('a source that is imported later and imports the program itself is refused: each would wait for the other', async () => {
  const { root, target } = repositoryOf({
    'main.ts': `
      export const a = Math.random();
      await import('./shared/later.ts');`,
    'shared/later.ts': `import { a } from '../main.ts'; console.log(a);`,
  });
  await expect(bundleServer(root, target)).rejects.toThrow('A source imports main.ts.');
});
