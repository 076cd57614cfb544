import { describe, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { CLAIM_LEASE_MS } from '../../../bot/delivery/ledger.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { markLesson } from '../../../shared/commands/mark-lesson.ts';
import { lessonsIn } from '../../../shared/catalogue/lesson.ts';
import type { Delivery } from '../../../shared/domain/delivery.ts';
import { parsePendingId } from '../../../shared/domain/pending-ids.ts';
import type { Pending } from '../../../shared/domain/pending.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { aPledge, NOON, type PersonFields } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { setUpDue } from './a-due-message.ts';
import { aDuePerson, DUE_AT, DUE_DATE, store, stored } from './due-people.ts';
import { recordingSender } from './recording-sender.ts';

const { key } = aDuePerson();
/** Agreed long enough ago that a lesson may be told when the question is due. */
const LONG_AGO = {
  consent: { state: 'given', version: CONSENT_VERSION, at: '2026-02-01T12:00:00.000Z' },
} as const satisfies PersonFields;

function lessonsOf(deliveries: readonly Pick<Delivery, 'items'>[]) {
  return deliveries
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.kind === 'pending' ? [parsePendingId(item.id)] : []))
    .filter((identity) => identity.kind === 'lesson');
}

/** Lives on from the first message to a date, looked at whenever the schedule says so; nobody answers, and nobody backs off. */
async function liveUntil(
  { deps, deliver, person }: Awaited<ReturnType<typeof setUpDue>>,
  until: string,
): Promise<void> {
  await deliver();
  for (;;) {
    const look = (await person()).profile.nextLookAt;
    if (look === undefined || look > until) return;
    deps.clock.set(look);
    await deliver();
  }
}

describe('a lesson', () => {
  test('comes along with a question, for the pledge that is in hand, and is remembered as told', async () => {
    const { deliver, person, sender } = await setUpDue(LONG_AGO);
    await deliver();
    const after = await person();
    expect(lessonsOf(after.deliveries)).toMatchObject([{ cause: 'listen', date: DUE_DATE }]);
    expect(after.pendings).toEqual([]);
    expect(after.profile.toldLessons).toHaveLength(1);
    expect(JSON.stringify(sender.requests[0]?.message.card)).toContain('you pledged to listen');
  });

  test('waits for two weeks after the person agreed', async () => {
    const { deliver, person } = await setUpDue();
    await deliver();
    expect(lessonsOf((await person()).deliveries)).toEqual([]);
  });

  test.each([
    ['no pledge in hand', { pledges: [] }],
    ['a pledge that rests', { pledges: [aPledge({ life: { state: 'paused', since: NOON } })] }],
    ['messages stopped', { messages: { state: 'stopped' } }],
    ['messages paused', { messages: { state: 'paused', until: '2026-12-01' } }],
    ['no message wanted', { budget: 0 }],
    ['been silent for too long', { messagesSinceAct: 5 }],
    [
      'done all lessons',
      {
        learning: {
          revision: 5,
          done: lessonsIn('en').map(({ id }) => ({ lessonId: id, at: '2026-01-10T12:00:00.000Z' })),
          later: [],
          notForMe: [],
        },
      },
    ],
  ] as const)('does not come to somebody with %s', async (_what, fields) => {
    const world = await setUpDue({ ...LONG_AGO, ...(fields as PersonFields) });
    await liveUntil(world, '2026-04-30T00:00:00.000Z');
    expect(lessonsOf((await world.person()).deliveries)).toEqual([]);
  });

  test('never comes twice, nor within 14 days of the one before', async () => {
    const reacting = aPledge({ cadence: 'weekly', endsOn: '2026-06-30' });
    const world = await setUpDue({ ...LONG_AGO, pledges: [reacting] });
    const told: ReturnType<typeof lessonsOf>[number][] = [];
    for (let look = DUE_AT; look < '2026-06-20';) {
      world.deps.clock.set(look);
      await world.deliver();
      const after = await world.person();
      const [last] = lessonsOf(after.deliveries.slice(-1));
      if (last !== undefined && last.date !== told.at(-1)?.date) told.push(last);
      // A sign of life, so that messages do not become rarer.
      await markLesson(
        world.deps,
        { key },
        { lessonId: 'no-budget' },
        { mark: after.learning.notForMe.length === 0 ? 'not-for-me' : 'open', seen: undefined },
      );
      look = (await world.person()).profile.nextLookAt ?? '2026-07-01';
    }
    expect(told.length).toBeGreaterThan(4);
    expect(new Set(told.map(({ lessonId }) => lessonId)).size).toBe(told.length);
    for (const [index, { date }] of told.entries()) {
      const before = told[index - 1]?.date;
      if (before === undefined) continue;
      expect(Date.parse(date) - Date.parse(before)).toBeGreaterThanOrEqual(14 * 86_400_000);
    }
  });

  test('that was put off comes back to somebody without a pledge, once', async () => {
    const learning = {
      revision: 5,
      done: [],
      later: [{ lessonId: 'why-power', from: '2026-03-20' }],
      notForMe: [],
    };
    const world = await setUpDue({ ...LONG_AGO, pledges: [], learning });
    await liveUntil(world, '2026-07-30T00:00:00.000Z');
    expect(lessonsOf((await world.person()).deliveries)).toMatchObject([
      { lessonId: 'why-power', cause: 'later', date: '2026-03-24' },
    ]);
  });

  test('does not wait where another message goes without it', async () => {
    const reminder: Pending = {
      id: 'lesson.built-in.why-power.begin.2026-02-24',
      kind: 'lesson',
      from: '2026-02-24T00:00:00.000Z',
      until: '2026-03-03T00:00:00.000Z',
    };
    const { deliver, person } = await setUpDue({ ...LONG_AGO, pendings: [reminder] });
    await deliver();
    const after = await person();
    expect(after.pendings).toEqual([]);
    expect(lessonsOf(after.deliveries)).toMatchObject([{ cause: 'listen', date: DUE_DATE }]);
  });

  test('costs no request more than the question alone', async () => {
    const clock = testClock(NOON);
    const asked: string[] = [];
    const storage = createMemoryStorage({
      realMs: clock.realMs,
      observe: ({ on, operation }) => void asked.push(`${on} ${operation}`),
    });
    const deps = testDeps({ clock, storage, sender: recordingSender() });
    await store(deps, aDuePerson(LONG_AGO));
    clock.set(DUE_AT);
    asked.length = 0;
    await deliverToPerson(deps, createSendPermits(deps.permits, clock.realMs), {
      key,
      again: false,
    });
    const requests = asked.filter((request) => !/^(Tenants|Permits)/.test(request));
    expect(lessonsOf((await stored(deps, key)).deliveries)).toHaveLength(1);
    expect(requests).toEqual([
      'People readPage',
      'Schedule commit',
      'People commit',
      'People commit',
    ]);
  });
});

