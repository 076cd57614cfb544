import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../shared/commands/at-once.ts';
import { openSlimChatLog } from '../../infra/local/connector/slim-chat-log.ts';
import { startConnector } from '../../infra/local/connector/start-connector.ts';
import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { DUE_AT, keysOf, makeDue, storeDuePeople } from '../bench/due-organisation.ts';
import { type Engine, startEngine } from '../bench/engine.ts';
import { startTestAzurite } from '../support/azurite.ts';
import { TENANT_ID } from '../support/builders.ts';
import { testClock, testDeps } from '../support/command-deps.ts';
import { doingOf, doSomething, type Silenced } from './changing-people.ts';
import { countSideBySide, type SideBySideFigures } from './side-by-side.ts';
import { chanceFrom } from '../support/chance.ts';

const PACE = { scheduleMs: 1000, packsMs: 250, bellsMs: 60_000 };
const SCHEDULER = { schedule: true, packs: false, bells: false };
const WORKER = { schedule: false, packs: true, bells: false };

/** How long the slow worker stands still, and how often: longer than a pack is hidden, shorter than a claim. */
const STANDSTILL_MS = 40_000;
const STANDSTILLS = 2;

/** More at once would keep Azurite from the messages; fewer would change most people after theirs. */
const CHANGES_AT_ONCE = 2;

const LONGEST_MS = 10 * 60_000;

/**
 * Two schedulers and three workers as processes of their own over one Azurite, against the simulated Teams with its
 * limits. One worker is stopped (SIGSTOP) again and again, while people change their own data.
 */
export async function sideBySideOnAzurite(options: {
  readonly people: number;
  readonly seed: number;
}): Promise<SideBySideFigures> {
  const { people } = options;
  const random = chanceFrom(options.seed).next;
  const azurite = await startTestAzurite();
  const log = openSlimChatLog({ now: () => new Date().toISOString() });
  const connector = await startConnector({
    tenantId: TENANT_ID,
    personIds: keysOf(0, people).map(({ userId }) => userId),
    log,
    judge: teamsLimits().judge,
  });
  const engines: Engine[] = [];
  try {
    const { connectionString } = azurite;
    const storage = createAzureStorage({ kind: 'connection-string', connectionString });
    await storage.createAll();
    await storeDuePeople(storage, { from: 0, count: people, serviceUrl: connector.url });
    await makeDue(storage, keysOf(0, people));
    const arrivals = new Map<string, number[]>();
    log.listen(({ personId, kind }) => {
      if (kind !== 'sent') return;
      arrivals.set(personId, [...(arrivals.get(personId) ?? []), Date.now()]);
    });
    const productAheadMs = Date.parse(DUE_AT) - Date.now();
    for (const parts of [SCHEDULER, SCHEDULER, WORKER, WORKER, WORKER]) {
      const start = { connectionString, productAheadMs, pace: PACE, parts } as const;
      engines.push(await startEngine({ ...start, logLevel: 'silent' }));
    }
    const clock = {
      ...testClock(DUE_AT),
      now: () => new Date(Date.now() + productAheadMs).toISOString(),
      realMs: Date.now,
    };
    const web = testDeps({ storage, clock });
    const silenced: Silenced[] = [];
    let changes = 0;
    const keepChanging = async () => {
      const waiting = keysOf(0, people)
        .flatMap((key, n) => {
          const doing = doingOf(n);
          return Array.from({ length: doing === 'settings' ? 2 : 1 }, () => ({ key, doing }));
        })
        .filter(({ doing }) => doing !== 'nothing')
        .map((change) => ({ ...change, place: random() }))
        .toSorted((one, other) => one.place - other.place);
      await atOnce(waiting, CHANGES_AT_ONCE, async ({ key, doing }) => {
        const known = await doSomething(web, key, doing);
        changes += 1;
        if (known !== undefined) silenced.push(known);
      });
    };
    const standStill = async () => {
      for (let n = 0; n < STANDSTILLS; n += 1) {
        await pause(random() * 5000);
        engines.at(-1)?.suspend();
        await pause(STANDSTILL_MS);
        engines.at(-1)?.goOn();
      }
    };
    await Promise.all([keepChanging(), standStill()]);
    await web.settled();
    await settled();
    const store = createPeopleStore(storage.tables, () => {
      throw new Error('A row cannot be read.');
    });
    return await countSideBySide(
      { people, standstills: STANDSTILLS, changes, silenced, arrivals },
      store,
    );

    /** Ends when no hint that is due and no pack is left. */
    async function settled(): Promise<void> {
      const packs = storage.queues.queue('packs');
      const deadline = Date.now() + LONGEST_MS;
      for (let quiet = 0; quiet < 3;) {
        if (Date.now() > deadline) throw new Error('The packs were not worked off in time.');
        await pause(2000);
        quiet = (await packs.approximateLength()) === 0 ? quiet + 1 : 0;
      }
    }
  } finally {
    for (const engine of engines) await engine.kill();
    await connector.stop();
    await azurite.stop();
  }
}
