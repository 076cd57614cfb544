/**
 * The program of one machine, which stalls when it is told to. Run by path, with PORT, DATA_DIR and COLLEAGUES as the program
 * itself; STALL_NOTE names a file. Once that file says `<what> <n>`, the n-th write to storage, counted from 1 for each new
 * text, never happens, nor anything that waits for it; then the file is gone, and whoever wrote it can kill the program.
 */
import { readFileSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import type { StorageRequest } from '../../shared/store/storage.ts';

const { PORT, DATA_DIR, COLLEAGUES, STALL_NOTE } = process.env;
if (DATA_DIR === undefined || STALL_NOTE === undefined) {
  throw new Error('Say DATA_DIR and STALL_NOTE.');
}
const stallNote = STALL_NOTE;
let counting = '';
let written = 0;

async function stallWhenTold({ kind, operation }: StorageRequest): Promise<void> {
  const isWrite = kind === 'write' || ['send', 'hide', 'remove'].includes(operation);
  const note = readNote();
  if (!isWrite || note === undefined) return;
  if (note !== counting) written = 0;
  counting = note;
  written += 1;
  if (written < Number(note.split(' ').at(-1))) return;
  rmSync(stallNote, { force: true });
  await new Promise(() => {});
}

function readNote(): string | undefined {
  try {
    return readFileSync(stallNote, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

enableCompileCache();
const { startLocal } = await import('../../infra/local/start-local.ts');
const local = await startLocal({
  dataDir: DATA_DIR,
  port: Number(PORT),
  colleagues: Number(COLLEAGUES),
  observe: stallWhenTold,
  // A bell rings when the next program is about ready, and a busy machine still commits in half that time.
  bellDelayMs: 5000,
  workerPace: { scheduleMs: 60_000, packsMs: 500, bellsMs: 200 },
});
process.stdout.write(`ready ${local.url}\n`);
process.once('SIGINT', () => {
  void local.stop().then(() => process.exit(0));
});
