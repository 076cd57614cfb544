import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageFiles, zipped } from './app-package.ts';
import { environmentNames, EnvironmentProblem } from './environment.ts';

// `npm run package -- ENV`: the app package of an environment, for Teams or the Teams admin center.

const root = path.resolve(import.meta.dirname, '../..');

try {
  const [, , environment] = process.argv;
  if (environment === undefined) {
    throw new EnvironmentProblem(
      `Name an environment: npm run package -- ${environmentNames(root).join('|')}`,
    );
  }
  const files = packageFiles(root, environment);
  const target = path.join(root, 'build', `alongside-${environment}.zip`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, zipped(files));
  process.stdout.write(`${path.relative(root, target)}: ${[...files.keys()].join(', ')}\n`);
} catch (error) {
  if (!(error instanceof EnvironmentProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
