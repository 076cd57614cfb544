import { Ajv } from 'ajv';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';

// Microsoft 365 Agents Toolkit, which sets Alongside up in a tenant: what it says of what it will be given.

const require = createRequire(import.meta.url);
const toolkit = path.dirname(require.resolve('@microsoft/m365agentstoolkit-cli/package.json'));

/** What the toolkit says of a manifest. */
export interface Verdict {
  readonly passed: boolean;
  readonly said: string;
}

/**
 * `atk validate --manifest-file` over the manifest of a package, by the schema of its version and with the texts of each
 * language. Needs no account and no network.
 * @param files what is in the package, by its path in it
 */
export async function validateManifest(files: ReadonlyMap<string, Uint8Array>): Promise<Verdict> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-package-'));
  try {
    for (const [name, bytes] of files) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), bytes);
    }
    const manifest = path.join(folder, 'manifest.json');
    const child = spawn(
      process.execPath,
      [
        path.join(toolkit, 'cli.js'),
        ...['validate', '--manifest-file', manifest],
        ...['--telemetry', 'false', '--interactive', 'false'],
      ],
      // What it keeps about whoever runs it goes with the folder.
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { HOME: folder } },
    );
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    const [exitCode, ...said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { passed: exitCode === 0, said: said.join('') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const Project = z.object({ version: z.string() });

/**
 * Where a project file (`teamsapp.yml`) is not by the schema that the toolkit ships for the version that it names, as JSON
 * pointers; empty where it is. A version that the toolkit does not know is such a mistake.
 */
export function projectMistakes(file: string): readonly string[] {
  const project: unknown = parse(readFileSync(file, 'utf8'));
  const version = Project.safeParse(project).data?.version ?? '';
  const schema = path.join(toolkit, 'resource/yaml-schema', version, 'yaml.schema.json');
  if (version === '' || !existsSync(schema)) return ['/version'];
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.validate(JSON.parse(readFileSync(schema, 'utf8')) as object, project);
  // Of one mistake the schema says what is wrong with it as each of thirty actions: where it is must do.
  const places = ajv.errors?.map(({ instancePath }) => instancePath.split('/', 3).join('/'));
  return [...new Set(places)];
}
