import { createServer } from 'node:net';
import path from 'node:path';
import { startAzurite } from './azurite-process.ts';
import type { LocalAlongside, LocalStart, startAlongside } from './local-alongside.ts';
import { LocalSetupProblem } from './local-setup-problem.ts';
import { refuseUnusableData } from './state-file.ts';

/** Everything that runs on this machine. */
export interface RunningLocally extends LocalAlongside {
  /** Ends everything in order: worker and web first, Azurite last and awaited, so that nothing is lost. */
  stop(): Promise<void>;
}

/**
 * Starts everything on 127.0.0.1: Azurite, the issuer, the program itself, the connector and the local Teams.
 * @throws LocalSetupProblem with one sentence that says what to do
 */
export async function startLocal(start: LocalStart): Promise<RunningLocally> {
  const dataDir = path.resolve(start.dataDir);
  await refuseTakenPort(start.port);
  refuseUnusableData(dataDir);
  const azurite = await startAzurite({
    dataDir,
    // Either takes a second or two. What is wrong with it is told below.
    meanwhile: () => void readProgram().catch(() => {}),
  });
  const endings: (() => Promise<void> | void)[] = [() => azurite.stop()];
  const stop = async () => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  };
  try {
    const program = await readProgram();
    const { url, alongside } = await program.startAlongside(
      { ...start, dataDir },
      azurite.connectionString,
      endings,
    );
    return { url, alongside, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readProgram(): Promise<{ startAlongside: typeof startAlongside }> {
  return import('./local-alongside.ts');
}

async function refuseTakenPort(port: number): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new LocalSetupProblem(
              `Port ${port} is taken by another program: stop it, or choose another with PORT=… npm start.`,
              { cause: error },
            )
          : error,
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
