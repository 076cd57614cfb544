import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { LocalSetupProblem } from './local-setup-problem.ts';

/**
 * Makes the data folder and proves that it can be written. Throws LocalSetupProblem where it cannot.
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new LocalSetupProblem(
      `The data folder ${dataDir} cannot be written (${codeOf(error)}): make it writable, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}

/** What the parts of the local Teams keep in the data folder, besides Azurite's own folder. */
const KEPT_FILES = [
  'azurite.json',
  'issuer.json',
  'clock.json',
  'messages.jsonl',
  'server.json',
] as const;
/** The name of one of them. */
export type KeptFile = (typeof KEPT_FILES)[number];

/**
 * Makes the data folder, and looks at what is in it before anything is started: what cannot be used would be found only
 * after seconds. Throws LocalSetupProblem where the folder or a file in it cannot be read or written.
 */
export function refuseUnusableData(dataDir: string): void {
  prepareDataFolder(dataDir);
  for (const name of KEPT_FILES) {
    const path = join(dataDir, name);
    if (!existsSync(path)) continue;
    try {
      closeSync(openSync(path, 'r+'));
    } catch (error) {
      throw new LocalSetupProblem(
        `The file ${path} cannot be used (${codeOf(error)}): make it readable and writable, or delete it.`,
        { cause: error },
      );
    }
  }
}

/**
 * Reads a small JSON file of the data folder. `undefined` where there is none, or where it is torn or of
 * another version: then whoever asks starts afresh.
 */
export function readState<Shape>(
  dataDir: string,
  name: KeptFile,
  shape: z.ZodType<Shape>,
): Shape | undefined {
  const path = join(dataDir, name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new LocalSetupProblem(
      `The file ${path} cannot be read (${codeOf(error)}): make it readable, or delete it.`,
      { cause: error },
    );
  }
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Writes a small JSON file of the data folder, whole or not at all; only its owner may read it. */
export function writeState(dataDir: string, name: KeptFile, value: unknown): void {
  const path = join(dataDir, name);
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    throw new LocalSetupProblem(
      `The file ${path} cannot be written (${codeOf(error)}): make the data folder writable, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
