import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT, spokenWords } from '../../../bot/conversation/spoken-words.ts';
import { understand } from '../../../bot/conversation/understand.ts';

const SAID: Record<string, readonly string[]> = {
  greet: [
    'hi',
    'Hi',
    'HELLO',
    'hey!',
    'hello there',
    'helo',
    'helllo',
    'hi Alongside',
    'Hiya 👋',
    'good  morning',
    '<at>Alongside</at> hi',
    '<p>hi</p>',
    'hi&nbsp;',
  ],
  help: [
    'help',
    'Help!',
    'help please',
    'pls help me',
    'hepl',
    'hlep',
    'helpp',
    '?',
    '??',
    'what can you do?',
    'What can you do',
    'hi, help',
    'I need help',
    'can you help me',
    'commands',
    'Ｈｅｌｐ',
  ],
  pledges: [
    'pledges',
    'my pledges',
    'Show my pledges',
    'show me my pledges please',
    'pledge',
    'pleges',
    'pldges',
    'Pledgse',
    'what are my pledges?',
    'PLEDGES 🙂',
    'list pledges',
    'pledgés',
  ],
  'check-in': [
    'check in',
    'Check-in',
    'checkin',
    'check-ins',
    'chek in',
    'chekc in',
    "what's due?",
    'what’s due',
    'whats due',
    'I did it',
    "it didn't come up",
    'not this time',
    'I want to check in now',
  ],
  learn: [
    'learn',
    'Learn something to learn'.slice(0, 5),
    'lessons',
    'learnign',
    'learn something',
    'teach me something please',
    'next lesson',
  ],
  practise: [
    'practise',
    'Practice',
    'practice!',
    'practise a scene',
    'I want to practise',
    'can I practice a scene?',
    'scene',
    'scenario',
    'role-play',
    'pratise',
    'practcie',
  ],
  resume: [
    'resume',
    'Resume please',
    'resmue',
    'unpause',
    "I'm back",
    'start again',
    'resume messages',
  ],
  settings: [
    'settings',
    'Setting',
    'setings',
    'settigns',
    'open settings',
    'my settings',
    'time zone',
    'timezone',
  ],
  stop: [
    'stop',
    'STOP',
    'Stop.',
    'stop!!!',
    'please stop',
    'stop all messages',
    'stop it',
    'stpo',
    'stopp',
    'stop messaging me',
    'unsubscribe',
    'unsubscirbe',
    'opt out',
    'opt-out',
    'leave me alone',
    'turn off notifications',
  ],
  export: [
    'export',
    'Export my data',
    'please export my data',
    'exprot',
    'exports',
    'download my data',
    'my data',
    'can I get a copy of my data?',
    'what do you store about me?',
  ],
  erase: [
    'erase me',
    'Erase me!',
    'please erase me',
    'erase',
    'delete my data',
    'delete me',
    'forget me',
    'earse me',
    'erase all my data',
  ],
  decline: ['no thanks', 'No, thanks', 'no thank you', 'not interested'],
  unknown: [
    '',
    ' ',
    '👍',
    'banana',
    'tell me a joke',
    "don't stop",
    'do not stop',
    'please do not pause',
    'how do I stop a rude joke',
    'stop the meeting',
    'shop',
    'step',
    'slop',
    'hop',
    'my colleague asked for help with a pledge they made',
    'pause button is broken',
    'pause my pledge',
    'erase the whiteboard',
    'thanks',
    '12',
    '<at>Alongside</at>',
    '🙂'.repeat(50),
  ],
};

describe.each(Object.entries(SAID))('%s is understood from', (kind, texts) => {
  test.each(texts)('"%s"', (text) => {
    expect(understand(text, 'en-GB')).toEqual({ kind });
  });
});

describe('a lesson for the minutes at hand is understood from', () => {
  test.each([
    ['learn 5 minutes', 5],
    ['learn 5min', 5],
    ['Learn for 3 minutes', 3],
    ['learn something in ten minutes', 10],
    ['learn, I have 5 minutes', 5],
    ['learn I only have two minutes', 2],
    ['lesson of 4 mins please', 4],
    ['laern 5 minutes', 5],
  ])('"%s"', (text, minutes) => {
    expect(understand(text, 'en-GB')).toEqual({ kind: 'learn', minutes });
  });

  test.each(['learn 0 minutes', 'learn 5 languages', 'learn 5', '5 minutes', 'learn minutes'])(
    'but not from "%s"',
    (text) => {
      expect(understand(text, 'en-GB')).not.toHaveProperty('minutes');
    },
  );
});

const weeks = (count: number) => ({ kind: 'after', unit: 'week', count });
const days = (count: number) => ({ kind: 'after', unit: 'day', count });
const months = (count: number) => ({ kind: 'after', unit: 'month', count });
const date = (day: number, month: number, year?: number) => ({ kind: 'date', day, month, year });

