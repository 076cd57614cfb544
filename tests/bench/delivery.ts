import { setTimeout as pause } from 'node:timers/promises';
import { openSlimChatLog } from '../../infra/local/connector/slim-chat-log.ts';
import { startConnector } from '../../infra/local/connector/start-connector.ts';
import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { TENANT_ID } from '../support/builders.ts';
import { startTestAzurite } from '../support/azurite.ts';
import { measureAzuriteAlone } from './azurite-alone.ts';
import { DUE_AT, keysOf, makeDue, storeDuePeople } from './due-organisation.ts';
import { type Engine, startEngine } from './engine.ts';
import type { EngineFigures } from './engine-start.ts';
import { type Benchmark, tableText } from './figures.ts';
import { userIdOf } from './organisation.ts';

// `npm run bench -- delivery`: the real scheduler, queue, store and sender, as processes of their own over Azurite,
// against the simulated Teams. Under the cap: 5,000 people with 1 worker and with 2. Without it: what the engine
// reaches, beside what Azurite alone serves for the same requests, in pairs.

const PEOPLE = Number(process.env['PEOPLE'] ?? '5000');
const CAP_A_SECOND = 50;
const AFTER_MS = 5000;
const PAIRS = 5;
const PEOPLE_A_PAIR = Number(process.env['PEOPLE_A_PAIR'] ?? '600');
/** So fast that no permit is ever waited for. */
const UNCAPPED_A_SECOND = 5000;
const LONGEST_MS = 10 * 60_000;

/** As in production; without the cap people become due in the middle, and are to be found soon. */
const PACE = { scheduleMs: 60_000, packsMs: 1000, bellsMs: 60_000 };
const UNCAPPED_PACE = { scheduleMs: 250, packsMs: 250, bellsMs: 60_000 };
const PARTS = { schedule: true, packs: true, bells: false };

/** What one run under the cap showed. */
interface CappedRun {
  readonly workers: number;
  readonly people: number;
  readonly seconds: number;
  readonly aSecond: number;
  readonly shareOfCap: number;
  readonly refusedAfter5s: number;
  readonly refused: number;
  readonly doubled: number;
  readonly missing: number;
  readonly tableRequestsAMessage: number;
  readonly queueRequestsAMessage: number;
  readonly memoryMiB: number;
}

/** Measures delivery under the cap and without it. */
export const measureDelivery: Benchmark = async () => {
  const capped = [await runCapped(1), await runCapped(2)];
  const uncapped = await runUncapped();
  console.log(
    tableText([
      ['workers under the cap', ...capped.map(({ workers }) => String(workers))],
      ['messages', ...capped.map(({ people }) => String(people))],
      ['seconds', ...capped.map(({ seconds }) => seconds.toFixed(1))],
      ['a second', ...capped.map(({ aSecond }) => aSecond.toFixed(2))],
      ['share of the cap', ...capped.map(({ shareOfCap }) => `${(shareOfCap * 100).toFixed(1)}%`)],
      ['429', ...capped.map(({ refused }) => String(refused))],
      ['429 after 5 s', ...capped.map(({ refusedAfter5s }) => String(refusedAfter5s))],
      ['doubled', ...capped.map(({ doubled }) => String(doubled))],
      ['missing', ...capped.map(({ missing }) => String(missing))],
      [
        'table requests a message',
        ...capped.map(({ tableRequestsAMessage }) => tableRequestsAMessage.toFixed(2)),
      ],
      [
        'queue requests a message',
        ...capped.map(({ queueRequestsAMessage }) => queueRequestsAMessage.toFixed(3)),
      ],
      ['MiB a worker', ...capped.map(({ memoryMiB }) => memoryMiB.toFixed(0))],
    ]),
  );
  console.log(
    tableText([
      ['without the cap', ...uncapped.pairs.map((_, n) => `pair ${n + 1}`)],
      ['messages a second', ...uncapped.pairs.map(({ engine }) => engine.toFixed(1))],
      ['Azurite alone', ...uncapped.pairs.map(({ alone }) => alone.toFixed(1))],
      ['share', ...uncapped.pairs.map(({ engine, alone }) => (engine / alone).toFixed(2))],
    ]),
  );
  console.log(`median share of Azurite alone: ${uncapped.share.toFixed(2)}`);
  return { figures: { capped, uncapped }, missed: missedBy(capped, uncapped.share) };
};

function missedBy(capped: readonly CappedRun[], share: number): readonly string[] {
  return [
    ...capped.flatMap((run) => {
      const of = `with ${run.workers} worker(s)`;
      return [
        ...(run.shareOfCap >= 0.99 ? [] : [`${of}: below 99% of the cap`]),
        ...(run.refusedAfter5s === 0 ? [] : [`${of}: 429 after the first 5 s`]),
        ...(run.missing === 0 && run.doubled === 0 ? [] : [`${of}: missing or doubled messages`]),
        ...(run.tableRequestsAMessage <= 3.5 ? [] : [`${of}: more than 3.5 table requests`]),
        ...(run.queueRequestsAMessage <= 0.2 ? [] : [`${of}: more than 0.2 queue requests`]),
      ];
    }),
    ...(share >= 0.8 ? [] : ['without the cap: below 0.8 of Azurite alone']),
  ];
}

