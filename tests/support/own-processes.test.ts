import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OwnProcesses } from './own-processes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

const DETACH = `setsid sh -c 'echo $$ > "$PID_FILE"; read line < "$NEVER"' >/dev/null 2>&1 & :`;
const AWAIT_PID = 'while [ ! -s "$PID_FILE" ]; do sleep 0.05; done';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'alongside-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the exit code of a program is handed on', async () => {
  const processes = new OwnProcesses(ROOT);
  expect(await processes.run('sh', ['-c', 'exit 7'])).toBe(7);
  expect(await processes.run('sh', ['-c', 'kill -9 $$'])).toBeNull();
});

test('programs run on the repository’s own Node', async () => {
  const seen = path.join(folder, 'node');
  await new OwnProcesses(ROOT).run('sh', ['-c', 'command -v node > "$SEEN"'], { SEEN: seen });
  expect(readFileSync(seen, 'utf8').trim()).toBe(path.join(ROOT, 'node_modules', '.bin', 'node'));
});

test.runIf(process.platform === 'linux')(
  'a process that detached itself is ended, one of somebody else is not',
  async () => {
    const files = { PID_FILE: path.join(folder, 'pid'), NEVER: path.join(folder, 'never') };
    const stranger = new OwnProcesses(ROOT);
    const processes = new OwnProcesses(ROOT, 1_000);
    // Opening a pipe that nobody writes to blocks for ever.
    await processes.run('sh', ['-c', `mkfifo "$NEVER"; ${DETACH}; ${AWAIT_PID}`], files);
    const pid = Number(readFileSync(files.PID_FILE, 'utf8'));

    expect(await stranger.endLeftovers()).toBe(0);
    expect(isRunning(pid)).toBe(true);
    expect(await processes.endLeftovers()).toBe(1);
    expect(isRunning(pid)).toBe(false);
  },
);

/** A zombie, which waits for its parent to look, has no command line any more. */
function isRunning(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8') !== '';
}
