import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { removeDataDir, startProgram, temporaryDataDir } from './local-program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the first start of the program leaves behind: `inject('afterFirstStart')`. */
    afterFirstStart: {
      /** The data folder: to be copied, never used itself. */
      readonly dataDir: string;
      /** Where the program listened. Chats know this address, so it has to be there again. */
      readonly port: number;
    };
  }
}

/** Starts the program for the first time, once for all stories, and ends it again. */
export default async function setup(project: TestProject): Promise<() => void> {
  const dataDir = temporaryDataDir();
  const port = await freePort();
  const program = await startProgram(dataDir, { env: { PORT: `${port}` } });
  const exitCode = await program.interrupt();
  if (exitCode !== 0) throw new Error(`The first start ended with ${exitCode}.`);
  project.provide('afterFirstStart', { dataDir, port });
  return () => removeDataDir(dataDir);
}
