import path from 'node:path';
import { packageFiles } from './app-package.ts';
import { EnvironmentProblem } from './environment.ts';
import { projectMistakes, validateManifest } from './toolkit.ts';

// `npm run package:check -- [ENV]`: what Microsoft's own toolkit says of the app package of an environment (`local` unless
// named) and of the project files.

const root = path.resolve(import.meta.dirname, '../..');

try {
  const [, , environment = 'local'] = process.argv;
  const { passed, said } = await validateManifest(packageFiles(root, environment));
  process.stdout.write(said);
  process.exitCode = passed ? 0 : 1;
  for (const file of ['teamsapp.yml', 'teamsapp.local.yml']) {
    const mistakes = projectMistakes(path.join(root, file));
    if (mistakes.length > 0) process.exitCode = 1;
    process.stdout.write(
      mistakes.length === 0
        ? `${file}: passed\n`
        : `${file} is not by the schema at ${mistakes.join(', ')}\n`,
    );
  }
} catch (error) {
  if (!(error instanceof EnvironmentProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
