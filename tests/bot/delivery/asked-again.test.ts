import { describe, expect, test } from 'vitest';
import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { NOON } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aDuePerson, DUE_AT, DUE_QUESTION, store } from './due-people.ts';
import { failure, recordingSender } from './recording-sender.ts';
import { withTable } from './storage-between.ts';

const { key } = aDuePerson();

/** What somebody does who wants nothing any more, by its name. */
const CHANGES: Readonly<Record<string, (deps: TestDeps) => Promise<{ readonly ok: boolean }>>> = {
  'they pause': (deps) => changeMessages(deps, { key }, { state: 'paused', until: '2026-04-01' }),
  'they stop messages': (deps) => changeMessages(deps, { key }, { state: 'stopped' }),
  'they answer': (deps) =>
    answerCheckIn(
      deps,
      { key },
      { question: DUE_QUESTION, answer: 'did-it', via: 'tab', seen: null },
    ),
  'they erase themselves': (deps) => withdrawConsent(deps, { key }),
  'an admin stops messages': async (deps) => {
    const { tenantId } = key;
    const { revision, ...rules } = await deps.tenants.rulesOf(tenantId);
    const stopped = await deps.tenants.change(tenantId, revision, {
      ...rules,
      messages: 'stopped',
    });
    deps.tenantRules.forget(tenantId);
    return stopped;
  },
};
const NAMES = Object.keys(CHANGES);

async function expectSilence(deps: TestDeps): Promise<void> {
  const person = (await deps.people.load(key))?.person;
  for (const { progress } of person?.deliveries ?? []) {
    expect(progress).toMatchObject({ state: 'given-up', reason: 'nothing-due' });
  }
  // It was not given up: nobody is to try it again.
  expect((await deps.failures.page(key.tenantId)).failures).toEqual([]);
}

describe.each(['throttled', 'try-again'] as const)(
  'a message that Teams did not take (%s) is not tried again where',
  (reason) => {
    test.each(NAMES)('%s meanwhile', async (name) => {
      const sender = recordingSender(async () => {
        expect(await CHANGES[name]?.(deps)).toMatchObject({ ok: true });
        return failure(reason, { retryAfterMs: 10_000 });
      });
      const deps = testDeps({ now: NOON, sender });
      await store(deps, aDuePerson());
      deps.clock.set(DUE_AT);
      const permits = createSendPermits(deps.permits, deps.clock.realMs);

      expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
        outcome: 'nothing',
      });
      expect(sender.requests).toHaveLength(1);
      await expectSilence(deps);
    });
  },
);

describe('a worker that stood still for twenty seconds after its claim sends nothing where', () => {
  test.each(NAMES)('%s meanwhile', async (name) => {
    const clock = testClock(NOON);
    const sender = recordingSender();
    let stood = false;
    const between = withTable(createMemoryStorage({ realMs: clock.realMs }), 'People', (table) => ({
      ...table,
      async commit(writes) {
        const outcome = await table.commit(writes);
        const isClaim = JSON.stringify(writes).includes(String.raw`\"sending\"`);
        if (!isClaim || stood) return outcome;
        stood = true;
        clock.advanceMs(20_000);
        expect(await CHANGES[name]?.(deps)).toMatchObject({ ok: true });
        return outcome;
      },
    }));
    const deps = testDeps({ clock, storage: between, sender });
    await store(deps, aDuePerson());
    clock.set(DUE_AT);
    const permits = createSendPermits(deps.permits, clock.realMs);

    expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
      outcome: 'nothing',
    });
    expect(stood).toBe(true);
    expect(sender.requests).toEqual([]);
    await expectSilence(deps);
  });
});

test('a message that is still wanted is tried again', async () => {
  const sender = recordingSender((_request, n) =>
    n > 1 ? undefined : failure('throttled', { retryAfterMs: 10_000 }),
  );
  const deps = testDeps({ now: NOON, sender });
  await store(deps, aDuePerson());
  deps.clock.set(DUE_AT);
  const permits = createSendPermits(deps.permits, deps.clock.realMs);

  expect(await deliverToPerson(deps, permits, { key, again: false })).toMatchObject({
    outcome: 'sent',
  });
  expect(sender.requests).toHaveLength(2);
});
