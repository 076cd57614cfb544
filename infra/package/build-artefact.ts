import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ARTEFACT } from './artefact.ts';

// `npm run artefact`: what goes to Azure, in build/artefact. Nothing of infra/ and tests/ is in it.

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'build', 'artefact');

const missing = ARTEFACT.filter((name) => !existsSync(path.join(root, name)));
if (missing.length > 0) {
  process.stderr.write(`There is no ${missing.join(', ')}: npm run build makes the pages.\n`);
  process.exitCode = 1;
} else {
  rmSync(target, { recursive: true, force: true });
  for (const name of ARTEFACT) {
    cpSync(path.join(root, name), path.join(target, name), { recursive: true });
  }
  // Scripts of packages are for development: they fetch this repository's Node and clean up after a build.
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: target, stdio: 'inherit' },
  );
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
}
