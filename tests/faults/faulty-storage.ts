import {
  Agent,
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../support/chance.ts';

/** What can go wrong with one request. `cut-after`: storage has done it, and the answer is lost. */
export const FAULT_KINDS = ['500', '503', 'silence', 'cut-before', 'cut-after'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What became of the requests while they might fail. */
export interface StorageCounts {
  passed: number;
  /** Came while storage was away, or was on its way when it went. */
  away: number;
  readonly injected: Record<FaultKind, number>;
}

/** Storage behind something that makes it fail. */
export interface FaultyStorage {
  /** The way to storage through the faults. */
  readonly connectionString: string;
  readonly counts: StorageCounts;
  /** From now on this share of all requests fails (0 to 1), each kind as often as the others. */
  fail(share: number): void;
  /** Turns every request away from now on; ends when those that storage was asked before are answered. */
  goAway(): Promise<void>;
  /** Passes requests on again. */
  comeBack(): void;
  stop(): void;
}

const LONGEST_FAREWELL_MS = 5000;

/**
 * Starts it before the Azurite of this connection string, on free ports of 127.0.0.1. The ports of Azurite must stay the
 * same over its restarts.
 * @param silenceMs how long a silent request waits before it is cut, if the client has not given up by then
 */
export async function startFaultyStorage(
  direct: string,
  { chance, silenceMs }: { readonly chance: Chance; readonly silenceMs: number },
): Promise<FaultyStorage> {
  const counts: StorageCounts = {
    passed: 0,
    away: 0,
    injected: { '500': 0, '503': 0, silence: 0, 'cut-before': 0, 'cut-after': 0 },
  };
  let share = 0;
  let isAway = false;
  const onTheirWay = new Set<IncomingMessage>();
  let agent = new Agent({ keepAlive: true });

  /** Asks storage; undefined where it gave no answer. The answer is to be read or thrown away. */
  function passOn(incoming: IncomingMessage, port: string): Promise<IncomingMessage | undefined> {
    const { method, url, headers } = incoming;
    onTheirWay.add(incoming);
    return new Promise((resolve) => {
      let isDone = false;
      const end = (answer?: IncomingMessage) => {
        if (isDone) return;
        isDone = true;
        onTheirWay.delete(incoming);
        resolve(answer);
      };
      const asked = ask({ host: '127.0.0.1', port, method, path: url, headers, agent }, end);
      asked.on('error', () => end());
      // What is cut on its way here must not leave half a request open there.
      incoming.on('error', () => asked.destroy());
      incoming.pipe(asked);
    });
  }

  async function meet(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    port: string,
  ): Promise<void> {
    const cut = () => void incoming.socket.destroy();
    if (isAway) {
      counts.away += 1;
      return cut();
    }
    const kind = chance.next() < share ? chance.one(FAULT_KINDS) : undefined;
    if (kind === undefined) counts.passed += share > 0 ? 1 : 0;
    else counts.injected[kind] += 1;
    switch (kind) {
      case undefined: {
        const answer = await passOn(incoming, port);
        if (answer === undefined) return cut();
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      case '500':
      case '503':
        incoming.resume();
        return refuse(outgoing, kind);
      case 'cut-before':
        return cut();
      case 'cut-after': {
        const answer = await passOn(incoming, port);
        answer?.resume();
        return cut();
      }
      case 'silence': {
        const timer = setTimeout(cut, silenceMs);
        incoming.socket.once('close', () => clearTimeout(timer));
        // Storage may have heard it or not.
        if (chance.next() < 0.5) incoming.resume();
        else (await passOn(incoming, port))?.resume();
      }
    }
  }

  function listen(port: string): Server {
    return createServer((incoming, outgoing) => void meet(incoming, outgoing, port));
  }

  const servers: Server[] = [];
  let connectionString = direct;
  for (const [, port = ''] of direct.matchAll(
    /(?:Queue|Table)Endpoint=http:\/\/127\.0\.0\.1:(\d+)/g,
  )) {
    const server = listen(port);
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const own = (server.address() as AddressInfo).port;
    connectionString = connectionString.replace(`:${port}/`, `:${own}/`);
  }
  return {
    connectionString,
    counts,
    fail: (next) => void (share = next),
    async goAway() {
      isAway = true;
      const deadline = Date.now() + LONGEST_FAREWELL_MS;
      while (onTheirWay.size > 0 && Date.now() < deadline) await pause(10);
      agent.destroy();
      agent = new Agent({ keepAlive: true });
    },
    comeBack: () => void (isAway = false),
    stop() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      agent.destroy();
    },
  };
}

function refuse(outgoing: ServerResponse, status: '500' | '503'): void {
  const code = status === '500' ? 'InternalError' : 'ServerBusy';
  const message = { lang: 'en-US', value: code };
  outgoing
    .writeHead(Number(status), { 'content-type': 'application/json', 'x-ms-error-code': code })
    .end(JSON.stringify({ 'odata.error': { code, message } }));
}