describe('a worker that dies with a lesson in hand', () => {
  class Killed extends Error {}

  /** The first program dies when it sends; the second starts when the lease has ended. */
  async function restarted(
    between: (world: Awaited<ReturnType<typeof setUpDue>>) => Promise<void>,
  ) {
    let isFirst = true;
    const sender = recordingSender(async () => {
      if (!isFirst) return undefined;
      isFirst = false;
      throw new Killed();
    });
    const world = await setUpDue(LONG_AGO, { sender });
    await world.deliver().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    await between(world);
    world.deps.clock.set(new Date(Date.parse(DUE_AT) + CLAIM_LEASE_MS + 1000).toISOString());
    await world.deliver();
    return world.person();
  }

  test('leaves it to the next, which tells the same', async () => {
    let claimed: readonly { readonly lessonId: string }[] = [];
    const after = await restarted(async ({ person }) => {
      const { deliveries, pendings } = await person();
      claimed = lessonsOf(deliveries);
      expect(claimed).toHaveLength(1);
      expect(pendings).toMatchObject([{ kind: 'lesson' }]);
    });
    expect(lessonsOf(after.deliveries)).toEqual(claimed);
    expect(after.deliveries).toMatchObject([{ progress: { state: 'sent', uncertain: true } }]);
    expect(after.pendings).toEqual([]);
    expect(after.profile.toldLessons).toMatchObject([{ lessonId: claimed[0]?.lessonId }]);
  });

  test('does not have it told that was done meanwhile', async () => {
    const after = await restarted(async ({ deps, person }) => {
      const [claimed] = lessonsOf((await person()).deliveries);
      const about = { lessonId: claimed?.lessonId ?? '' };
      await markLesson(deps, { key }, about, { mark: 'done', seen: undefined });
    });
    expect(after.deliveries).toMatchObject([{ items: [{ kind: 'question' }] }]);
  });
});
