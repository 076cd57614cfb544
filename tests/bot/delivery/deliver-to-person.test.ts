import { describe, expect, test } from 'vitest';
import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { PersonContended } from '../../../bot/delivery/person-contended.ts';
import { CLAIM_LEASE_MS } from '../../../bot/delivery/ledger.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { pastKey } from '../../../shared/store/person-keys.ts';
import { aCheckIn, aDelivery, aPledge, NOON, type PersonFields } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { setUpDue } from './a-due-message.ts';
import {
  aClaim,
  aDuePerson,
  DUE_AT,
  DUE_DATE,
  DUE_QUESTION,
  hintsUntil,
  store,
  stored,
} from './due-people.ts';
import { recordingSender } from './recording-sender.ts';
import { withTable } from './storage-between.ts';

const { key } = aDuePerson();
const DUE_MS = Date.parse(DUE_AT);

describe('a person whose question is due', () => {
  test('gets one card, and the ledger says so', async () => {
    const { deliver, sender, person } = await setUpDue();

    expect(await deliver()).toMatchObject({ outcome: 'sent' });

    expect(sender.requests.map(({ target }) => target)).toEqual([
      {
        person: key,
        conversationId: 'a:conversation-1',
        serviceUrl: 'https://smba.example/emea/',
      },
    ]);
    expect(JSON.stringify(sender.requests[0]?.message.card)).toContain(DUE_QUESTION.pledgeId);
    expect((await person()).deliveries).toEqual([
      {
        date: DUE_DATE,
        cause: 'check-in',
        about: '',
        opening: 'plain',
        chargedOn: DUE_DATE,
        items: [{ kind: 'question', ...DUE_QUESTION }],
        attempts: 1,
        progress: { state: 'sent', activityId: 'activity-1', sentAt: DUE_AT, uncertain: false },
      },
    ]);
  });

  test('is looked at again when the next question comes, with a hint for that time', async () => {
    const { deliver, person, deps } = await setUpDue();
    await deliver();

    const look = (await person()).profile.nextLookAt ?? '';
    expect(look.slice(0, 10)).toBe('2026-03-24');
    expect((await hintsUntil(deps, look)).map(({ at }) => at)).toContain(look);
  });

  test('is claimed, and the next look planned, before anything is sent', async () => {
    const seen: Person[] = [];
    const sender = recordingSender(async () => {
      seen.push(await stored(world.deps, key));
      return undefined;
    });
    const world = await setUpDue({}, { sender });
    await world.deliver();

    expect(seen).toMatchObject([
      {
        profile: { nextLookAt: expect.stringMatching(/^2026-03-24T/) },
        deliveries: [
          { progress: { state: 'sending', leaseUntilMs: DUE_MS + CLAIM_LEASE_MS }, attempts: 1 },
        ],
      },
    ]);
  });

  test('gets nothing more when the pack comes back', async () => {
    const { deliver, sender, person } = await setUpDue();
    await deliver();
    const after = await person();

    expect(await deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toHaveLength(1);
    expect(await person()).toEqual(after);
  });

  test('costs three table requests, the hint and the permits', async () => {
    const clock = testClock(NOON);
    const asked: string[] = [];
    const storage = createMemoryStorage({
      realMs: clock.realMs,
      observe: ({ on, operation }) => void asked.push(`${on} ${operation}`),
    });
    const deps = testDeps({ clock, storage, sender: recordingSender() });
    await store(deps, aDuePerson());
    clock.set(DUE_AT);
    asked.length = 0;
    await deliverToPerson(deps, createSendPermits(deps.permits, clock.realMs), {
      key,
      again: false,
    });

    expect(asked).toEqual([
      // What was decided for the organisation is read once in ten seconds, for everybody.
      ...['People readPage', 'Tenants get', 'Schedule commit'],
      ...['Permits get', 'Permits commit'],
      ...['People commit', 'People commit'],
    ]);
  });
});

test('somebody of whom nothing is known gets nothing', async () => {
  const sender = recordingSender();
  const deps = testDeps({ sender });
  const permits = createSendPermits(deps.permits, deps.clock.realMs);

  expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
    outcome: 'nothing',
  });
  expect(sender.requests).toEqual([]);
});

