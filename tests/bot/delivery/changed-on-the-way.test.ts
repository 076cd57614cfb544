import { describe, expect, test } from 'vitest';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { learnConversation } from '../../../shared/commands/learn-conversation.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { setUpDue } from './a-due-message.ts';
import { aDuePerson, DUE_DATE, DUE_QUESTION, hintsUntil } from './due-people.ts';
import { failure, recordingSender } from './recording-sender.ts';

const { key } = aDuePerson();
const NEXT_YEAR = '2027-03-10T00:00:00.000Z';

describe('a person who does something while the message is on its way', () => {
  test('keeps what they set, and the ledger says that it was sent', async () => {
    const sender = recordingSender(async () => {
      const changed = await changeMessages(world.deps, { key }, { state: 'stopped' });
      expect(changed.ok).toBe(true);
      return undefined;
    });
    const world = await setUpDue({}, { sender });

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
    const world = await setUpDue({}, { sender });

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
      const world = await setUpDue({}, { sender });

      await world.deliver();
      expect((await world.person()).conversation).toMatchObject({ state: 'reachable', ...learnt });
    },
  );

  test('is erased, and nothing is written of them afterwards', async () => {
    const sender = recordingSender(async () => {
      expect(await withdrawConsent(world.deps, { key })).toMatchObject({ ok: true });
      return undefined;
    });
    const world = await setUpDue({}, { sender });

    expect(await world.deliver()).toMatchObject({ outcome: 'sent' });
    expect(await world.deps.people.readEverything(key)).toEqual([]);
    expect(await world.deliver()).toMatchObject({ outcome: 'nothing' });
    expect(sender.requests).toHaveLength(1);
    // A hint that is left finds nobody.
    for (const hint of await hintsUntil(world.deps, NEXT_YEAR)) expect(hint.key).toEqual(key);
  });
});
