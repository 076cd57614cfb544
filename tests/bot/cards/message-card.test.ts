import { describe, expect, test } from 'vitest';
import { answeredCard } from '../../../bot/cards/answered-card.ts';
import { firstAskPart } from '../../../bot/cards/ask-part.ts';
import { messageCard } from '../../../bot/cards/message-card.ts';
import { partsOf } from '../../../bot/cards/parts-of.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { textsOf, titlesOf } from './card-texts.ts';
import { CONTENTS, itemOf } from './contents.ts';
import { APP_ID, checkIn, ownPledge, person, pledge, pledgeId, TODAY } from './people.ts';

const READER = { translator: translatorFor('en-GB'), appId: APP_ID };
const QUESTION = { kind: 'question', pledgeId: pledgeId(1), date: TODAY } as const;
const ENDING = { kind: 'ending', pledgeId: pledgeId(1), endsOn: '2026-05-26' } as const;
const ANSWERS = ['I did it', "It didn't come up", 'Not this time'];
const CHOICES = ['Renew it', 'Change it', 'Complete it', 'Let it go'];

function cardOf(items: readonly DeliveryItem[], pledges: readonly Pledge[] = [pledge(1)]) {
  return messageCard(READER, partsOf(READER, person(pledges), items, CONTENTS));
}

describe('one thing alone', () => {
  const alone: readonly (readonly [string, DeliveryItem, readonly string[]])[] = [
    ['a question', QUESTION, ANSWERS],
    ['an ending', ENDING, CHOICES],
    ['a moment', itemOf('moment'), ['Open in the tab']],
    ['an event reminder', itemOf('event-reminder'), ['Show here', 'Open in the tab']],
    ['a changed event', itemOf('event-change'), ['Show here', 'Open in the tab']],
    ['news', itemOf('announcement'), ['Show here', 'Open in the tab']],
    ['a lesson', itemOf('lesson'), ['Done', 'Later', 'Not for me']],
    ["a group's lesson", itemOf('group-lesson'), ['Done', 'Later', 'Not for me']],
    [
      'the last card',
      { kind: 'last-card' },
      ['Keep writing', 'Pause 2 weeks', 'Stop messages', 'Open settings'],
    ],
  ];
  test.each(alone)('%s has all its buttons', (_name, item, titles) => {
    expect(titlesOf(cardOf([item]))).toEqual(titles);
  });
});

describe('several things on one card', () => {
  const ALL = [
    itemOf('event-change'),
    itemOf('moment'),
    itemOf('event-reminder'),
    QUESTION,
    itemOf('announcement'),
    itemOf('lesson'),
  ];

  test('stand in the order of the message', () => {
    const texts = textsOf(cardOf(ALL));
    const marks = [
      'An event has moved',
      'Something happened',
      'A reminder',
      'A moment to check in',
      'News from a group you joined',
      'Something to learn',
    ];
    const places = marks.map((mark) => texts.indexOf(mark));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test('leave the question all its answers, the first others one button, and the tab one at the end', () => {
    expect(titlesOf(cardOf(ALL))).toEqual([
      'Show here',
      'Show here',
      ...ANSWERS,
      'Open in the tab',
    ]);
  });

  test('name no two buttons alike but those that show things', () => {
    expect(titlesOf(cardOf(ALL, [ownPledge(1)]))).toEqual([
      'Show here',
      'Show here',
      ...ANSWERS,
      'Open in the tab',
    ]);
  });

  test('leave an ending all its choices', () => {
    expect(titlesOf(cardOf([itemOf('moment'), ENDING, itemOf('announcement')]))).toEqual([
      ...CHOICES,
      'Show here',
      'Open in the tab',
    ]);
  });

  test('ask one thing, and say how many follow', () => {
    const items = [QUESTION, { ...QUESTION, pledgeId: pledgeId(2) }, ENDING] as const;
    const card = cardOf(items, [pledge(1), ownPledge(2)]);
    expect(titlesOf(card)).toEqual(ANSWERS);
    expect(textsOf(card)).toContain('2 more questions after this one.');
  });

  test('ask what is left where the first pledge is gone', () => {
    const items = [{ ...QUESTION, pledgeId: pledgeId(9) }, QUESTION] as const;
    expect(textsOf(cardOf(items))).toEqual([
      'A moment to check in',
      'Let people finish',
      'Did a moment come up to let someone finish?',
    ]);
  });
});

test('after a gap a message says welcome back before anything else', () => {
  const parts = partsOf(READER, person([pledge(1)]), [QUESTION], CONTENTS);
  const texts = textsOf(messageCard(READER, parts, 'welcome-back'));
  expect(texts.slice(0, 2)).toEqual([
    'Welcome back. There is nothing to catch up on.',
    'A moment to check in',
  ]);
});

describe('a pledge that did not fit twice in a row', () => {
  const recent = ['2026-03-10', '2026-03-03'].map((date) =>
    checkIn(1, { date, answer: 'not-this-time' }),
  );

  test('is asked about with the offer of a smaller step', () => {
    const card = cardOf([QUESTION], [ownPledge(1, { recent })]);
    expect(textsOf(card)).toContain(
      'It did not fit twice in a row. A smaller step or another cue may fit better.',
    );
    expect(titlesOf(card)).toEqual([...ANSWERS, 'Make it smaller']);
  });

  test('once, or not twice in a row, is asked about as before', () => {
    const [last, before] = recent;
    if (last === undefined || before === undefined) throw new Error('Two answers.');
    const one = ownPledge(1, { recent: [last] });
    const broken = ownPledge(1, { recent: [last, { ...before, answer: 'did-not-come-up' }] });
    for (const other of [one, broken]) {
      expect(titlesOf(cardOf([QUESTION], [other]))).toEqual([...ANSWERS, 'Open in the tab']);
    }
  });
});

describe('a reply beside other things', () => {
  const about = {
    answered: { ...QUESTION, pledgeId: pledgeId(2), answer: 'not-this-time' },
    changeable: true,
    offerSmaller: true,
  } as const;
  const whose = person([ownPledge(1), ownPledge(2)]);
  const beside = partsOf(READER, whose, [itemOf('announcement'), itemOf('lesson')], CONTENTS);

  test('keeps what can be answered here, and gives up only what is in the tab too', () => {
    const next = firstAskPart(READER, whose, [QUESTION]);
    expect(titlesOf(answeredCard(READER, about, { next, beside }))).toEqual([
      'Change answer',
      'Make it smaller',
      ...ANSWERS,
      'Open in the tab',
    ]);
  });

  test('leaves the others their button where there is room', () => {
    expect(titlesOf(answeredCard(READER, about, { next: undefined, beside }))).toEqual([
      'Change answer',
      'Make it smaller',
      'Show here',
      'Read it',
      'Open in the tab',
    ]);
  });

  test('gives a lesson all its buttons where there is room for all of them', () => {
    const lesson = beside.filter(({ summary }) => summary === 'lesson');
    expect(titlesOf(answeredCard(READER, about, { next: undefined, beside: lesson }))).toEqual([
      'Change answer',
      'Make it smaller',
      'Done',
      'Later',
      'Not for me',
      'Open in the tab',
    ]);
  });
});
