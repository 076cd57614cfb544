import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
      export const c = async (a: A) => [a, b, await import('./shared/later.ts')];`,
    'shared/later.ts': `import 'imported-later'; export * from './deeper.ts';`,
    'shared/deeper.ts': `export const deeper = 1;`,
  });

  const bundle = await bundleServer(root, target);

  expect(bundle.importedAtStart).toEqual(['@scope/package/deep']);
  expect([...bundle.packages]).toEqual(['@scope/package', 'imported-later']);
  expect(bundle.sources).toEqual(['main.ts', 'shared/deeper.ts', 'shared/later.ts']);
});

test.each([
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
