import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { PersonContended } from '../../../bot/delivery/person-contended.ts';
import { CLAIM_LEASE_MS } from '../../../bot/delivery/ledger.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { learnConversation } from '../../../shared/commands/learn-conversation.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import type { Conversation, Person } from '../../../shared/domain/person.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { pastKey } from '../../../shared/store/person-keys.ts';
import { aCheckIn, aDelivery, aPledge, NOON, type PersonFields } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
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
import { failure, recordingSender, type SendFailure } from './recording-sender.ts';
import { withTable } from './storage-between.ts';

const { key } = aDuePerson();
const DUE_MS = Date.parse(DUE_AT);
const NEXT_YEAR = '2027-03-10T00:00:00.000Z';

/** A program at the moment at which the person's message is due, with the person stored as said. */
async function setUp(
  fields: PersonFields = {},
  options: {
    readonly sender?: ReturnType<typeof recordingSender>;
    readonly changeDeps?: (deps: TestDeps) => TestDeps;
  } = {},
) {
  const sender = options.sender ?? recordingSender();
  const made = testDeps({ now: NOON, sender });
  await store(made, aDuePerson(fields));
  made.clock.set(DUE_AT);
  const deps = options.changeDeps?.(made) ?? made;
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  return {
    deps,
    sender,
    deliver: () => deliverToPerson(deps, permits, { key, again: false }),
    person: () => stored(made, key),
    progress: async () => (await stored(made, key)).deliveries.map(({ progress }) => progress),
  };
}

