import { expect } from 'vitest';
import { collectDue } from '../../bot/delivery/collect-due.ts';
import { deliverBroadcast } from '../../bot/delivery/deliver-broadcast.ts';
import { deliverPack } from '../../bot/delivery/deliver-pack.ts';
import { PACK_VISIBILITY_MS } from '../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../bot/delivery/send-permits.ts';
import { workOnErasure } from '../../bot/delivery/work-on-erasure.ts';
import { workOnFigures } from '../../bot/delivery/work-on-figures.ts';
import { acceptBuddy, askBuddy, confirmBuddy } from '../../shared/commands/ask-buddy.ts';
import { answerEvent } from '../../shared/commands/answer-event.ts';
import { appointOrganiser } from '../../shared/commands/change-organisers.ts';
import { createErg } from '../../shared/commands/create-erg.ts';
import { giveConsent } from '../../shared/commands/give-consent.ts';
import { hearBells } from '../../shared/commands/hear-bells.ts';
import { invitePerson } from '../../shared/commands/invite-person.ts';
import { joinErg } from '../../shared/commands/join-erg.ts';
import { releaseMonth } from '../../shared/commands/release-month.ts';
import { reportContent } from '../../shared/commands/report-content.ts';
import { createNews, prepareNews } from '../../shared/commands/run-news.ts';
import { shareWithBuddy } from '../../shared/commands/share-with-buddy.ts';
import { writeEntry } from '../../shared/commands/write-journal.ts';
import { CONSENT_VERSION, type PersonKey } from '../../shared/domain/person.ts';
import { packToText } from '../../shared/store/packs.ts';
import { putFiguresJob } from '../../shared/store/figures-jobs.ts';
import { aMoment, confirmed, OTHER_BROADCAST_ID, personId, personIds } from './broadcasts.ts';
import {
  aCheckIn,
  aDelivery,
  anErg,
  anOrganiser,
  aPerson,
  aPledge,
  ERG_ID,
  OTHER_ERG_ID,
  OTHER_PLEDGE_ID,
  TENANT_ID,
} from './builders.ts';
import type { TestDeps } from './command-deps.ts';
import { EVENT_ID, publishedItems } from './content.ts';
import { ASK, NEWS_ID } from './news.ts';
import { below, setPlaces, takesPart } from './organisations.ts';
import { valueOf } from './outcomes.ts';

/** Number 1 of the organisation: whoever did everything that there is. */
export const WHOLE: PersonKey = { tenantId: TENANT_ID, userId: personId(1) };

/** What they are called, in no directory: whoever finds this finds something of theirs. */
export const WHOLE_NAME = 'Zephyrine Quillfeather';

/** The chat that the bot has with them. */
export const WHOLE_CONVERSATION = 'a:chat-of-zephyrine';

/** Everything that they wrote, but for a report, of which nobody knows whose it is. */
export const WHOLE_WORDS = [
  'my-own-pledge-words',
  'my-past-pledge-words',
  'my-note-on-a-check-in',
  'my-older-note',
  'my-journal-words',
  'my-shared-words',
] as const;

const THIRD_ERG_ID = 'e7900000-0000-4000-8000-000000000007';
const PAIR_ID = '0195a000-0000-7000-8000-b0dd00000001';
const OPEN_PAIR_ID = '0195a000-0000-7000-8000-b0dd00000002';
const BUDDY = { key: { tenantId: TENANT_ID, userId: personId(2) }, name: 'Person 2' };
const asker = { key: WHOLE, name: WHOLE_NAME, language: 'en' };
const RHYTHM = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;

/** An organisation in which number 1 did everything that there is, and others did something. It is noon of 2 March. */
export async function liveWholeLife(deps: TestDeps): Promise<void> {
  await setPlaces(deps, [[0, null], ...below(0, 1, 12), ...below(1, 13, 11)]);
  for (const n of [3, 4, 5, 6, 7, 14, 15]) await takesPart(deps, n, { pledges: [aPledge()] });
  const admin = { tenantId: TENANT_ID, actorId: personId(0) };
  await createErg(deps, { ...admin, erg: anErg(), items: publishedItems() });
  const requested = anErg({ id: OTHER_ERG_ID, name: 'Night Shift', joinPolicy: 'on-request' });
  await createErg(deps, { ...admin, erg: requested });
  await createErg(deps, { ...admin, erg: anErg({ id: THIRD_ERG_ID, name: 'Signers' }) });
  await agree(deps);
  await takePart(deps);
  await haveBuddies(deps);
  await beWrittenTo(deps);
  await deps.settled();
  // The month that is over is being released, and its copy lies there.
  const month = '2026-02';
  const mayGoOn = async () =>
    (await deps.releases.readState(TENANT_ID, month))?.stage !== 'counted';
  await releaseMonth(deps, { tenantId: TENANT_ID, month }, mayGoOn);
  await putFiguresJob(deps.queues, { tenantId: TENANT_ID, release: 'month', month });
  await putFiguresJob(deps.queues, { tenantId: TENANT_ID, ergId: ERG_ID, month });
}

