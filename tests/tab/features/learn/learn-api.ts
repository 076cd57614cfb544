import type { GivenHome } from '../../../../shared/contract/home.ts';
import type {
  LessonLine,
  LessonReply,
  LessonTextView,
  MarkBody,
  NextLessonView,
  SceneView,
  StandingView,
} from '../../../../shared/contract/learn.ts';
import { type FakeApi, fakeApi, json } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** A lesson to read, with the fields that matter to a test. */
export function lessonLine(fields: Partial<LessonLine> = {}): LessonLine {
  return {
    id: 'listen-ask',
    title: 'Ask what you cannot see',
    summary: 'How to ask so that an answer is possible.',
    pillar: 'listen',
    format: 'read',
    minutes: 3,
    language: 'en',
    aids: [],
    standing: { state: 'open' },
    ...fields,
  };
}

/** A lesson of the ERG Prism, in French and with captions. */
export const OF_PRISM = lessonLine({
  id: 'a1',
  erg: { id: 'e1', name: 'Prism' },
  title: 'Une voix',
  summary: 'Un film.',
  pillar: 'learn',
  format: 'watch',
  minutes: 10,
  language: 'fr',
  link: 'https://films.example/voix',
  aids: ['captions', 'transcript'],
});

export const SCENE_LINE = lessonLine({
  id: 'joke-at-lunch',
  title: 'The joke at lunch',
  summary: 'A joke, and a table that laughs.',
  pillar: 'speak-up',
  format: 'practise',
});

/** A lesson as the next one, since a pledge to listen is in hand. */
export function nextOf(lesson: LessonLine): NextLessonView {
  return { lesson, reason: { kind: 'pledge', pillar: 'listen' } };
}

const words = (text: string) => [{ kind: 'paragraph' as const, spans: [{ text }] }];

export const TEXT: LessonTextView = {
  parts: {
    what: words('An open question.'),
    why: [{ kind: 'list', items: [[{ text: 'One' }], [{ text: 'Two', weight: 'strong' }]] }],
    example: words('A call centre.'),
    try: [{ kind: 'quote', spans: [{ text: '“What gets harder?”' }] }],
    question: words('What changed your mind?'),
  },
  sources: [{ by: 'Amy Edmondson', title: 'Safety', published: 'A Journal', year: 1999 }],
};

const told = (id: string, text: string, next: string) => ({
  id,
  text,
  next,
  effects: [{ on: 'The table', effect: `Hears ${id}.` }],
});

export const SCENE: SceneView = {
  contentNote: 'A joke about people. It is not told.',
  safety: 'Only where it is safe for you.',
  start: 'table',
  steps: {
    table: {
      kind: 'choice',
      situation: ['Somebody tells a joke.'],
      replies: [told('line', '“Not for me.”', 'on'), told('laugh', 'Laugh too.', 'after')],
    },
    after: {
      kind: 'choice',
      situation: ['You walk back together.'],
      replies: [
        told('sorry', '“I did not like it.”', 'late'),
        told('nothing', 'Say nothing.', 'alone'),
      ],
    },
    on: {
      kind: 'ending',
      way: 'good',
      situation: ['They talk on.'],
      takeaway: 'One line is enough.',
    },
    late: { kind: 'ending', way: 'mixed', situation: ['A nod.'], takeaway: 'Late counts, too.' },
    alone: {
      kind: 'ending',
      way: 'clumsy',
      situation: ['A silence.'],
      takeaway: 'Take the weight.',
    },
  },
};

/** An API of these lessons, which remembers marks: revision 1 is the first. */
export function apiWithLessons(
  lessons: readonly LessonLine[],
  { home = givenHome(), whole = {} }: { home?: GivenHome; whole?: Partial<LessonReply> } = {},
): FakeApi {
  const api = fakeApi();
  const standings = new Map<string, StandingView>();
  let revision = home.learningRevision;
  const now = () =>
    lessons.map((lesson) => ({ ...lesson, standing: standings.get(lesson.id) ?? lesson.standing }));
  const next = () => {
    const lesson = now().find(({ standing }) => standing.state === 'open');
    return lesson === undefined ? {} : { next: nextOf(lesson) };
  };
  api.on('GET /api/home', () =>
    json({ ...home, learningRevision: revision, nextLesson: next().next }),
  );
  for (const { id, erg } of lessons) {
    const path = erg === undefined ? `/api/lessons/${id}` : `/api/ergs/${erg.id}/lessons/${id}`;
    api.on(`PUT ${path}/mark`, ({ body }) => {
      const { mark } = body as MarkBody;
      revision += 1;
      standings.set(
        id,
        mark === 'done'
          ? { state: mark, at: '2026-03-03T10:00:00.000Z' }
          : mark === 'later'
            ? { state: mark, from: '2026-03-17' }
            : { state: mark },
      );
      return json({ standing: standings.get(id), ...next(), learningRevision: revision });
    });
    api.on(`GET ${path}`, () =>
      json({ lesson: now().find((one) => one.id === id), learningRevision: revision, ...whole }),
    );
  }
  api.on('GET /api/lessons*', () =>
    json({ ...next(), lessons: now(), learningRevision: revision }),
  );
  api.on('GET /api/help', () => json({ places: {}, revision: 0 }));
  return api;
}
