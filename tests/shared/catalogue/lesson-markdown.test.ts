import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BrokenLesson,
  readLesson,
  readLessonLater,
} from '../../../shared/catalogue/lesson-markdown.ts';
import { LESSON_PARTS, wordsOf } from '../../../shared/domain/lesson-text.ts';
import { assertAlways } from '../domain/properties.ts';

const HEAD = 'title: Let people finish\nsummary: One sentence.\nminutes: 2';

function file({
  head = HEAD,
  parts = {},
}: {
  readonly head?: string;
  readonly parts?: Readonly<Record<string, string>>;
} = {}): string {
  const body = LESSON_PARTS.map((part) => `## ${part}\n\n${parts[part] ?? `About ${part}.`}\n`);
  return `---\n${head}\n---\n\n${body.join('\n')}`;
}

describe('a lesson file', () => {
  test('is read into its facts and five parts', () => {
    expect(readLesson(file())).toEqual({
      title: 'Let people finish',
      summary: 'One sentence.',
      minutes: 2,
      sources: [],
      parts: Object.fromEntries(
        LESSON_PARTS.map((part) => [
          part,
          [{ kind: 'paragraph', spans: [{ text: `About ${part}.` }] }],
        ]),
      ),
    });
  });

  test('may have lists, quotes, strong and emphasised words; a line break is a space', () => {
    const what = 'One **two\nthree** *four*\nfive.\n\n- A\n- B *c*\n\n> "Say\n> this."';
    expect(readLesson(file({ parts: { what } })).parts.what).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { text: 'One ' },
          { text: 'two three', weight: 'strong' },
          { text: ' ' },
          { text: 'four', weight: 'emphasis' },
          { text: ' five.' },
        ],
      },
      {
        kind: 'list',
        items: [[{ text: 'A' }], [{ text: 'B ' }, { text: 'c', weight: 'emphasis' }]],
      },
      { kind: 'quote', spans: [{ text: '"Say this."' }] },
    ]);
  });

  test('names its sources', () => {
    const source = '  - by: A\n    title: B\n    published: C\n    year: 1999';
    expect(readLesson(file({ head: `${HEAD}\nsources:\n${source}` })).sources).toEqual([
      { by: 'A', title: 'B', published: 'C', year: 1999 },
    ]);
  });

  test.each([
    ['nothing', ''],
    ['no facts', '## what\n\nA'],
    ['facts that are no YAML', file({ head: 'title: [' })],
    ['no title', file({ head: 'summary: A\nminutes: 2' })],
    ['a title that is too long', file({ head: HEAD.replace('Let', 'x'.repeat(60)) })],
    ['one minute', file({ head: HEAD.replace('2', '1') })],
    ['six minutes', file({ head: HEAD.replace('2', '6') })],
    ['a fact that nobody knows', file({ head: `${HEAD}\nmood: good` })],
    ['words before the first heading', file().replace('## what', 'Words\n\n## what')],
    ['a part left out', file().replace('## why\n\nAbout why.', '')],
    ['a part twice', `${file()}\n## what\n\nAgain.`],
    ['parts in another order', file().replace('## what', '## x').replace('## why', '## what')],
    ['an empty part', file({ parts: { try: '' } })],
    ['a heading of another level', file().replace('## why', '# why')],
    ['a heading inside', file({ parts: { why: '### More\n\nWords.' } })],
    ['a link', file({ parts: { why: '[here](https://example.com)' } })],
    ['a picture', file({ parts: { why: '![x](https://example.com/x.png)' } })],
    ['code', file({ parts: { why: 'Say `this`.' } })],
    ['HTML', file({ parts: { why: '<b>now</b>' } })],
    ['a line that is ruled', file({ parts: { why: 'A\n\n***\n\nB' } })],
    ['a numbered list', file({ parts: { why: '1. A\n2. B' } })],
    ['a list in a list', file({ parts: { why: '- A\n  - B' } })],
    ['a quote of two paragraphs', file({ parts: { why: '> A\n>\n> B' } })],
    ['an empty item', file({ parts: { why: '-\n- B' } })],
    ['a mark inside another', file({ parts: { why: '**A *b***' } })],
  ])('with %s is refused', (_what, broken) => {
    expect(() => readLesson(broken)).toThrow(BrokenLesson);
  });

  test('whatever plain words it has, they are read as they are', () => {
    const someWords = fc.stringMatching(/^[A-Za-z][A-Za-z ,.?"]{0,60}[a-z]$/);
    assertAlways(
      fc.property(someWords, someWords, (why, example) => {
        const { parts } = readLesson(file({ parts: { why, example } }));
        expect([parts.why, parts.example]).toEqual(
          [why, example].map((text) => [{ kind: 'paragraph', spans: [{ text }] }]),
        );
      }),
    );
  });
});

test('words are counted over title and parts, marks and signs aside', () => {
  const plain = wordsOf(readLesson(file()));
  // Three in the title, two in each part.
  expect(plain).toBe(13);
  const what = 'One **two** - three.\n\n- four\n\n> five six';
  expect(wordsOf(readLesson(file({ parts: { what } })))).toBe(plain - 2 + 6);
});

test('of a lesson that is read later the facts are there at once, and its text is the same', () => {
  const { text, ...facts } = readLessonLater(file());
  const { parts, ...atOnce } = readLesson(file());
  expect(facts).toEqual(atOnce);
  expect(text().parts).toEqual(parts);
  expect(text()).toBe(text());
});

test('of a lesson that is read later a broken head is told at once, a broken text when it is read', () => {
  expect(() => readLessonLater('no lesson')).toThrow(BrokenLesson);
  const { text } = readLessonLater(file({ parts: { what: '1. First' } }));
  expect(text).toThrow(BrokenLesson);
});