describe('a person who changed between scheduling and sending gets nothing:', () => {
  const CHANGES: readonly (readonly [string, PersonFields])[] = [
    ['consent withdrawn', { consent: { state: 'none' } }],
    ['being erased', { life: 'erasing' }],
    ['messages stopped', { messages: { state: 'stopped' } }],
    ['messages paused', { messages: { state: 'paused', until: '2026-03-11' } }],
    ['no message a week', { budget: 0 }],
    ['never met by the bot', { conversation: null }],
    ['app removed', { conversation: { state: 'uninstalled', at: NOON } }],
    [
      'bot blocked',
      { conversation: { state: 'blocked', serviceUrl: 'https://smba.example/emea/', at: NOON } },
    ],
    ['answered already', { pledges: [aPledge({ recent: [aCheckIn({ date: DUE_DATE })] })] }],
    ['pledge let go', { pledges: [] }],
    ['asked about it already', { deliveries: [aDelivery({ date: DUE_DATE })] }],
  ];
  test.each(CHANGES)('%s', async (_name, fields) => {
    const { deliver, sender, progress } = await setUpDue(fields);
    const before = await progress();

    expect(await deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toEqual([]);
    expect(await progress()).toEqual(before);
  });

  test('stopped while the worker waited for its permit', async () => {
    const { deliver, sender, person } = await setUpDue(
      {},
      {
        changeDeps: (deps) => ({
          ...deps,
          wait: async () => {
            await changeMessages(deps, { key }, { state: 'stopped' });
          },
        }),
      },
    );

    expect(await deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toEqual([]);
    expect((await person()).deliveries).toEqual([]);
  });
});

test('a look that sends nothing plans the next one, with a hint', async () => {
  const { deliver, person, deps } = await setUpDue({
    messages: { state: 'paused', until: '2026-03-17' },
    nextLookAt: DUE_AT,
  });
  expect(await deliver()).toMatchObject({ outcome: 'nothing' });

  const look = (await person()).profile.nextLookAt ?? '';
  expect(look.slice(0, 10)).toBe('2026-03-17');
  expect((await hintsUntil(deps, look)).map(({ at }) => at)).toContain(look);
});

describe('a message that was claimed', () => {
  test('by a worker that still may send it is left to that worker', async () => {
    const claim = aClaim(DUE_MS + 5000);
    const { deliver, sender, person } = await setUpDue({ deliveries: [claim] });

    expect(await deliver()).toEqual({ outcome: 'in-flight', untilMs: DUE_MS + 5000 });
    expect(sender.requests).toEqual([]);
    expect((await person()).deliveries).toEqual([claim]);
  });

  test('by a worker that died is sent again and marked uncertain', async () => {
    const { deliver, sender, person } = await setUpDue({ deliveries: [aClaim(DUE_MS)] });

    expect(await deliver()).toMatchObject({ outcome: 'sent' });
    expect(sender.requests).toHaveLength(1);
    expect((await person()).deliveries).toMatchObject([
      { date: DUE_DATE, attempts: 2, progress: { state: 'sent', uncertain: true } },
    ]);
  });

  test('by a worker that died, and was answered meanwhile, is closed without a word', async () => {
    const { deliver, sender, deps, progress } = await setUpDue({ deliveries: [aClaim(DUE_MS)] });
    const answered = await answerCheckIn(
      deps,
      { key },
      { question: DUE_QUESTION, answer: 'did-it', via: 'chat', seen: undefined },
    );
    expect(answered.ok).toBe(true);

    expect(await deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toEqual([]);
    expect(await progress()).toEqual([{ state: 'given-up', reason: 'nothing-due', at: DUE_AT }]);
  });

  test('is in flight for every other worker until it is recorded', async () => {
    const seen: unknown[] = [];
    const sender = recordingSender(async () => {
      seen.push(await world.deliver());
      return undefined;
    });
    const world = await setUpDue({}, { sender });

    expect(await world.deliver()).toMatchObject({ outcome: 'sent' });
    expect(seen).toEqual([{ outcome: 'in-flight', untilMs: DUE_MS + CLAIM_LEASE_MS }]);
    expect(sender.requests).toHaveLength(1);
  });

  test('is sent by one of two workers that look at the same moment', async () => {
    const { deliver, sender } = await setUpDue();
    await Promise.all([deliver(), deliver()]);
    expect(sender.requests).toHaveLength(1);
  });

  test('is mine where only the answer to the claim was lost', async () => {
    let lost = 0;
    const clock = testClock(NOON);
    const sender = recordingSender();
    const storage = withTable(createMemoryStorage({ realMs: clock.realMs }), 'People', (table) => ({
      async commit(writes) {
        const outcome = await table.commit(writes);
        const claims = JSON.stringify(writes).includes('sending');
        if (!claims || lost > 0) return outcome;
        lost += 1;
        return { ok: false, reason: 'changed', index: 0 };
      },
    }));
    const deps = testDeps({ clock, storage, sender });
    await store(deps, aDuePerson());
    clock.set(DUE_AT);
    const permits = createSendPermits(deps.permits, clock.realMs);

    expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
      outcome: 'sent',
    });
    expect(lost).toBe(1);
    expect(sender.requests).toHaveLength(1);
    expect((await stored(deps, key)).deliveries).toMatchObject([
      { attempts: 1, progress: { state: 'sent', uncertain: false } },
    ]);
  });

  test('cannot be, while others change the person at every try: the pack comes back', async () => {
    const clock = testClock(NOON);
    const sender = recordingSender();
    const storage = withTable(createMemoryStorage({ realMs: clock.realMs }), 'People', (table) => ({
      async commit(writes) {
        return JSON.stringify(writes).includes('sending')
          ? { ok: false, reason: 'changed', index: 0 }
          : table.commit(writes);
      },
    }));
    const deps = testDeps({ clock, storage, sender });
    await store(deps, aDuePerson());
    clock.set(DUE_AT);
    const permits = createSendPermits(deps.permits, clock.realMs);

    await expect(deliverToPerson(deps, permits, { key, again: false })).rejects.toThrow(
      PersonContended,
    );
    expect(sender.requests).toEqual([]);
  });

  test('moves deliveries of long ago to the past', async () => {
    const old = aDelivery({ date: '2025-12-20' });
    const recent = aDelivery({ date: '2026-02-10' });
    const { deliver, deps, person } = await setUpDue({ deliveries: [old, recent] });
    await deliver();

    expect((await person()).deliveries.map(({ date }) => date)).toEqual(['2026-02-10', DUE_DATE]);
    const rows = await deps.people.readEverything(key);
    expect(rows.map(({ rowKey }) => rowKey)).toContain(pastKey.delivery(old));
  });
});
