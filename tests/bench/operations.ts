import type { OrganiserAsk } from '../../shared/commands/act-on-allies.ts';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import { answerCheckIn } from '../../shared/commands/answer-check-in.ts';
import { answerRequests } from '../../shared/commands/answer-requests.ts';
import type { Asker } from '../../shared/commands/change-person.ts';
import { exportPerson } from '../../shared/commands/export-person.ts';
import { giveConsent } from '../../shared/commands/give-consent.ts';
import { joinErg } from '../../shared/commands/join-erg.ts';
import { learnConversation } from '../../shared/commands/learn-conversation.ts';
import { leaveErg } from '../../shared/commands/leave-erg.ts';
import { makePledge } from '../../shared/commands/make-pledge.ts';
import { readHome, readHomeNews } from '../../shared/commands/read-home.ts';
import { readParticipation } from '../../shared/commands/read-participation.ts';
import { readRoster } from '../../shared/commands/read-roster.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import type { Storage, StorageObserver } from '../../shared/store/storage.ts';
import { startTestAzurite } from '../support/azurite.ts';
import { anErg, TENANT_ID } from '../support/builders.ts';
import { testClock, type TestClock, type TestDeps, testDeps } from '../support/command-deps.ts';
import { type Figures, tableText } from './figures.ts';
import { anImportOfAThousand } from './import-a-thousand.ts';
import { measureJoinsAtOnce } from './joins-at-once.ts';
import { copyOrganisation, ergIdOf, ERGS, makeOrganisation, userIdOf } from './organisation.ts';

// Requests to tables and queues, counted where they leave, until a change has reached every place that it
// concerns: the rosters are written and the bell is taken off, or set for the tombstone of somebody who left.

/** The use cases, in the order in which each person goes through them, and what each may cost at the most. */
const GOALS = {
  home: 1,
  'directory-cold': 1,
  'directory-warm': 0,
  'make-pledge': 3,
  join: 8,
  leave: 8,
  'check-in': 3,
  'roster-page': 2,
  'roster-search': 2,
  'managers-page': 2,
  // No goal of their own: the roster still remembers that they left; the directory shows another size.
  'join-again': undefined,
  'join-moving-band': undefined,
  // One range, and a point read for each place that may hold something: the directory, who left it, the pilot group, who agreed,
  // the next look, and each ERG. Eight for these, who are in two ERGs.
  export: 8,
  // What ERGs publish is read once a minute and replica, for everybody there.
  'home-cold': undefined,
  'export-cold': undefined,
  consent: undefined,
  // The request of one person, with the organiser's audit.
  approve: undefined,
  // Of a thousand rows: looking them up, and inviting 900 people, half of whom agreed.
  'import-1000-preview': undefined,
  'import-1000-invite': undefined,
} as const satisfies Record<string, number | undefined>;

type UseCase = keyof typeof GOALS;
const USE_CASES = Object.keys(GOALS) as readonly UseCase[];

/** How many people go through every use case; all must cost the same. */
const PEOPLE_MEASURED = 5;

/** Monday noon; the question of a weekly pledge made then comes on Tuesday of the week after. */
const START = '2026-03-02T12:00:00.000Z';
const QUESTION_DATE = '2026-03-10';

/** An ERG that people ask to join. */
const REQUESTED_ERG = ergIdOf(ERGS);

/** What one use case cost each of the people who did it. */
type Costs = ReadonlyMap<UseCase, readonly number[]>;

