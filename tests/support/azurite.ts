import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { azuriteProgram } from '../../infra/local/azurite-program.ts';

/** An Azurite that lives as long as the tests that started it, and keeps everything in memory. */
export interface TestAzurite {
  /** For Tables and Queues. */
  readonly connectionString: string;
  readonly tablesUrl: string;
  readonly queuesUrl: string;
  /** Ends it and waits until it has ended. Safe to call twice. */
  stop(): Promise<void>;
}

// Azurite's own well-known account, the same on every machine. Source: its README.
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const LISTENING = /Azurite (Queue|Table) service is successfully listening at (\S+)/;
const START_TIMEOUT_MS = 60_000;

/**
 * Starts Azurite on 127.0.0.1. It picks its own ports and names them when it answers, so that two that start
 * at once cannot meet. Rejects, with what it printed, where it ends or does not answer in time.
 * @param https it speaks https with this key and certificate, and takes the tokens of an identity: it looks at their claims, not
 *   at who signed them
 */
export async function startTestAzurite(https?: {
  readonly key: string;
  readonly cert: string;
}): Promise<TestAzurite> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alongside-azurite-'));
  for (const [name, pem] of Object.entries(https ?? {})) {
    writeFileSync(path.join(folder, `${name}.pem`), pem);
  }
  const child = spawn(
    process.execPath,
    [
      ...azuriteProgram(),
      '--inMemoryPersistence',
      ...['--blobHost', '127.0.0.1', '--blobPort', '0'],
      ...['--queueHost', '127.0.0.1', '--queuePort', '0'],
      ...['--tableHost', '127.0.0.1', '--tablePort', '0'],
      ...(https === undefined
        ? []
        : ['--oauth', 'basic', '--cert', 'cert.pem', '--key', 'key.pem']),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { queue, table } = await endpointsOf(child);
    return {
      connectionString: [
        `DefaultEndpointsProtocol=${https === undefined ? 'http' : 'https'}`,
        `AccountName=${ACCOUNT}`,
        `AccountKey=${ACCOUNT_KEY}`,
        `QueueEndpoint=${queue}/${ACCOUNT}`,
        `TableEndpoint=${table}/${ACCOUNT}`,
        '',
      ].join(';'),
      tablesUrl: `${table}/${ACCOUNT}`,
      queuesUrl: `${queue}/${ACCOUNT}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where it listens, from the lines that it prints for every event. They are read to the end. */
function endpointsOf(child: ChildProcess): Promise<{ queue: string; table: string }> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new TypeError('Azurite has no output to read.');
  const printed: string[] = [];
  const found = new Map<string, string>();
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      reject(new Error(`Azurite ${reason}:\n${printed.slice(-10).join('\n')}`));
    };
    const timer = setTimeout(() => fail('did not answer in time'), START_TIMEOUT_MS);
    const look = (line: string): void => {
      if (found.size === 2) return;
      printed.push(line);
      const [, service, url] = LISTENING.exec(line) ?? [];
      if (service === undefined || url === undefined) return;
      found.set(service, url);
      const queue = found.get('Queue');
      const table = found.get('Table');
      if (queue === undefined || table === undefined) return;
      clearTimeout(timer);
      resolve({ queue, table });
    };
    createInterface({ input: stdout }).on('line', look);
    createInterface({ input: stderr }).on('line', look);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
