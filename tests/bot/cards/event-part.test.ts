import { describe, expect, test } from 'vitest';
import { eventPart } from '../../../bot/cards/event-part.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { textsOf } from './card-texts.ts';
import { APP_ID } from './people.ts';

const EVENT = {
  kind: 'event-reminder',
  title: 'Book club',
  startsAt: '2026-03-18T15:00:00.000Z',
  zone: 'Europe/London',
} as const;

function textsFor(
  content: Parameters<typeof eventPart>[1]['content'],
  settings: { readonly zone: string; readonly showWords?: boolean },
  language = 'en-GB',
) {
  const reader = { translator: translatorFor(language), appId: APP_ID };
  const { body } = eventPart(reader, { id: 'e', content }, { showWords: false, ...settings });
  return textsOf(body);
}

describe('when an event is', () => {
  test("is said in the person's own zone", () => {
    expect(textsFor(EVENT, { zone: 'Europe/London' })).toEqual([
      'An event you said yes to is on Wednesday 18 March at 15:00.',
    ]);
  });

  test('is said in its own zone too, where the clocks differ', () => {
    expect(textsFor(EVENT, { zone: 'Europe/Berlin' })).toEqual([
      'An event you said yes to is on Wednesday 18 March at 16:00 (15:00 in London).',
    ]);
  });

  test('is said once where two zones have the same clock', () => {
    expect(textsFor({ ...EVENT, zone: 'Europe/Paris' }, { zone: 'Europe/Berlin' })).toEqual([
      'An event you said yes to is on Wednesday 18 March at 16:00.',
    ]);
  });

  test('names both days where the days differ', () => {
    const content = { ...EVENT, startsAt: '2026-03-18T22:30:00.000Z', zone: 'Asia/Tokyo' };
    expect(textsFor(content, { zone: 'America/New_York' })).toEqual([
      'An event you said yes to is on Wednesday 18 March at 18:30 (Thursday 19 March at 07:30 in Tokyo).',
    ]);
  });

  test('names both days where the clocks show the same time a day apart', () => {
    const content = { ...EVENT, zone: 'Pacific/Kiritimati' };
    expect(textsFor(content, { zone: 'Pacific/Honolulu' })[0]).toContain(
      'Wednesday 18 March at 05:00 (Thursday 19 March at 05:00 in Kiritimati)',
    );
  });

  test('is right on both sides of a change of the clocks', () => {
    const winter = { ...EVENT, startsAt: '2026-03-28T09:00:00.000Z' };
    const summer = { ...EVENT, startsAt: '2026-03-29T09:00:00.000Z' };
    expect(textsFor(winter, { zone: 'Europe/London' })[0]).toContain('28 March at 09:00');
    expect(textsFor(summer, { zone: 'Europe/London' })[0]).toContain('29 March at 10:00');
  });

  test('is written as the reader writes it', () => {
    const content = { ...EVENT, zone: 'America/New_York' };
    const [text] = textsFor(content, { zone: 'Europe/London' }, 'en-US');
    // ICU changed which space stands before AM and PM.
    expect(text?.replaceAll('\u202f', ' ')).toBe(
      'An event you said yes to is on Wednesday, March 18 at 3:00 PM (11:00 AM in New York).',
    );
  });
});

test.each([
  ['moved', 'An event you said yes to is now on Wednesday 18 March at 16:00 (15:00 in London).'],
  [
    'cancelled',
    'An event you said yes to, on Wednesday 18 March at 16:00 (15:00 in London), will not take place.',
  ],
] as const)('an event that was %s says so, with its time', (change, said) => {
  const content = { ...EVENT, kind: 'event-change', change } as const;
  expect(textsFor(content, { zone: 'Europe/Berlin' })).toEqual([said]);
});

describe('where an event takes place online', () => {
  const part = (joinUrl: string, content: object = {}, showWords = true) => {
    const reader = { translator: translatorFor('en-GB'), appId: APP_ID };
    const about = { id: 'e', content: { ...EVENT, joinUrl, ...content } };
    const { actions, body } = eventPart(reader, about, { showWords, zone: 'Europe/London' });
    return { buttons: actions.map(({ title, url }) => [title, url]), texts: textsOf(body) };
  };
  const MEETING = 'https://meet.example/l/19%3ameeting_MDEx?context=1';

  test('is one tap away, and the card says where the tap leads', () => {
    const { buttons, texts } = part(MEETING);
    expect(buttons[0]).toEqual(['Join online', MEETING]);
    expect(texts).toContain('Online: meet.example');
  });

  test('stays hidden from who wants no words in the chat', () => {
    const { buttons, texts } = part(MEETING, {}, false);
    expect(JSON.stringify([buttons, texts])).not.toContain('meet.example');
  });

  test('is no button once the event is cancelled', () => {
    const { buttons } = part(MEETING, { kind: 'event-change', change: 'cancelled' });
    expect(buttons.map(([title]) => title)).toEqual(['Open in the tab']);
  });

  test.each(['javascript:alert(1)', 'http://meet.example', 'room 4 on the phone', 'https://'])(
    'stands there as it was written where it is no safe address: %s',
    (joinUrl) => {
      const { buttons, texts } = part(joinUrl);
      expect(buttons.map(([title]) => title)).toEqual(['Open in the tab']);
      expect(texts).toContain(`Online: ${joinUrl}`);
    },
  );
});

test('what it is called, where, and how one gets in is said to who wants words, and nothing empty', () => {
  const content = { ...EVENT, place: 'Room 4', joinUrl: '', access: 'Lift, hearing loop' };
  expect(textsFor(content, { zone: 'Europe/London', showWords: true })).toEqual([
    'An event you said yes to is on Wednesday 18 March at 15:00.',
    'Book club',
    'Where: Room 4',
    'Access: Lift, hearing loop',
  ]);
});
