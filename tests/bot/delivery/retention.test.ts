import { expect, test } from 'vitest';
import { handOnRetention } from '../../../bot/delivery/hand-on-retention.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { workOnErasure } from '../../../bot/delivery/work-on-erasure.ts';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { askBuddy } from '../../../shared/commands/ask-buddy.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { recipientsKeptSince } from '../../../shared/domain/retention.ts';
import { itemWrites } from '../../../shared/store/erg-content-store.ts';
import { NEWS_ID } from '../../support/news.ts';
import {
  BROADCAST_ID,
  confirmed,
  OTHER_BROADCAST_ID,
  personId,
  personIds,
} from '../../support/broadcasts.ts';
import {
  aCheckIn,
  aDelivery,
  aJournalEntry,
  aMembership,
  anErg,
  aPledge,
  ERG_ID,
  NOON,
  OTHER_PLEDGE_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';
import { anEvent, EVENT_ID } from '../../support/content.ts';
import { valueOf } from '../../support/outcomes.ts';
import { takesPart } from '../../support/organisations.ts';

// It is noon of 2 March 2026, so what was before 2 February 2025 (a day of grace for time zones) is kept no longer.
const OLD = '2025-01-31';
const YOUNG = '2025-02-03';

async function retain(deps: TestDeps): Promise<void> {
  await handOnRetention(deps);
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  const queue = deps.queues.queue('erasures');
  // A part every ten minutes, and a page every second.
  for (let turn = 0; turn < 70; turn += 1) {
    const messages = await queue.receive({ most: 32, visibilityMs: PACK_VISIBILITY_MS });
    for (const message of messages) {
      await workOnErasure(deps, permits, { queue, message }, new AbortController().signal);
    }
    deps.clock.advanceMs(5 * 60_000);
  }
  expect(await queue.approximateLength()).toBe(0);
  expect(deps.logged).toEqual([]);
}

const keyOf = (n: number) => ({ tenantId: TENANT_ID, userId: personId(n) });

async function withPast(deps: TestDeps, n: number): Promise<void> {
  await takesPart(deps, n, {
    pledges: [aPledge({ cadence: 'monthly', startedOn: '2024-06-01', endsOn: '2026-12-01' })],
  });
  const loaded = await deps.people.load(keyOf(n));
  if (loaded === undefined) throw new Error('Nobody is there.');
  const deliveries = [aDelivery({ date: OLD }), aDelivery({ date: YOUNG })];
  const ended = (id: string, on: string) =>
    aPledge({ id, life: { state: 'completed', on }, startedOn: '2024-06-01' });
  const lesson = (at: string) => ({
    kind: 'put-lesson' as const,
    lesson: {
      lessonId: 'listen-ask',
      title: 'Ask first',
      pillar: 'listen' as const,
      format: 'read' as const,
      minutes: 3,
      at,
    },
  });
  const written = await deps.people.commit(loaded, { ...loaded.person, deliveries }, [
    ...[OLD, YOUNG].map((date) => ({ kind: 'put-check-in', checkIn: aCheckIn({ date }) }) as const),
    ...['2024-12-03', '2025-02-04'].map((date) => {
      return { kind: 'put-delivery', delivery: aDelivery({ date }) } as const;
    }),
    { kind: 'put-pledge', pledge: ended(OTHER_PLEDGE_ID, OLD) },
    { kind: 'put-pledge', pledge: ended('0195a000-0000-7000-8000-0000000000ff', YOUNG) },
    lesson(`${OLD}T09:00:00.000Z`),
    lesson(`${YOUNG}T09:00:00.000Z`),
    { kind: 'put-journal-entry', entry: aJournalEntry({ writtenAt: '2024-01-01T09:00:00.000Z' }) },
  ]);
  if (!written.ok) throw new Error('Somebody else was first.');
}

test('what is past goes after 13 months; the journal, and a pledge that still runs, stay', async () => {
  const deps = testDeps({ now: NOON });
  for (const n of [1, 2, 3]) await withPast(deps, n);
  await retain(deps);
  for (const n of [1, 2, 3]) {
    const key = keyOf(n);
    const person = (await deps.people.load(key))?.person;
    expect(person?.pledges).toHaveLength(1);
    expect(person?.deliveries.map(({ date }) => date)).toEqual([YOUNG]);
    const pledgeId = person?.pledges[0]?.id ?? '';
    const checkIns = await deps.people.readCheckIns(key, pledgeId, undefined);
    expect(checkIns.items.map(({ date }) => date)).toEqual([YOUNG]);
    const past = await deps.people.readPastDeliveries(key, 100);
    expect(past.map(({ date }) => date)).toEqual(['2025-02-04']);
    const pledges = await deps.people.readPastPledges(key, undefined);
    expect(pledges.items.map(({ life }) => life)).toEqual([{ state: 'completed', on: YOUNG }]);
    const lessons = await deps.people.readLearntLessons(key, undefined);
    expect(lessons.items.map(({ at }) => at.slice(0, 10))).toEqual([YOUNG]);
    expect((await deps.people.readJournal(key, undefined)).items).toHaveLength(1);
  }
});

test('what never became past goes too: a yes to an event, a refusal, an ask that nobody accepted; others are told', async () => {
  const deps = testDeps({ now: NOON });
  const who = { key: keyOf(1), name: 'Ada Winter' };
  const event = { tenantId: TENANT_ID, ergId: ERG_ID, eventId: EVENT_ID };
  const writes = itemWrites(event, undefined, anEvent());
  await deps.ergs.create(TENANT_ID, anErg(), 0, () => true, writes);
  await takesPart(deps, 1, {});
  const loaded = await deps.people.load(who.key);
  if (loaded === undefined) throw new Error('Nobody is there.');
  const refusal = {
    ergId: ERG_ID,
    kind: 'declined' as const,
    at: NOON,
    askAgainFrom: '2026-06-02T12:00:00.000Z',
    revision: 3,
    was: aMembership(),
    pledgeIds: [],
  };
  await deps.people.commit(loaded, { ...loaded.person, refusals: [refusal] }, []);
  const seen = loaded.person.profile.rsvpsRevision;
  valueOf(await answerEvent(deps, who, event, { going: true, seen }));
  const pairId = '0195a000-0000-7000-8000-b0dd00000001';
  valueOf(await askBuddy(deps, who, pairId));
  const comes = async () => {
    const { count } = (await deps.attendees.sizeOf(event, deps.clock.now())) ?? {};
    return count;
  };
  expect(await comes()).toBe(1);

  // The event was on 11 March 2026, and the ask was over on the 16th.
  deps.clock.set('2027-03-20T12:00:00.000Z');
  await retain(deps);
  const early = (await deps.people.load(who.key))?.person;
  expect([early?.rsvps, early?.refusals, early?.buddies.ties].map((some) => some?.length)).toEqual([
    1, 1, 1,
  ]);

  deps.clock.set('2027-07-20T12:00:00.000Z');
  await retain(deps);
  const person = (await deps.people.load(who.key))?.person;
  expect(person).toMatchObject({ rsvps: [], refusals: [], buddies: { ties: [] }, outbox: [] });
  expect(await comes()).toBe(0);
  expect(await deps.buddies.load(TENANT_ID, pairId)).toBeUndefined();
});

test('of more people than one page everybody is looked at, and nobody who was erased is made anew', async () => {
  const deps = testDeps({ now: NOON });
  for (let n = 0; n < 8; n += 1) await withPast(deps, n);
  // So many who agreed that a part has more than one page.
  for (let n = 100; n < 3600; n += 1) {
    const entry = { id: 'in', to: 'audience', wanted: 'in', since: NOON } as const;
    await deps.audience.apply(keyOf(n), { ...entry, revision: 1, writtenAtMs: 0 });
  }
  await retain(deps);
  for (let n = 0; n < 8; n += 1) {
    expect(await deps.people.readPastDeliveries(keyOf(n), 100)).toHaveLength(1);
  }
  expect(await deps.people.load(keyOf(100))).toBeUndefined();
});

test('acts, failures, reports that were dealt with, news and broadcasts go by the same rule', async () => {
  const deps = testDeps({ now: '2025-01-20T12:00:00.000Z' });
  await createErg(deps, { tenantId: TENANT_ID, actorId: personId(0), erg: anErg() });
  const report = { about: { kind: 'erg', ergId: ERG_ID }, reason: 'other', words: 'w' } as const;
  for (const id of ['closed', 'open']) {
    await deps.reports.add(TENANT_ID, { ...report, id, at: deps.clock.now() });
  }
  await deps.reports.close(TENANT_ID, 'closed', 'kept');
  const failed = { ...keyOf(1), reason: 'try-again', cause: 'check-in' };
  await deps.failures.add({ ...failed, at: deps.clock.now(), date: '2025-01-20' });
  await confirmed(deps, personIds(3), { until: '2025-01-28T12:00:00.000Z' });
  await deps.erasures.note(keyOf(7), '2024-11-20T12:00:00.000Z');
  await deps.erasures.note(keyOf(8), deps.clock.now());

  deps.clock.set('2025-11-20T12:00:00.000Z');
  await deps.failures.add({ ...failed, at: deps.clock.now(), date: '2025-11-20' });
  await confirmed(deps, personIds(3), {
    id: OTHER_BROADCAST_ID,
    until: '2025-11-28T12:00:00.000Z',
  });
  await deps.audit.record(TENANT_ID, 'admin', {
    act: 'erg.created',
    actorId: personId(0),
    atMs: deps.clock.realMs(),
    id: NEWS_ID,
  });
  deps.clock.set(NOON);
  await retain(deps);

  expect(await deps.reports.read(TENANT_ID, 'closed')).toBeUndefined();
  expect(await deps.reports.read(TENANT_ID, 'open')).toMatchObject({ state: 'open' });
  expect((await deps.failures.page(TENANT_ID)).failures.map(({ date }) => date)).toEqual([
    '2025-11-20',
  ]);
  const acts = await deps.audit.readPage(TENANT_ID, 'admin', [], undefined);
  expect(acts.entries.map(({ atMs }) => new Date(atMs).toISOString().slice(0, 10))).toEqual([
    '2025-11-20',
  ]);
  expect(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID)).toBeUndefined();
  // Over for more than two months: how many it reached is still known, and not who.
  expect('2025-11-28T12:00:00.000Z' < recipientsKeptSince(deps.clock.now())).toBe(true);
  expect((await deps.broadcasts.readPack(TENANT_ID, OTHER_BROADCAST_ID, 0))?.userIds).toEqual([]);
  const progress = await deps.broadcasts.progress(TENANT_ID, OTHER_BROADCAST_ID, 1);
  expect(progress.none + progress.skipped + progress.sent).toBe(3);
  // An erasure is known for longer than any backup may be restored.
  expect(await deps.erasures.read(keyOf(7))).toBeUndefined();
  expect(await deps.erasures.read(keyOf(8))).toBe('2025-01-20T12:00:00.000Z');
});