/** Counts the requests of every use case at three sizes of the organisation. */
export async function measureOperations(): Promise<Figures> {
  const azurite = await startTestAzurite();
  try {
    const newStorage = async (tablePrefix: string, observe: StorageObserver) => {
      const { connectionString } = azurite;
      const storage = createAzureStorage(
        { kind: 'connection-string', connectionString, tablePrefix },
        { observe },
      );
      await storage.createAll();
      return storage;
    };
    const inAzurite = (people: number) =>
      measure(people, 'Azurite', async (clock, observe) => {
        const storage = await newStorage(`b${people}`, observe);
        await copyOrganisation(await makeOrganisation(people, clock), storage);
        return storage;
      });
    const inTheFake = (people: number) =>
      measure(people, 'fake', async (clock, observe) => {
        const storage = createMemoryStorage({ realMs: clock.realMs, observe });
        await copyOrganisation(await makeOrganisation(people, clock), storage);
        return storage;
      });
    const judged = judge([
      await inAzurite(1_000),
      await inAzurite(10_000),
      await inTheFake(100_000),
    ]);
    // Last: the only one that a busy machine can spoil.
    const joins = await measureJoinsAtOnce(await newStorage('joins', () => {}));
    console.log(`a thousand joins at once: the longest took ${joins.longestSeconds} s`);
    return {
      figures: { ...judged.figures, 'joins-at-once-seconds': joins.longestSeconds },
      missed: [...judged.missed, ...joins.missed],
    };
  } finally {
    await azurite.stop();
  }
}

interface Measured {
  readonly people: number;
  readonly where: string;
  readonly costs: Costs;
}

async function measure(
  people: number,
  where: string,
  makeStorage: (clock: TestClock, observe: StorageObserver) => Promise<Storage>,
): Promise<Measured> {
  const clock = testClock(START);
  let requests = 0;
  const storage = await makeStorage(clock, () => void (requests += 1));
  const deps = testDeps({ clock, storage });
  const costs = new Map<UseCase, number[]>(USE_CASES.map((useCase) => [useCase, []]));

  async function count(useCase: UseCase, act: () => Promise<unknown>): Promise<void> {
    requests = 0;
    const outcome = await act();
    await deps.settled();
    costs.get(useCase)?.push(requests);
    if (isRefusal(outcome)) throw new Error(`${useCase} was refused: ${outcome.reason}`);
  }

  const onRequest = anErg({ id: REQUESTED_ERG, name: 'On request', joinPolicy: 'on-request' });
  await deps.ergs.create(TENANT_ID, onRequest, 0);
  for (let n = 0; n < PEOPLE_MEASURED; n += 1) {
    await goThrough(deps, people, n, count);
    clock.set(START);
  }
  const imported = await anImportOfAThousand(deps, people);
  await count('import-1000-preview', imported.preview);
  await count('import-1000-invite', imported.invite);
  const bells = await deps.queues.queue('projections').approximateLength();
  // One for the tombstone of everybody who left; all others were taken off.
  if (bells !== PEOPLE_MEASURED) throw new Error(`${bells} bells are left.`);
  const [failed] = deps.logged;
  if (failed !== undefined) throw new Error(failed.event, { cause: failed.error });
  return { people, where, costs };
}

function isRefusal(outcome: unknown): outcome is { readonly reason: string } {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false;
}

