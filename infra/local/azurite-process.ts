import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { azuriteProgram } from './azurite-program.ts';
import { LocalSetupProblem } from './local-setup-problem.ts';
import { prepareDataFolder, readState, writeState } from './state-file.ts';

/** The storage of one machine, running. */
export interface AzuriteProcess {
  /** For Tables and Queues. */
  readonly connectionString: string;
  /**
   * Ends the one over this data folder, also where it was started again meanwhile, as it likes to be ended, and waits until
   * everything is on disk. Safe to call twice.
   */
  stop(): Promise<void>;
}

const STATE_FILE = 'azurite.json';
const AzuriteState = z.object({
  pid: z.number().int().positive(),
  ports: z.object({ blob: z.number(), queue: z.number(), table: z.number() }),
});
type AzuriteState = z.infer<typeof AzuriteState>;

// Azurite's own well-known account, the same on every machine. Source: its README.
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * Starts Azurite over `<dataDir>/azurite` on free ports of 127.0.0.1, the same as the last time where they still are,
 * or finds the one that an earlier run left behind. It runs detached: it writes to disk only every few seconds and loses what came since when it
 * is killed, so it must not die with the server. Throws LocalSetupProblem where it cannot run.
 */
export async function startAzurite(options: {
  readonly dataDir: string;
  /** Called when one has been started that does not answer yet: what keeps this process busy is best done now. */
  readonly meanwhile?: () => void;
}): Promise<AzuriteProcess> {
  // Absolute, because Azurite gets another working directory.
  const dataDir = resolve(options.dataDir);
  prepareDataFolder(dataDir);
  const folder = join(dataDir, 'azurite');
  const left = readState(dataDir, STATE_FILE, AzuriteState);
  if (left !== undefined && isAzurite(left.pid)) {
    if (await answers(left.ports)) return handle(dataDir, left);
    // One that is closing still writes to the folder: two at once would destroy it.
    await stopProcess(left.pid);
  }

  const ports = left !== undefined && (await areFree(left.ports)) ? left.ports : await freePorts();
  const logPath = join(dataDir, 'azurite.log');
  let log: number;
  try {
    mkdirSync(folder, { recursive: true });
    log = openSync(logPath, 'w');
  } catch (error) {
    throw new LocalSetupProblem(
      `Azurite cannot write to ${folder}: make it writable, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  const child = spawn(
    process.execPath,
    [
      ...azuriteProgram(),
      ...['--location', folder],
      ...['--blobHost', '127.0.0.1', '--blobPort', String(ports.blob)],
      ...['--queueHost', '127.0.0.1', '--queuePort', String(ports.queue)],
      ...['--tableHost', '127.0.0.1', '--tablePort', String(ports.table)],
    ],
    { detached: true, stdio: ['ignore', log, log], cwd: folder },
  );
  closeSync(log);
  const life = new AbortController();
  child.once('exit', () => life.abort());
  child.once('error', () => life.abort());
  child.unref();
  if (child.pid === undefined) {
    throw new LocalSetupProblem('Azurite could not be started: run npm ci again.');
  }
  const state: AzuriteState = { pid: child.pid, ports };
  writeState(dataDir, STATE_FILE, state);

  options.meanwhile?.();
  if (await answersInTime(ports, life.signal)) return handle(dataDir, state);
  await stopProcess(state.pid);
  throw new LocalSetupProblem(
    `Azurite did not start: see ${logPath}, and delete ${folder} to begin anew without its data.\n${lastLines(logPath)}`,
  );
}

function handle(dataDir: string, state: AzuriteState): AzuriteProcess {
  const { queue, table } = state.ports;
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${ACCOUNT_KEY}`,
      `QueueEndpoint=http://127.0.0.1:${queue}/${ACCOUNT}`,
      `TableEndpoint=http://127.0.0.1:${table}/${ACCOUNT}`,
      '',
    ].join(';'),
    stop: () => stopProcess(readState(dataDir, STATE_FILE, AzuriteState)?.pid ?? state.pid),
  };
}

/** SIGTERM, then wait: Azurite closes its databases and ends. Never SIGKILL, which loses rows. */
async function stopProcess(pid: number): Promise<void> {
  if (!isAzurite(pid)) return;
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAzurite(pid)) {
    if (Date.now() > deadline) {
      throw new LocalSetupProblem(
        `Azurite (process ${pid}) does not end: end it by hand with kill ${pid}, and start again.`,
      );
    }
    await pause(LOOK_EVERY_MS);
  }
}

/**
 * Whether this process lives and is an Azurite: after a reboot its number may belong to somebody else.
 * Where there is no /proc (macOS, Windows) a living process is taken for it.
 */
function isAzurite(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return false;
    throw error;
  }
  if (process.platform !== 'linux') return true;
  try {
    // A zombie's command line is empty: it has ended and only waits to be counted.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('azurite/dist/src/azurite.js');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function answers(ports: AzuriteState['ports']): Promise<boolean> {
  const one = async (port: number): Promise<boolean> => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/${ACCOUNT}?comp=list`, {
        signal: AbortSignal.timeout(2_000),
      });
      // It refuses an unsigned request, and says who it is while doing so.
      await response.arrayBuffer();
      return (response.headers.get('server') ?? '').includes('Azurite');
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return false;
      throw error;
    }
  };
  return (await Promise.all([one(ports.queue), one(ports.table)])).every(Boolean);
}

/** Waits until Azurite answers. `false` where it ended first (`ended`), or did not answer in time. */
async function answersInTime(ports: AzuriteState['ports'], ended: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!ended.aborted && Date.now() < deadline) {
    if (await answers(ports)) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** Three ports that were free a moment ago. All are held at once, so that they differ. */
async function freePorts(): Promise<AzuriteState['ports']> {
  const servers = [createServer(), createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') ports.push(address.port);
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [blob, queue, table] = ports;
  if (blob === undefined || queue === undefined || table === undefined) throw new Error('no ports');
  return { blob, queue, table };
}

/** Whether nobody listens on these ports: whoever was told of them before finds Azurite there again. */
async function areFree(ports: AzuriteState['ports']): Promise<boolean> {
  const tried = Object.values(ports).map(
    (port) =>
      new Promise<boolean>((resolve) => {
        const probe = createServer();
        probe.once('error', () => resolve(false));
        probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
      }),
  );
  return (await Promise.all(tried)).every(Boolean);
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').slice(-5).join('\n');
}