async function runCapped(workers: number): Promise<CappedRun> {
  const azurite = await startTestAzurite();
  const limits = teamsLimits();
  const refusedAtMs: number[] = [];
  const log = openSlimChatLog({ now: () => new Date().toISOString() });
  const connector = await startConnector({
    tenantId: TENANT_ID,
    personIds: keysOf(0, PEOPLE).map(({ userId }) => userId),
    log,
    judge: (request) => {
      const verdict = limits.judge(request);
      if (verdict.kind === 'answer') refusedAtMs.push(request.atMs);
      return verdict;
    },
  });
  const engines: Engine[] = [];
  try {
    const { connectionString } = azurite;
    const storage = createAzureStorage({ kind: 'connection-string', connectionString });
    await storage.createAll();
    await storeDuePeople(storage, { from: 0, count: PEOPLE, serviceUrl: connector.url });
    await makeDue(storage, keysOf(0, PEOPLE));
    const arrivals: number[] = [];
    log.listen(() => arrivals.push(Date.now()));
    for (let n = 0; n < workers; n += 1) engines.push(await start(connectionString));
    await until(() => arrivals.length >= PEOPLE);
    await pause(2000);
    const figures = await Promise.all(engines.map((engine) => engine.figures()));
    const first = arrivals[0] ?? 0;
    const seconds = ((arrivals.at(-1) ?? 0) - first) / 1000;
    const aSecond = (arrivals.length - 1) / seconds;
    const perPerson = keysOf(0, PEOPLE).map(({ userId }) => sentTo(log, userId));
    return {
      workers,
      people: PEOPLE,
      seconds,
      aSecond,
      shareOfCap: aSecond / CAP_A_SECOND,
      refused: refusedAtMs.length,
      refusedAfter5s: refusedAtMs.filter((ms) => ms > first + AFTER_MS).length,
      doubled: perPerson.filter((count) => count > 1).length,
      missing: perPerson.filter((count) => count === 0).length,
      tableRequestsAMessage: countAsked(figures, 'table') / arrivals.length,
      queueRequestsAMessage: countAsked(figures, 'queue') / arrivals.length,
      memoryMiB: Math.max(...figures.map(({ memoryMiB }) => memoryMiB)),
    };
  } finally {
    for (const engine of engines) await engine.stop();
    await connector.stop();
    await azurite.stop();
  }
}

function sentTo(log: ReturnType<typeof openSlimChatLog>, userId: string): number {
  return log.of(userId).filter(({ kind }) => kind === 'sent').length;
}

function countAsked(figures: readonly EngineFigures[], kind: 'table' | 'queue'): number {
  return figures
    .flatMap(({ asked }) => Object.entries(asked))
    .filter(([name]) => name.startsWith(`${kind} `))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** One pair: people a second through the engine, and through Azurite alone. */
interface Pair {
  readonly engine: number;
  readonly alone: number;
}

async function runUncapped(): Promise<{ readonly pairs: readonly Pair[]; readonly share: number }> {
  const azurite = await startTestAzurite();
  const log = openSlimChatLog({ now: () => new Date().toISOString() });
  const people = 2 * PAIRS * PEOPLE_A_PAIR;
  const connector = await startConnector({
    tenantId: TENANT_ID,
    personIds: Array.from({ length: people }, (_, n) => userIdOf(n)),
    log,
  });
  let engine: Engine | undefined;
  try {
    const { connectionString } = azurite;
    const storage = createAzureStorage({ kind: 'connection-string', connectionString });
    await storage.createAll();
    await storeDuePeople(storage, { from: 0, count: people, serviceUrl: connector.url });
    engine = await start(connectionString, UNCAPPED_A_SECOND);
    const arrivals: number[] = [];
    log.listen(() => arrivals.push(Date.now()));
    const pairs: Pair[] = [];
    for (let n = 0; n < PAIRS; n += 1) {
      const from = 2 * n * PEOPLE_A_PAIR;
      const alone = await measureAzuriteAlone(connectionString, keysOf(from, PEOPLE_A_PAIR));
      arrivals.length = 0;
      await makeDue(storage, keysOf(from + PEOPLE_A_PAIR, PEOPLE_A_PAIR));
      await until(() => arrivals.length >= PEOPLE_A_PAIR);
      const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
      pairs.push({ engine: (arrivals.length - 1) / seconds, alone });
      await pause(1000);
    }
    const shares = pairs.map(({ engine: rate, alone }) => rate / alone).toSorted((a, b) => a - b);
    return { pairs, share: shares[Math.floor(shares.length / 2)] ?? 0 };
  } finally {
    await engine?.stop();
    await connector.stop();
    await azurite.stop();
  }
}

function start(connectionString: string, sendsASecond?: number): Promise<Engine> {
  return startEngine({
    connectionString,
    productAheadMs: Date.parse(DUE_AT) - Date.now(),
    pace: sendsASecond === undefined ? PACE : UNCAPPED_PACE,
    parts: PARTS,
    logLevel: 'warn',
    ...(sendsASecond === undefined ? {} : { sendsASecond }),
  });
}

async function until(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('The messages did not arrive in time.');
    await pause(20);
  }
}
