import { describe, expect, test } from 'vitest';
import { catalogueIn, findTemplate } from '../../../shared/catalogue/catalogue.ts';
import { TEMPLATE_IDS, TemplateText } from '../../../shared/catalogue/template.ts';

// Written out by hand from the table of what the catalogue must cover, so that code cannot quietly drop a row.
const ROWS = [
  ['listen-hear-out', 'listen'],
  ['listen-ask', 'listen'],
  ['listen-empathy', 'listen'],
  ['learn-sources', 'learn'],
  ['learn-workshops', 'learn'],
  ['learn-voices', 'learn'],
  ['learn-join-erg', 'learn'],
  ['learn-current-events', 'learn'],
  ['learn-intersectionality', 'learn'],
  ['learn-privilege', 'learn'],
  ['speak-microaggressions', 'speak-up'],
  ['speak-jokes', 'speak-up'],
  ['speak-policies', 'speak-up'],
  ['speak-amplify', 'speak-up'],
  ['speak-language', 'speak-up'],
  ['speak-support', 'speak-up'],
  ['speak-share-learning', 'speak-up'],
  ['act-open-doors', 'take-action'],
  ['act-share-load', 'take-action'],
  ['act-fair-meetings', 'take-action'],
  ['act-back-erg', 'take-action'],
] as const;

const SENDS_TO_A_COLLEAGUE = [
  /\bask (a|an|your|my|the|some|one|any) (colleague|co-?worker|team-?mate|member|person|friend)/i,
  /\b(teach|educate|explain (it|this) to|talk) (me|you) through\b|\b(teach|educate) (me|you)\b/i,
  /\b(tell me|share) (about )?your (experience|story|background|culture|identity)/i,
  /\bwhere are you (really )?from\b/i,
  /\b(reach out to|learn from) (a|your|my) (colleague|co-?worker|team-?mate)/i,
];
const GUILT = /\b(should|must|ought to|guilty|ashamed|shame)\b/i;
const PRAISE = /\b(well done|great job|amazing|awesome|congratulations|proud of you)\b/i;
const STATISTIC = /\d|\bper ?cent\b|\bstudies\b|\bresearch\b/i;

const catalogue = catalogueIn('en');

describe('the built-in catalogue', () => {
  test('holds the rows of the table, each once, and nothing else', () => {
    expect(catalogue.map(({ id, pillar }) => [id, pillar])).toEqual(ROWS);
    expect(TEMPLATE_IDS).toEqual(ROWS.map(([id]) => id));
  });

  test('suggests every fortnight, and every month where the situation is rare', () => {
    const monthly = catalogue.filter(({ cadence }) => cadence === 'monthly').map(({ id }) => id);
    expect(monthly).toEqual([
      'learn-workshops',
      'learn-join-erg',
      'speak-policies',
      'speak-support',
      'act-open-doors',
      'act-back-erg',
    ]);
    expect(catalogue.filter(({ cadence }) => cadence === 'weekly')).toEqual([]);
  });

  test('gives every template a title of its own', () => {
    expect(new Set(catalogue.map(({ text }) => text.title)).size).toBe(ROWS.length);
  });

  test('gives every template a question of its own', () => {
    expect(new Set(catalogue.map(({ text }) => text.question)).size).toBe(ROWS.length);
  });
});

describe.each(catalogue)('the English words of $id', ({ pillar, form, text }) => {
  test('are valid', () => {
    expect(TemplateText.parse(text)).toEqual(text);
  });

  test('have phrases for speaking up, and cues for everything else', () => {
    expect(text.form).toBe(form);
    if (pillar === 'speak-up') {
      expect(text).toMatchObject({ form: 'plain-goal', phrases: expect.any(Array) });
      expect(text).not.toHaveProperty('cues');
    } else {
      expect(text).toMatchObject({ form: 'if-then', cues: expect.any(Array) });
      expect(text).not.toHaveProperty('phrases');
    }
  });

  test('fit on a card', () => {
    expect(text.title.length).toBeLessThanOrEqual(48);
    expect(behaviourOf(text).length).toBeLessThanOrEqual(160);
    expect(text.smaller.length).toBeLessThanOrEqual(160);
    for (const phrase of phrasesOf(text)) expect(phrase.length).toBeLessThanOrEqual(90);
  });

  test('complete "I will …" and "When …"', () => {
    for (const fragment of [behaviourOf(text), text.smaller, ...cuesOf(text)]) {
      expect(fragment).toMatch(/^(I |[a-z])/);
      expect(fragment).not.toMatch(/^(when|i will|to)\b/i);
      expect(fragment).not.toMatch(/[.?…]$/);
    }
  });

  test('offer cues or phrases that differ', () => {
    const offered = [...cuesOf(text), ...phrasesOf(text)];
    expect(new Set(offered).size).toBe(offered.length);
  });

  test('give the reason in one sentence, and ask in one question about what came up', () => {
    expect(text.why).toMatch(/^[A-Z][^.?]*\.$/);
    expect(text.question).toMatch(/^Did [^.?]* come up [^.?]*\?$/);
  });

  test('offer a smaller step that is another one', () => {
    expect(text.smaller).not.toBe(behaviourOf(text));
  });

  test('keep the tone: nobody is praised, blamed or counted', () => {
    for (const words of everyStringIn(text)) {
      expect(words).toBe(words.trim());
      expect(words).not.toContain('!');
      expect(words).not.toMatch(GUILT);
      expect(words).not.toMatch(PRAISE);
      expect(words).not.toMatch(STATISTIC);
    }
  });

  test('send nobody to a colleague to be taught', () => {
    for (const words of everyStringIn(text)) {
      for (const pattern of SENDS_TO_A_COLLEAGUE) expect(words).not.toMatch(pattern);
    }
  });
});

describe('choosing a language', () => {
  test.each(['en', 'en-GB', 'EN-us', 'tlh', 'tlh-Latn', '', 'constructor'])(
    '"%s" gets English',
    (language) => {
      const templates = catalogueIn(language);
      expect(templates).toHaveLength(ROWS.length);
      expect(new Set(templates.map((template) => template.language))).toEqual(new Set(['en']));
    },
  );
});

describe('finding a template', () => {
  test.each(ROWS)('finds %s', (id) => {
    expect(findTemplate(id, 'en-GB')).toMatchObject({ id, language: 'en' });
  });

  test.each(['', 'listen', 'LISTEN-ASK', 'toString'])('finds nothing for "%s"', (id) => {
    expect(findTemplate(id, 'en')).toBeUndefined();
  });
});

describe('the words of a template', () => {
  const valid = catalogue[0]?.text;

  test.each([
    ['a title that is too long', { title: 'x'.repeat(49) }],
    ['an action that is too long', { action: 'x'.repeat(161) }],
    ['two cues', { cues: ['one', 'two'] }],
    ['an empty question', { question: '' }],
    ['a field nobody knows', { hint: 'hello' }],
    ['a form nobody knows', { form: 'vow' }],
  ])('are refused with %s', (_, change) => {
    expect(TemplateText.safeParse(valid).success).toBe(true);
    expect(TemplateText.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});

function behaviourOf(text: TemplateText): string {
  return text.form === 'if-then' ? text.action : text.goal;
}

function cuesOf(text: TemplateText): string[] {
  return text.form === 'if-then' ? text.cues : [];
}

function phrasesOf(text: TemplateText): string[] {
  return text.form === 'plain-goal' ? text.phrases : [];
}

function everyStringIn(text: TemplateText): string[] {
  return Object.values(text).flat();
}
