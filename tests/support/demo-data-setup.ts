import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { removeDataDir, startProgram, temporaryDataDir } from './local-program.ts';

/** What the first start of the program left behind. */
interface FirstStart {
  /** The data folder: to be copied, never used itself. */
  readonly dataDir: string;
  /** Where the program listened. Chats know this address, so it has to be there again. */
  readonly port: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One first start for each story that may run at the same time: `inject('firstStarts')`. */
    firstStarts: readonly FirstStart[];
  }
}

/** Starts the program for the first time, once for all stories, and ends it again. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { maxWorkers } = project.config;
  const firstStarts = await Promise.all(Array.from({ length: maxWorkers }, startForTheFirstTime));
  project.provide('firstStarts', firstStarts);
  return () => {
    for (const { dataDir } of firstStarts) removeDataDir(dataDir);
  };
}

async function startForTheFirstTime(): Promise<FirstStart> {
  const dataDir = temporaryDataDir();
  const port = await freePort();
  const program = await startProgram(dataDir, { env: { PORT: `${port}` } });
  const exitCode = await program.interrupt();
  if (exitCode !== 0) throw new Error(`The first start ended with ${exitCode}.`);
  return { dataDir, port };
}
