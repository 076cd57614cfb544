import { expect, test } from 'vitest';
import { openSlimChatLog } from '../../../../infra/local/connector/slim-chat-log.ts';

const NOON = '2026-03-02T12:00:00.000Z';

const card = (data: unknown) => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: 'How did it go — “well”?' },
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.OpenUrl', url: 'https://teams.example/', data: 'not of a button' },
          { type: 'Action.Execute', verb: 'check-in.answer', data },
          { type: 'Action.Execute', verb: 'check-in.answer', data: 'the second' },
        ],
      },
    ],
  },
});

test('of a message stay its ids, times, summary, size and what its first button carries', () => {
  const log = openSlimChatLog({ now: () => NOON });
  const activity = {
    type: 'message',
    id: '1:a',
    summary: 'A check-in',
    attachments: [card({ pledgeId: 'p', date: '2026-03-02' })],
  };

  log.add({ personId: 'ada', kind: 'sent', activity });
  log.add({ personId: 'ben', kind: 'deleted', activity: { type: 'messageDelete', id: '1:b' } });

  expect(log.entries()).toEqual([
    {
      order: 1,
      at: NOON,
      personId: 'ada',
      kind: 'sent',
      activityId: '1:a',
      summary: 'A check-in',
      sizeBytes: new TextEncoder().encode(JSON.stringify(activity)).length,
      buttonData: { pledgeId: 'p', date: '2026-03-02' },
    },
    {
      order: 2,
      at: NOON,
      personId: 'ben',
      kind: 'deleted',
      activityId: '1:b',
      summary: undefined,
      sizeBytes: JSON.stringify({ type: 'messageDelete', id: '1:b' }).length,
      buttonData: undefined,
    },
  ]);
});

test('a person’s chat is read like any other, without the cards', () => {
  const log = openSlimChatLog({ now: () => NOON });
  const sent = { type: 'message', id: '1:a', summary: 'A check-in', attachments: [card({})] };
  log.add({ personId: 'ada', kind: 'sent', activity: sent });
  log.add({ personId: 'ben', kind: 'sent', activity: { ...sent, id: '1:b' } });
  log.add({ personId: 'ada', kind: 'updated', activity: sent });

  const activity = { type: 'message', id: '1:a', summary: 'A check-in' };
  expect(log.of('ada')).toEqual([
    { order: 1, at: NOON, personId: 'ada', kind: 'sent', activity },
    { order: 3, at: NOON, personId: 'ada', kind: 'updated', activity },
  ]);
  expect(log.of('ada', 1).map(({ order }) => order)).toEqual([3]);
  expect(log.of('nobody')).toEqual([]);
});

test('whoever listens gets the whole activity, until they stop', () => {
  const log = openSlimChatLog({ now: () => NOON });
  const heard: unknown[] = [];
  const stop = log.listen((entry) => heard.push(entry.activity));
  const activity = { type: 'message', id: '1:a', attachments: [card({})] };

  log.add({ personId: 'ada', kind: 'sent', activity });
  stop();
  log.add({ personId: 'ada', kind: 'sent', activity });

  expect(heard).toEqual([activity]);
});

test('who installed or removed the app is known by the latest', () => {
  const log = openSlimChatLog({ now: () => NOON });
  const activity = { type: 'installationUpdate' };
  log.add({ personId: 'ada', kind: 'installed', activity });
  log.add({ personId: 'ben', kind: 'installed', activity });
  log.add({ personId: 'ada', kind: 'removed', activity });

  expect([...log.installations()]).toEqual([
    ['ada', 'removed'],
    ['ben', 'installed'],
  ]);
});
