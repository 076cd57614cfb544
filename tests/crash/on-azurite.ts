import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../shared/commands/at-once.ts';
import { type AzuriteProcess, startAzurite } from '../../infra/local/azurite-process.ts';
import { injectedFaults } from '../../infra/local/connector/injected-faults.ts';
import { inTurn } from '../../infra/local/connector/judges.ts';
import { openSlimChatLog, type SlimChatLog } from '../../infra/local/connector/slim-chat-log.ts';
import { startConnector } from '../../infra/local/connector/start-connector.ts';
import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { retryFailures } from '../../shared/commands/retry-failures.ts';
import type { Delivery } from '../../shared/domain/delivery.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { createPeopleStore, type PeopleStore } from '../../shared/store/people-store.ts';
import { currentKey, personPartition } from '../../shared/store/person-keys.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { DUE_AT, keysOf, makeDue, storeDuePeople } from '../bench/due-organisation.ts';
import { type Engine, startEngine } from '../bench/engine.ts';
import type { EngineStart } from '../bench/engine-start.ts';
import { aDelivery, TENANT_ID } from '../support/builders.ts';
import { testDeps } from '../support/command-deps.ts';
import { type CrashFigures, FAULT_RATES } from './findings.ts';
import { chanceFrom } from '../support/chance.ts';

const PACE = { scheduleMs: 1000, packsMs: 250, bellsMs: 60_000 };
const SCHEDULER = { schedule: true, packs: false, bells: false };
const WORKER = { schedule: false, packs: true, bells: false };
const LONGEST_MS = 15 * 60_000;

/** A message accepted this long ago, and not in the ledger yet, was in flight. */
const IN_FLIGHT_MS = 12_000;

/** The row of the ledger in which everybody's message stands. */
const LEDGER_ROW = currentKey.delivery(aDelivery({ date: DUE_AT.slice(0, 10) }));

/** What is tried. */
export interface AzuriteCrash {
  readonly people: number;
  readonly kills: number;
  readonly restarts: number;
  readonly seed: number;
}

/**
 * Two schedulers and two workers as processes of their own over an Azurite that keeps its data on disk, against the
 * simulated Teams with limits and faults. Again and again one of them is killed with SIGKILL and started again, and
 * Azurite itself is ended with SIGTERM and started again.
 */