/** One person who is new here does everything once. */
async function goThrough(
  deps: TestDeps,
  people: number,
  n: number,
  count: (useCase: UseCase, act: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const key = { tenantId: TENANT_ID, userId: userIdOf(people + n) };
  const asker: Asker = { key, name: `New Person${n}`, language: 'en' };
  const pledgeId = `0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  // Each another ERG, and never the same for the two ways to join.
  const ergId = ergIdOf(n);
  const grownErgId = ergIdOf(ERGS - 1 - n);
  const seen = async () => (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;

  await learnConversation(deps, asker, {
    conversationId: `a:${n}`,
    serviceUrl: 'https://smba.example/emea/',
  });
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  await count('consent', () => giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm }));

  deps.publishedErgs.forget(TENANT_ID);
  await count('directory-cold', () => deps.publishedErgs.get(TENANT_ID));
  await count('directory-warm', () => deps.publishedErgs.get(TENANT_ID));
  await count('make-pledge', () =>
    makePledge(deps, asker, {
      id: pledgeId,
      pillar: 'listen',
      form: { kind: 'own-words', words: 'Let people finish.' },
      source: { kind: 'own' },
      cadence: 'weekly',
      endsOn: '2026-05-25',
    }),
  );
  const joining = { seen: await seen(), showToAllies: false };
  await count('join', () => joinErg(deps, asker, ergId, joining));
  const home = async () => readHomeNews(deps, (await readHome(deps, asker)).person, 'en');
  await count('home-cold', home);
  await count('home', home);
  const leaving = await seen();
  await count('leave', () => leaveErg(deps, asker, ergId, leaving));

  const again = { seen: await seen(), showToAllies: false };
  await count('join-again', () => joinErg(deps, asker, ergId, again));

  deps.clock.set(`${QUESTION_DATE}T10:00:00.000Z`);
  await count('check-in', () =>
    answerCheckIn(deps, asker, {
      question: { pledgeId, date: QUESTION_DATE },
      answer: 'did-it',
      via: 'tab',
      seen: null,
    }),
  );
  // The roster has grown for more than a week since its band was set.
  const rejoining = { seen: await seen(), showToAllies: false };
  await count('join-moving-band', () => joinErg(deps, asker, grownErgId, rejoining));
  await count('export-cold', () => exportPerson(deps, key));
  await count('export', () => exportPerson(deps, key));

  const where = { tenantId: TENANT_ID, ergId };
  await count('roster-page', async () => {
    await asOrganiser(deps, ergId);
    return readRoster(deps, where, {});
  });
  await count('roster-search', async () => {
    await asOrganiser(deps, ergId);
    return readRoster(deps, where, { find: `fam given${n}` });
  });
  await count('managers-page', async () => {
    // What the API asks before it lets a manager in.
    await deps.directory.read(TENANT_ID, key.userId);
    return readParticipation(deps, TENANT_ID, key);
  });
  await joinErg(deps, asker, REQUESTED_ERG, { seen: await seen(), showToAllies: false });
  await count('approve', async () => {
    const ask = await asOrganiser(deps, REQUESTED_ERG);
    const [outcome] = await answerRequests(deps, ask, 'approve', [key.userId]);
    if (outcome?.outcome !== 'done') throw new Error('A request was not approved.');
  });
  const { person } = (await deps.people.load(key)) ?? {};
  if (person === undefined || person.outbox.length > 0) {
    throw new Error('What was counted had not reached its places.');
  }
}

/** What the API knows once it let an organiser in. */
async function asOrganiser(deps: TestDeps, ergId: string): Promise<OrganiserAsk> {
  const loaded = await deps.ergs.load(TENANT_ID, ergId);
  const userId = loaded?.erg.organisers[0]?.userId;
  if (loaded === undefined || userId === undefined) throw new Error('An ERG is not there.');
  return { tenantId: TENANT_ID, ergId, actor: { userId, as: 'organiser' }, loaded };
}

function judge(measured: readonly Measured[]): Figures {
  const missed: string[] = [];
  const figures: Record<string, unknown> = {};
  const lines = [
    [
      'requests for',
      ...measured.map(({ people, where }) => `${people.toLocaleString('en')} (${where})`),
      'goal',
    ],
  ];
  for (const useCase of USE_CASES) {
    const goal: number | undefined = GOALS[useCase];
    const ranges = measured.map(({ costs }) => rangeOf(costs.get(useCase) ?? []));
    const most = Math.max(...ranges.map((range) => range.most));
    const least = Math.min(...ranges.map((range) => range.least));
    lines.push([useCase, ...ranges.map(rangeText), goal === undefined ? '' : `≤ ${goal}`]);
    figures[useCase] = Object.fromEntries(
      measured.map(({ people }, index) => [String(people), ranges[index]?.most]),
    );
    if (goal !== undefined && most > goal) missed.push(`${useCase} takes ${most}, not ≤ ${goal}`);
    if (least !== most) missed.push(`${useCase} takes ${least} to ${most}, not always the same`);
  }
  console.log(tableText(lines));
  return { figures, missed };
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(costs: readonly number[]): Range {
  if (costs.length === 0) throw new Error('A use case was not measured.');
  return { least: Math.min(...costs), most: Math.max(...costs) };
}

function rangeText({ least, most }: Range): string {
  return least === most ? String(most) : `${least}–${most}`;
}