async function agree(deps: TestDeps): Promise<void> {
  valueOf(await giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm: RHYTHM }));
  await deps.settled();
  const loaded = await deps.people.load(WHOLE);
  if (loaded === undefined) throw new Error('Nobody agreed.');
  const { conversation } = aPerson({
    conversation: {
      state: 'reachable',
      conversationId: WHOLE_CONVERSATION,
      serviceUrl: 'https://smba.example/emea/',
      learntAt: deps.clock.now(),
    },
  });
  const current = aCheckIn({ date: '2026-02-17', note: 'my-note-on-a-check-in' });
  const own = aPledge({
    form: { kind: 'own-words', words: 'my-own-pledge-words' },
    startedOn: '2026-02-03',
    createdAt: '2026-02-03T09:00:00.000Z',
    recent: [current],
  });
  const ended = aPledge({
    id: OTHER_PLEDGE_ID,
    form: { kind: 'own-words', words: 'my-past-pledge-words' },
    life: { state: 'completed', on: '2026-02-01' },
  });
  const deliveries = ['2026-02-10', '2026-02-17'].map((date) => sent(date));
  const next = {
    ...loaded.person,
    ...(conversation === undefined ? {} : { conversation }),
    pledges: [own],
    deliveries,
  };
  const written = await deps.people.commit(loaded, next, [
    { kind: 'put-check-in', checkIn: current },
    { kind: 'put-check-in', checkIn: aCheckIn({ date: '2026-01-06', note: 'my-older-note' }) },
    { kind: 'put-pledge', pledge: ended },
    { kind: 'put-delivery', delivery: sent('2025-12-02') },
    {
      kind: 'put-lesson',
      lesson: {
        lessonId: 'listen-ask',
        title: 'Ask first',
        pillar: 'listen',
        format: 'read',
        minutes: 3,
        at: '2026-02-12T09:00:00.000Z',
      },
    },
  ]);
  if (!written.ok) throw new Error('Somebody else was first.');
}

/** A check-in card that was sent on a date, `card-of-{date}`. */
function sent(date: string) {
  const progress = {
    state: 'sent',
    activityId: `card-of-${date}`,
    sentAt: `${date}T09:10:00.000Z`,
    uncertain: false,
  } as const;
  return aDelivery({ date, progress });
}

async function takePart(deps: TestDeps): Promise<void> {
  valueOf(
    await writeEntry(deps, asker, {
      id: '0195a000-0000-7000-8000-00000000a001',
      words: 'my-journal-words',
      seen: 0,
    }),
  );
  valueOf(await joinErg(deps, asker, ERG_ID, { seen: await seen(deps), showToAllies: true }));
  valueOf(
    await joinErg(deps, asker, OTHER_ERG_ID, { seen: await seen(deps), showToAllies: false }),
  );
  const rsvps = (await deps.people.load(WHOLE))?.person.profile.rsvpsRevision ?? 0;
  const event = { ergId: ERG_ID, eventId: EVENT_ID };
  valueOf(await answerEvent(deps, asker, event, { going: true, seen: rsvps }));
  const organiser = { userId: anOrganiser().userId, as: 'organiser' } as const;
  const ask = { tenantId: TENANT_ID, ergId: ERG_ID, actor: organiser };
  valueOf(await appointOrganiser(deps, ask, WHOLE.userId));
  // Of another's requests they were told when they still organised it.
  const told = [anOrganiser().userId, WHOLE.userId];
  const round = { revision: 1, state: 'open', openedAt: deps.clock.now(), told } as const;
  const rounds = { tenantId: TENANT_ID, ergId: THIRD_ERG_ID };
  await deps.requestsRounds.write(rounds, await deps.requestsRounds.read(rounds), round);
  const until = '2026-04-20T12:00:00.000Z';
  const about = { at: deps.clock.now(), until };
  await deps.invitations.remember(TENANT_ID, THIRD_ERG_ID, [WHOLE.userId], about);
  await invitePerson(deps, WHOLE, { ergId: THIRD_ERG_ID, ...about });
  await reportContent(deps, asker, {
    id: '0195a000-0000-7000-8000-00000000f001',
    about: { kind: 'erg', ergId: ERG_ID },
    reason: 'wrong',
    words: 'what-nobody-knows-whose-it-is',
  });
}