export async function crashOnAzurite(options: AzuriteCrash): Promise<CrashFigures> {
  const { people, kills, restarts } = options;
  const random = chanceFrom(options.seed).next;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'alongside-crash-'));
  let azurite = await startAzurite({ dataDir });
  const log = openSlimChatLog({ now: () => new Date().toISOString() });
  const faults = injectedFaults({ rates: FAULT_RATES, random });
  const connector = await startConnector({
    tenantId: TENANT_ID,
    personIds: keysOf(0, people).map(({ userId }) => userId),
    log,
    judge: inTurn(teamsLimits().judge, faults.judge),
  });
  const places: { parts: EngineStart['parts']; engine: Engine }[] = [];
  const { connectionString } = azurite;
  const start = (parts: EngineStart['parts']) =>
    startEngine({
      connectionString,
      productAheadMs: Date.parse(DUE_AT) - Date.now(),
      pace: PACE,
      parts,
      logLevel: 'silent',
    });
  try {
    const storage = createAzureStorage({ kind: 'connection-string', connectionString });
    await storage.createAll();
    await storeDuePeople(storage, { from: 0, count: people, serviceUrl: connector.url });
    await makeDue(storage, keysOf(0, people));
    const store = createPeopleStore(storage.tables, () => {
      throw new Error('A row cannot be read.');
    });
    const arrived = countArrivals(log);
    for (const parts of [SCHEDULER, SCHEDULER, WORKER, WORKER]) {
      places.push({ parts, engine: await start(parts) });
    }

    let inFlightAtKills = 0;
    const blows = shuffled(
      [...Array<'kill'>(kills).fill('kill'), ...Array<'restart'>(restarts).fill('restart')],
      random,
    );
    for (const [n, blow] of blows.entries()) {
      // Spread over the run: each falls when a share of the people has their message.
      const share = (n + random()) / (blows.length + 1);
      await until(() => arrived.people() >= share * people);
      if (blow === 'restart') {
        azurite = await restartAzurite(azurite, dataDir);
        continue;
      }
      const place = places[Math.floor(random() * places.length)];
      if (place === undefined) continue;
      await place.engine.kill();
      const [count, engine] = await Promise.all([inFlight(log, storage), start(place.parts)]);
      inFlightAtKills += count;
      place.engine = engine;
    }

    await settled(storage, () => arrived.people() >= 0.99 * people);
    const triedAgain = await tryAgain(storage);
    await settled(storage, () => true);
    const atMs = arrived.atMs();
    const seconds = ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 1000;
    const counts = keysOf(0, people).map(({ userId }) => sentTo(log, userId));
    const { unheard } = faults.figures();
    return {
      people,
      kills,
      seconds,
      aSecond: people / seconds,
      missing: counts.filter((count) => count === 0).length,
      doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      inFlightAtKills,
      unheard: unheard.lost + unheard.answered,
      ledger: await ledgerOf(store, people),
      triedAgain,
    };
  } finally {
    for (const { engine } of places) await engine.kill();
    await connector.stop();
    await azurite.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Azurite ends as it likes to be ended, and comes back at the same address. */
async function restartAzurite(azurite: AzuriteProcess, dataDir: string): Promise<AzuriteProcess> {
  await azurite.stop();
  const again = await startAzurite({ dataDir });
  if (again.connectionString !== azurite.connectionString) {
    throw new Error('Azurite came back at another address.');
  }
  return again;
}

function countArrivals(log: SlimChatLog) {
  const people = new Set<string>();
  const atMs: number[] = [];
  log.listen(({ personId, kind }) => {
    if (kind !== 'sent') return;
    people.add(personId);
    atMs.push(Date.now());
  });
  return { people: () => people.size, atMs: () => atMs };
}

function sentTo(log: SlimChatLog, userId: string): number {
  return log.of(userId).filter(({ kind }) => kind === 'sent').length;
}

/**
 * Messages that were accepted lately and that no ledger knows yet, right after a kill. Read by the one row that says so,
 * since a look at everybody lately written to would keep Azurite from the messages.
 */
async function inFlight(log: SlimChatLog, { tables }: Storage): Promise<number> {
  const since = new Date(Date.now() - IN_FLIGHT_MS).toISOString();
  const lately = [
    ...new Set(
      log
        .entries()
        .filter(({ at, kind }) => kind === 'sent' && at > since)
        .map(({ personId }) => personId),
    ),
  ];
  let count = 0;
  await atOnce(lately, 16, async (userId) => {
    const row = await tables
      .table('People')
      .get(personPartition({ tenantId: TENANT_ID, userId }), LEDGER_ROW);
    if (String(row?.cells['progressJson']).includes('"sending"')) count += 1;
  });
  return count;
}

async function deliveriesOf(store: PeopleStore, userId: string): Promise<readonly Delivery[]> {
  const loaded = await store.load({ tenantId: TENANT_ID, userId });
  return loaded?.person.deliveries ?? [];
}

async function ledgerOf(store: PeopleStore, people: number): Promise<Record<string, number>> {
  const states: Record<string, number> = {};
  await atOnce(keysOf(0, people), 24, async ({ userId }) => {
    for (const { progress } of await deliveriesOf(store, userId)) {
      states[progress.state] = (states[progress.state] ?? 0) + 1;
    }
  });
  return states;
}

/** Ends when no pack is left. */
async function settled(storage: Storage, isNear: () => boolean): Promise<void> {
  await until(isNear);
  const packs = storage.queues.queue('packs');
  const deadline = Date.now() + LONGEST_MS;
  while ((await packs.approximateLength()) > 0) {
    if (Date.now() > deadline) throw new Error('The packs were not worked off in time.');
    await pause(1000);
  }
}

async function tryAgain(storage: Storage): Promise<number> {
  const deps = testDeps({ storage });
  let handed = 0;
  for (;;) {
    const retried = await retryFailures(deps, { tenantId: TENANT_ID, userId: 'admin' });
    handed += retried.people;
    if (!retried.more) return handed;
  }
}

async function until(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('The messages did not arrive in time.');
    await pause(20);
  }
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