describe('a pause is understood from', () => {
  test.each([
    ['pause', weeks(2)],
    ['Pause please', weeks(2)],
    ['pasue', weeks(2)],
    ['pause messages', weeks(2)],
    ['snooze', weeks(2)],
    ['I need a break', weeks(2)],
    ['pause 2 weeks', weeks(2)],
    ['pause for 3 weeks', weeks(3)],
    ['pause 3w', weeks(3)],
    ['pause 10days', days(10)],
    ['pause for ten days, thanks', days(10)],
    ['puase two weeks', weeks(2)],
    ['pause a week', weeks(1)],
    ['pause for a couple of weeks', weeks(2)],
    ['pause for a fortnight', weeks(2)],
    ['pause for 1 month', months(1)],
    ['pause until next month', months(1)],
    ['hi, can you pause for 2 weeks?', weeks(2)],
    ['please stop for 2 weeks', weeks(2)],
    ['mute until tomorrow', days(1)],
    ['pause until friday', { kind: 'weekday', day: 5 }],
    ['pause till next Monday', { kind: 'weekday', day: 1 }],
    ['pause until wed', { kind: 'weekday', day: 3 }],
    ['pause until 5 January', date(5, 1)],
    ['pause until January 5th', date(5, 1)],
    ['Pause until the 5th of May 2027.', date(5, 5, 2027)],
    ['pause until Friday, 5 June', date(5, 6)],
    ['pause until 2026-04-01', date(1, 4, 2026)],
    ['on holiday until 4 Aug', date(4, 8)],
    ['pause until Christmas', { kind: 'unread' }],
    ['pause until 5/1', { kind: 'unread' }],
    ['pause until', { kind: 'unread' }],
    ['pause 2 blue weeks', { kind: 'unread' }],
  ])('"%s"', (text, end) => {
    expect(understand(text, 'en-US')).toEqual({ kind: 'pause', end });
  });

  test.each([
    ['es', 'pausa dos semanas', weeks(2)],
    ['es', 'pausa de un mes', months(1)],
    ['es', 'pausa de un bimestre', months(2)],
    ['es', 'pausa hasta el viernes', { kind: 'weekday', day: 5 }],
    ['es', 'pausa hasta el 5 de enero', date(5, 1)],
    ['fr', 'pause pendant une quinzaine', weeks(2)],
    ['fr', 'pause 10 jours', days(10)],
    ['fr', 'pause jusqu’à demain', days(1)],
    ['fr', 'pause jusqu’au 5 janvier', date(5, 1)],
    ['de', 'Pause für zwei Wochen', weeks(2)],
    ['de', 'Pause bis Freitag', { kind: 'weekday', day: 5 }],
    ['de', 'Pause bis zum 5. Januar', date(5, 1)],
    ['cy', 'saib am bythefnos', weeks(2)],
    ['cy', 'saib am ddeuddydd', days(2)],
    ['cy', 'saib am ddeufis', months(2)],
    ['cy', 'saib tan ddydd Gwener', { kind: 'weekday', day: 5 }],
    ['cy', 'saib tan dydd Gwener', { kind: 'weekday', day: 5 }],
    ['cy', 'saib tan Gwener', { kind: 'weekday', day: 5 }],
    ['cy', 'saib tan ddydd Mawrth', { kind: 'weekday', day: 2 }],
    ['cy', 'saib tan Mawrth', { kind: 'unread' }],
    ['cy', 'saib tan 5 Mawrth', date(5, 3)],
    ['cy', 'saib tan ddydd Gwener 5 Mawrth', date(5, 3)],
    ['ar', 'إيقاف مؤقت أسبوعين', weeks(2)],
    ['ar', 'إيقاف مؤقت لمدة يومين', days(2)],
    ['ar', 'إيقاف مؤقت شهرين', months(2)],
    ['ar', 'إيقاف مؤقت ٣ أسابيع', weeks(3)],
    ['ar', 'إيقاف مؤقت حتى يوم الجمعة', { kind: 'weekday', day: 5 }],
    ['ar', 'إيقاف مؤقت حتى ٥ يناير', date(5, 1)],
    ['ar', 'إيقاف مؤقت حتى يوم الجمعة ٥ يناير', date(5, 1)],
  ])('in "%s", "%s"', (language, text, end) => {
    expect(understand(text, language)).toEqual({ kind: 'pause', end });
  });
});

describe('whatever is written', () => {
  test('nothing throws, in any language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string(), (text, language) => {
        expect(understand(text, language)).toHaveProperty('kind');
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('no mixture of our own words throws, and each means one thing', () => {
    const words = fc.constantFrom(
      'pause',
      'stop',
      'until',
      '2',
      '999999999999999999999',
      'week',
      'may',
      'friday',
      'hi',
      'next',
      'for',
      'me',
      'a',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (said) => {
        expect(understand(said.join(' '), 'en')).toEqual(understand(` ${said.join('  ')} `, 'en'));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('only the beginning of a long text is looked at', () => {
    fc.assert(
      fc.property(fc.string({ minLength: LONGEST_TEXT, maxLength: 2 * LONGEST_TEXT }), (text) => {
        expect(spokenWords(text)).toEqual(spokenWords(text.slice(0, LONGEST_TEXT)));
      }),
      { seed: 3 },
    );
    const start = performance.now();
    expect(understand('stop it '.repeat(100_000), 'en')).toEqual({ kind: 'unknown' });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