describe('a person whose question is due', () => {
  test('gets one card, and the ledger says so', async () => {
    const { deliver, sender, person } = await setUp();

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
    const { deliver, person, deps } = await setUp();
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
    const world = await setUp({}, { sender });
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
    const { deliver, sender, person } = await setUp();
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
    const { deliver, sender, progress } = await setUp(fields);
    const before = await progress();

    expect(await deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toEqual([]);
    expect(await progress()).toEqual(before);
  });

  test('stopped while the worker waited for its permit', async () => {
    const { deliver, sender, person } = await setUp(
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
  const { deliver, person, deps } = await setUp({
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
    const { deliver, sender, person } = await setUp({ deliveries: [claim] });

    expect(await deliver()).toEqual({ outcome: 'in-flight', untilMs: DUE_MS + 5000 });
    expect(sender.requests).toEqual([]);
    expect((await person()).deliveries).toEqual([claim]);
  });

  test('by a worker that died is sent again and marked uncertain', async () => {
    const { deliver, sender, person } = await setUp({ deliveries: [aClaim(DUE_MS)] });

    expect(await deliver()).toMatchObject({ outcome: 'sent' });
    expect(sender.requests).toHaveLength(1);
    expect((await person()).deliveries).toMatchObject([
      { date: DUE_DATE, attempts: 2, progress: { state: 'sent', uncertain: true } },
    ]);
  });

  test('by a worker that died, and was answered meanwhile, is closed without a word', async () => {
    const { deliver, sender, deps, progress } = await setUp({ deliveries: [aClaim(DUE_MS)] });
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
    const world = await setUp({}, { sender });

    expect(await world.deliver()).toMatchObject({ outcome: 'sent' });
    expect(seen).toEqual([{ outcome: 'in-flight', untilMs: DUE_MS + CLAIM_LEASE_MS }]);
    expect(sender.requests).toHaveLength(1);
  });

  test('is sent by one of two workers that look at the same moment', async () => {
    const { deliver, sender } = await setUp();
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
    const { deliver, deps, person } = await setUp({ deliveries: [old, recent] });
    await deliver();

    expect((await person()).deliveries.map(({ date }) => date)).toEqual(['2026-02-10', DUE_DATE]);
    const rows = await deps.people.readEverything(key);
    expect(rows.map(({ rowKey }) => rowKey)).toContain(pastKey.delivery(old));
  });
});

describe('what Teams answers', () => {
  const REACHABLE = aDuePerson().conversation as Conversation;
  const { serviceUrl } = REACHABLE as { readonly serviceUrl: string };

  const FINAL: readonly (readonly [SendFailure['reason'], number, Conversation])[] = [
    ['throttled', 5, REACHABLE],
    ['try-again', 5, REACHABLE],
    ['not-installed', 1, { state: 'uninstalled', at: DUE_AT }],
    [
      'blocked',
      1,
      { state: 'blocked', conversationId: 'a:conversation-1', serviceUrl, at: DUE_AT },
    ],
    ['conversation-gone', 2, { state: 'reachable', serviceUrl, learntAt: NOON }],
    ['too-large', 1, REACHABLE],
    ['refused', 1, REACHABLE],
  ];
  test.each(FINAL)(
    '%s, always: given up after %i attempts, and the conversation is as it taught',
    async (reason, attempts, conversation) => {
      // Backing off takes no time here, so that the moment stays the same.
      const sender = recordingSender(() => failure(reason));
      const { deliver, person, deps } = await setUp(
        {},
        { sender, changeDeps: (made) => ({ ...made, wait: async () => {} }) },
      );

      expect(await deliver()).toEqual({ outcome: 'given-up' });

      expect(sender.requests).toHaveLength(attempts);
      const after = await person();
      const logged =
        reason === 'blocked' || reason === 'not-installed'
          ? []
          : [reason === 'too-large' ? 'delivery.too-large' : 'delivery.given-up'];
      expect(after.conversation).toEqual(conversation);
      expect(after.deliveries).toMatchObject([
        { date: DUE_DATE, progress: { state: 'given-up', reason, at: DUE_AT } },
      ]);
      expect(deps.logged.map(({ event }) => event)).toEqual(logged);
      // An admin can have tried again whatever may come right by that.
      const { failures } = await deps.failures.page(key.tenantId);
      expect(failures.map((one) => one.reason)).toEqual(logged.length === 0 ? [] : [reason]);
      // Whoever can still be reached is asked in the next window; a card that is too large would be so again.
      const look = after.profile.nextLookAt;
      const nextWindow = reason === 'too-large' ? '2026-03-24' : '2026-03-11';
      expect(look?.slice(0, 10)).toBe(conversation.state === 'reachable' ? nextWindow : undefined);
      if (look !== undefined) {
        expect((await hintsUntil(deps, look)).map(({ at }) => at)).toContain(look);
      }
    },
  );

  test('the conversation is gone: it is created anew once, and its id is kept', async () => {
    const sender = recordingSender(({ target }) =>
      target.conversationId === undefined ? undefined : failure('conversation-gone'),
    );
    const { deliver, person } = await setUp({}, { sender });

    expect(await deliver()).toMatchObject({ outcome: 'sent' });
    expect(sender.requests.map(({ target }) => target.conversationId)).toEqual([
      'a:conversation-1',
      undefined,
    ]);
    expect((await person()).conversation).toMatchObject({
      state: 'reachable',
      conversationId: 'a:new-conversation',
    });
  });

  test('too much: waits as long as Teams asks, then sends', async () => {
    const waits: number[] = [];
    const sender = recordingSender((_request, n) =>
      n === 1 ? failure('throttled', { retryAfterMs: 3210 }) : undefined,
    );
    const { deliver } = await setUp(
      {},
      {
        sender,
        changeDeps: (deps) => ({
          ...deps,
          wait: async (ms) => {
            waits.push(ms);
            deps.clock.advanceMs(ms);
          },
        }),
      },
    );

    expect(await deliver()).toMatchObject({ outcome: 'sent' });
    expect(waits).toContain(3210);
  });

  test('again and again: every attempt has a permit of its own', async () => {
    const draws: number[] = [];
    const sender = recordingSender((_request, n) => (n < 4 ? failure('try-again') : undefined));
    const { deps } = await setUp({}, { sender });
    const permits = {
      next: async () => {
        draws.push(sender.requests.length);
        return deps.clock.realMs();
      },
      answered: async () => {},
    };
    expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
      outcome: 'sent',
    });
    expect(draws).toEqual([0, 1, 2, 3]);
  });

  test('a conversation that must be created costs one permit more', async () => {
    const { deps, sender } = await setUp({
      conversation: { state: 'reachable', serviceUrl, learntAt: NOON },
    });
    let draws = 0;
    const permits = {
      next: async () => {
        draws += 1;
        return deps.clock.realMs();
      },
      answered: async () => {},
    };
    expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
      outcome: 'sent',
    });
    expect(draws).toBe(2);
    expect(sender.requests).toHaveLength(1);
  });

  test('an answer that was lost, and another attempt: sent, and marked uncertain', async () => {
    const sender = recordingSender((_request, n) =>
      n === 1 ? failure('try-again', { maybeAccepted: true }) : undefined,
    );
    const { deliver, progress } = await setUp({}, { sender });

    expect(await deliver()).toMatchObject({ outcome: 'sent' });
    expect(await progress()).toMatchObject([{ state: 'sent', uncertain: true }]);
  });

  /** A program whose claim takes so long, and to which Teams never answers. */
  function slowToClaim(takesMs: number) {
    const clock = testClock(NOON);
    // Whoever waits here waits for the signal alone.
    const sender = recordingSender(async ({ signal }) => {
      if (!signal.aborted) await once(signal, 'abort');
      return failure('try-again');
    });
    const storage = createMemoryStorage({
      realMs: clock.realMs,
      observe: ({ on, operation }) => {
        if (on === 'People' && operation === 'commit' && clock.realMs() === DUE_MS) {
          clock.advanceMs(takesMs);
        }
      },
    });
    return { clock, sender, deps: testDeps({ clock, storage, sender }) };
  }

  test('nothing for long: the attempt ends ten seconds before the lease does', async () => {
    const { deps, clock, sender } = slowToClaim(CLAIM_LEASE_MS - 10_005);
    await store(deps, aDuePerson());
    clock.set(DUE_AT);

    const permits = createSendPermits(deps.permits, clock.realMs);
    expect(await deliverToPerson(deps, permits, { key, again: false })).toEqual({
      outcome: 'given-up',
    });
    expect(sender.requests).toHaveLength(1);
  });

  test('a program that stood still until its attempts would end sends nothing', async () => {
    const { deps, clock, sender } = slowToClaim(CLAIM_LEASE_MS - 10_000);
    await store(deps, aDuePerson());
    clock.set(DUE_AT);

    const permits = createSendPermits(deps.permits, clock.realMs);
    expect(await deliverToPerson(deps, permits, { key, again: false })).toEqual({
      outcome: 'in-flight',
      untilMs: DUE_MS + CLAIM_LEASE_MS,
    });
    expect(sender.requests).toEqual([]);
  });
});

