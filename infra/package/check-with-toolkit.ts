import { Ajv } from 'ajv';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { packageFiles } from './app-package.ts';
import { EnvironmentProblem } from './environment.ts';

// `npm run package:check -- [ENV]`: what Microsoft's own toolkit says of the app package of an environment (`local` unless
// named) and of teamsapp.yml. The toolkit is 450 MB, so it is no dependency: it is installed under build/ the first time.

const TOOLKIT = '@microsoft/m365agentstoolkit-cli';
const VERSION = '1.1.17';

const root = path.resolve(import.meta.dirname, '../..');
const home = path.join(root, 'build', 'toolkit');
const toolkit = path.join(home, 'node_modules', TOOLKIT);

function run(command: string, args: readonly string[], cwd: string): boolean {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status === 0;
}

/** Without scripts: a module of it that keeps passwords cannot be built everywhere, and nothing here signs in. */
function install(): boolean {
  if (existsSync(path.join(toolkit, 'package.json'))) return true;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  process.stderr.write(`Installing ${TOOLKIT}@${VERSION}, which takes a few minutes …\n`);
  const how = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return run('npm', ['install', ...how, `${TOOLKIT}@${VERSION}`], home);
}

function checkManifest(environment: string): boolean {
  const folder = path.join(root, 'build', `checked-${environment}`);
  for (const [name, bytes] of packageFiles(root, environment)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const manifest = path.join(folder, 'manifest.json');
  const quiet = ['--telemetry', 'false', '--interactive', 'false'];
  const atk = path.join(home, 'node_modules', '.bin', 'atk');
  return run(process.execPath, [atk, 'validate', '--manifest-file', manifest, ...quiet], folder);
}

/** The project files by the schema that the toolkit ships for the version that they name. */
function checkProject(file: string): boolean {
  const project: unknown = parse(readFileSync(path.join(root, file), 'utf8'));
  const version =
    typeof project === 'object' && project !== null && 'version' in project ? project.version : '';
  const schema = path.join(toolkit, 'resource/yaml-schema', String(version), 'yaml.schema.json');
  if (!existsSync(schema)) {
    process.stderr.write(`${file}: the toolkit knows no version "${String(version)}".\n`);
    return false;
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  const isValid = ajv.validate(JSON.parse(readFileSync(schema, 'utf8')) as object, project);
  // Of one mistake the schema says what is wrong with it as each of thirty actions: where it is must do.
  const places = new Set(
    ajv.errors?.map(({ instancePath }) => instancePath.split('/', 3).join('/')),
  );
  process.stdout.write(
    isValid ? `${file}: passed\n` : `${file} is not by the schema at ${[...places].join(', ')}\n`,
  );
  return isValid;
}

try {
  const [, , environment = 'local'] = process.argv;
  const passed =
    install() &&
    [
      checkManifest(environment),
      checkProject('teamsapp.yml'),
      checkProject('teamsapp.local.yml'),
    ].every(Boolean);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  if (!(error instanceof EnvironmentProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
