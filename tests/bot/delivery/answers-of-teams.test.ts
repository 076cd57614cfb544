import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { CLAIM_LEASE_MS } from '../../../bot/delivery/ledger.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import type { Conversation } from '../../../shared/domain/person.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { NOON } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { setUpDue } from './a-due-message.ts';
import { aDuePerson, DUE_AT, DUE_DATE, hintsUntil, store } from './due-people.ts';
import { failure, recordingSender, type SendFailure } from './recording-sender.ts';

const { key } = aDuePerson();
const DUE_MS = Date.parse(DUE_AT);

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
      const { deliver, person, deps } = await setUpDue(
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
    const { deliver, person } = await setUpDue({}, { sender });

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
    const { deliver } = await setUpDue(
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
    const { deps } = await setUpDue({}, { sender });
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
    const { deps, sender } = await setUpDue({
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
    const { deliver, progress } = await setUpDue({}, { sender });

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