describe('a person who does something while the message is on its way', () => {
  test('keeps what they set, and the ledger says that it was sent', async () => {
    const sender = recordingSender(async () => {
      const changed = await changeMessages(world.deps, { key }, { state: 'stopped' });
      expect(changed.ok).toBe(true);
      return undefined;
    });
    const world = await setUp({}, { sender });

    expect(await world.deliver()).toMatchObject({ outcome: 'sent' });
    const after = await world.person();
    expect(after.profile.settings.messages).toEqual({ state: 'stopped' });
    expect(after.deliveries).toMatchObject([{ progress: { state: 'sent' } }]);
    expect(after.profile.nextLookAt).toBeUndefined();
  });

  test('keeps their answer', async () => {
    const sender = recordingSender(async () => {
      const given = { question: DUE_QUESTION, answer: 'did-it', via: 'tab', seen: null } as const;
      expect(await answerCheckIn(world.deps, { key }, given)).toMatchObject({ ok: true });
      return undefined;
    });
    const world = await setUp({}, { sender });

    await world.deliver();
    expect(await world.person()).toMatchObject({
      pledges: [{ recent: [{ date: DUE_DATE, answer: 'did-it' }] }],
      deliveries: [{ progress: { state: 'sent' } }],
    });
  });

  test.each(['sent', 'blocked', 'not-installed'] as const)(
    'keeps the conversation that the bot learnt anew, whatever came of the message: %s',
    async (came) => {
      const learnt = { conversationId: 'a:learnt', serviceUrl: 'https://smba.example/amer/' };
      const sender = recordingSender(async () => {
        await learnConversation(world.deps, { key }, learnt);
        return came === 'sent' ? undefined : failure(came);
      });
      const world = await setUp({}, { sender });

      await world.deliver();
      expect((await world.person()).conversation).toMatchObject({ state: 'reachable', ...learnt });
    },
  );

  test('is erased, and nothing is written of them afterwards', async () => {
    const sender = recordingSender(async () => {
      expect(await withdrawConsent(world.deps, { key })).toMatchObject({ ok: true });
      return undefined;
    });
    const world = await setUp({}, { sender });

    expect(await world.deliver()).toMatchObject({ outcome: 'sent' });
    expect(await world.deps.people.readEverything(key)).toEqual([]);
    expect(await world.deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toHaveLength(1);
    // A hint that is left finds nobody.
    for (const hint of await hintsUntil(world.deps, NEXT_YEAR)) expect(hint.key).toEqual(key);
  });
});