async function seen(deps: TestDeps): Promise<number> {
  return (await deps.people.load(WHOLE))?.person.profile.membershipsRevision ?? 0;
}

async function haveBuddies(deps: TestDeps): Promise<void> {
  valueOf(await giveConsent(deps, BUDDY, { version: CONSENT_VERSION, rhythm: RHYTHM }));
  await deps.settled();
  const { secret } = valueOf(await askBuddy(deps, asker, PAIR_ID));
  valueOf(await acceptBuddy(deps, BUDDY, secret));
  valueOf(await confirmBuddy(deps, asker, PAIR_ID));
  const id = '0195a000-0000-7000-8000-5a8e00000001';
  valueOf(
    await shareWithBuddy(deps, { key: WHOLE, pairId: PAIR_ID }, { id, words: 'my-shared-words' }),
  );
  valueOf(await askBuddy(deps, asker, OPEN_PAIR_ID));
}

async function beWrittenTo(deps: TestDeps): Promise<void> {
  const now = deps.clock.now();
  // Hints that nobody took back when the next look changed.
  await deps.schedule.put({ key: WHOLE, at: '2026-03-24T09:00:00.000Z' });
  await deps.schedule.put({ key: WHOLE, at: '2026-05-12T09:00:00.000Z' });
  await deps.failures.add({
    ...WHOLE,
    at: '2026-02-24T09:00:00.000Z',
    reason: 'try-again',
    cause: 'check-in',
    date: '2026-02-24',
  });
  // One that goes out when its hold is over, and one that is prepared and not confirmed.
  await confirmed(deps, personIds(8));
  await confirmed(deps, [WHOLE.userId], {
    id: OTHER_BROADCAST_ID,
    content: aMoment({ title: 'Once more' }),
  });
  valueOf(await createNews(deps, ASK, { content: aMoment(), days: 14 }));
  valueOf(await prepareNews(deps, ASK, 1));
  await work(deps, ['broadcasts']);
  expect((await deps.news.load(TENANT_ID, ERG_ID, NEWS_ID))?.news.life.state).toBe('preparing');
  // A pack that a worker left when it died.
  const people = [{ userId: WHOLE.userId }, { userId: personId(3) }];
  await deps.queues.queue('packs').send(packToText({ tenantId: TENANT_ID, people }));
  await deps.leavers.put(TENANT_ID, [{ userId: WHOLE.userId, at: now, settled: true }]);
}

const NEVER = new AbortController().signal;

const WORKED = ['packs', 'broadcasts', 'erasures', 'figures'] as const;

/** What workers do with everything that shows now, until nothing does. */
async function workOnce(deps: TestDeps): Promise<void> {
  do await work(deps, WORKED);
  while ((await hearBells(deps)) > 0);
  await deps.settled();
}

async function work(deps: TestDeps, names: readonly (typeof WORKED)[number][]): Promise<void> {
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  const handlers = {
    packs: deliverPack,
    broadcasts: deliverBroadcast,
    erasures: workOnErasure,
    figures: (...[, , received]: Parameters<typeof deliverPack>) =>
      workOnFigures(deps, received, NEVER),
  } as const;
  for (let found = 1; found > 0;) {
    found = 0;
    for (const name of names) {
      const queue = deps.queues.queue(name);
      const messages = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
      for (const message of messages) {
        await handlers[name](deps, permits, { queue, message }, NEVER);
      }
      found += messages.length;
    }
  }
}

/** Workers for some minutes, and once more a day later, when the memory of who left is cleared. */
export async function workForADay(deps: TestDeps): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await collectDue(deps);
    await workOnce(deps);
    deps.clock.advanceMs(3 * 60_000);
  }
  for (let hours = 0; hours < 3; hours += 1) {
    deps.clock.advanceMs(13 * 3_600_000);
    await collectDue(deps);
    await workOnce(deps);
  }
}
