import type { FakeApi } from './fake-api.ts';
import { fakeApi, json } from './fake-api.ts';
import { givenHome, NOT_AGREED, pledgeView, dueView } from './homes.ts';
import { apiWithErg, ergPage, eventView, listing, membership } from '../features/ergs/erg-api.ts';
import { healthReply, SOME_FAILURES } from '../features/health/health-replies.ts';
import { anEntry, apiWithJournal } from '../features/journal/journal-api.ts';
import {
  apiWithLessons,
  lessonLine,
  nextOf,
  OF_PRISM,
  SCENE,
  SCENE_LINE,
  TEXT,
} from '../features/learn/learn-api.ts';
import { apiWithNews, newsView } from '../features/news/news-api.ts';
import {
  A_YEAR,
  apiOfAdmin,
  apiOfManager,
  wholeReply,
} from '../features/organisation/organisation-api.ts';
import { apiThatRuns, prism } from '../features/organise/run-api.ts';
import { apiWith, checkIn } from '../features/pledges/pledge-api.ts';
import { apiWithPeople, somePeople } from '../features/roster/roster-api.ts';

const PLEDGE = pledgeView({ recent: [checkIn('2026-02-17')], lastAnswer: 'did-it' } as Partial<
  ReturnType<typeof pledgeView>
>);
const SINCE = '2026-03-02T10:00:00.000Z';
const MOMENT = newsView();
const RUN = 'GET /api/ergs/e1/run';

const ASK = {
  id: 'a1',
  state: 'draft',
  changedAt: SINCE,
  revision: 1,
  words: {
    title: 'Keep our times free',
    why: 'It lets everyone take part.',
    question: 'Did you choose a time?',
    pillar: 'take-action',
    cadence: 'fortnightly',
    form: { kind: 'if-then', action: 'choose a time for everyone', cues: ['I invite people'] },
  },
};

const LESSON = {
  id: 'l1',
  state: 'published',
  changedAt: SINCE,
  revision: 2,
  words: {
    title: 'Three things to read',
    summary: 'Texts by people who live it.',
    link: 'https://example.org/three',
    format: 'read',
    minutes: 15,
    aids: ['captions'],
    language: 'fr',
    pillar: 'learn',
  },
};

const EVENT = {
  id: 'v1',
  state: 'published',
  changedAt: SINCE,
  revision: 2,
  begun: false,
  coming: 'few',
  words: {
    title: 'Coffee for everyone',
    description: 'An hour to meet.',
    date: '2026-03-11',
    time: '15:00',
    zone: 'America/New_York',
    minutes: 60,
    place: 'Leeds',
    access: 'Step-free.',
  },
};

const OBSERVANCE = {
  id: 'women',
  title: 'International Women’s Day',
  sentence: 'A day for the rights of women.',
  region: 'Many cities',
  language: 'en',
  mayMoveByADay: true,
};

const YEAR_ENTRY = {
  ...OBSERVANCE,
  first: '2026-03-08',
  last: '2026-03-09',
  lessons: [{ id: 'l1', ergId: 'e1', ergName: 'Prism', title: 'Where to begin', minutes: 5 }],
  events: [
    {
      id: 'v1',
      ergId: 'e1',
      ergName: 'Prism',
      title: 'Breakfast for everyone',
      startsAt: '2026-03-08T08:30:00.000Z',
      zone: 'Europe/London',
    },
  ],
};

const BAND = (from: number) => ({ from, to: from + 4, asOf: '2026-10' });

/** Replies of which no feature's own tests have a maker. */
const REPLIES: Readonly<Record<string, unknown>> = {
  'GET /api/home': givenHome({
    admin: true,
    pledges: [PLEDGE],
    due: [dueView(PLEDGE)],
    memberships: [membership(), membership({ ergId: 'e2', name: 'Mosaic', state: 'requested' })],
    runs: [{ ergId: 'e1', name: 'Prism', picture: '🌈' }],
    events: [eventView()],
    nextLesson: nextOf(lessonLine()),
  }),
  [`GET /api/pledges/${PLEDGE.id}`]: { pledge: PLEDGE, checkIns: [checkIn('2026-02-17')] },
  'GET /api/pledges/ended': { pledges: [] },
  'GET /api/pledges*': { pledges: [], checkIns: [checkIn('2026-02-17')] },
  'GET /api/lessons/joke-at-lunch': { lesson: SCENE_LINE, learningRevision: 0, scene: SCENE },
  'GET /api/ergs': {
    ergs: [listing(), listing({ id: 'e2', name: 'Mosaic', size: { from: 500 } })],
  },
  [`${RUN}/asks*`]: { items: [ASK] },
  [`${RUN}/lessons*`]: { items: [LESSON] },
  [`${RUN}/events*`]: { items: [EVENT] },
  [`${RUN}/links`]: { links: [] },
  [`${RUN}/imports`]: {
    imports: [
      {
        id: 'i1',
        uploadedAt: SINCE,
        rows: 5000,
        state: 'checked',
        rowsDone: 5000,
        counts: {
          invite: 4812,
          'already-in': 12,
          'already-asked': 0,
          'already-invited': 0,
          unknown: 176,
          malformed: 0,
          repeated: 0,
        },
      },
    ],
  },
  [`${RUN}/imports/i1/rows*`]: {
    rows: [
      { row: 2, fate: 'invite' },
      { row: 3, fate: 'unknown' },
    ],
  },
  [`${RUN}/audit*`]: { acts: [{ id: 'a', at: SINCE, sentence: 'Ana did this' }] },
  [`${RUN}/figures`]: {
    last: '2026-10',
    isCounting: false,
    months: [
      { month: '2026-10', state: 'shown', allies: 80, pledge: BAND(35), checkIn: BAND(20) },
      { month: '2026-09', state: 'too-few' },
    ],
  },
  'GET /api/admin/audit*': {
    acts: [{ id: 'a', at: SINCE, sentence: 'Ana did that', erg: 'Prism' }],
  },
  'GET /api/admin/ergs': {
    ergs: [
      {
        id: 'e1',
        name: 'Prism',
        picture: '🌈',
        state: 'active',
        organisers: 2,
        size: { from: 25, to: 49 },
        revision: 4,
      },
      {
        id: 'e2',
        name: 'Mosaic',
        picture: '🌈',
        state: 'active',
        organisers: 0,
        size: { from: 500 },
        revision: 4,
      },
    ],
  },
  'GET /api/admin/ergs/e1': prism({ you: 'root' }),
  'GET /api/admin/directory': {
    import: {
      id: 'd1',
      uploadedAt: SINCE,
      people: 5000,
      state: 'compared',
      parts: 16,
      partsDone: 16,
      counts: { added: 12, changed: 3, removed: 2, unchanged: 4985, unreadable: 0 },
      removesMany: false,
    },
  },
  'GET /api/admin/reports*': {
    reports: [
      {
        id: 'r1',
        about: { kind: 'ask' },
        reason: 'hurtful',
        words: 'What was said',
        at: SINCE,
        content: {
          words: ['A title', 'Why it is asked'],
          erg: { id: 'e1', name: 'Prism' },
          state: 'shown',
          revision: 4,
        },
      },
    ],
  },
  'GET /api/admin/help': {
    places: { hr: { label: 'People team', text: 'They listen.' } },
    revision: 3,
  },
  'GET /api/help': { places: { hr: { label: 'People team', text: 'They listen.' } }, revision: 3 },
  'GET /api/admin/year': {
    observances: [
      {
        ...OBSERVANCE,
        source: 'By custom',
        hidden: true,
        times: [
          {
            year: 2026,
            nth: 1,
            days: { first: '2026-03-08', last: '2026-03-08' },
            changed: true,
          },
          { year: 2027, nth: 1, changed: false },
        ],
      },
    ],
    revision: 3,
  },
  'GET /api/year*': { from: '2026-03-03', through: '2027-03-02', entries: [YEAR_ENTRY] },
  'GET /api/admin/news': {
    moments: [{ id: MOMENT.id, ergId: 'e1', erg: 'Prism', title: 'A hard day', askedAt: SINCE }],
  },
  [`GET /api/admin/ergs/e1/news/${MOMENT.id}`]: newsView({
    life: { state: 'asked', askedAt: SINCE },
  }),
  'GET /api/admin/settings': {
    today: '2026-03-03',
    rules: { messages: 'on', quietDates: [], installation: 'greeting', revision: 4 },
    entry: { access: 'pilot', guests: 'told', budget: 1, revision: 2 },
    smallestGroup: { fewest: 10, revision: 3 },
    pilotCount: 1,
    changes: [],
  },
  'GET /api/admin/pilot': { count: 1, members: [{ userId: 'kim', name: 'Kim Example' }] },
  'GET /api/admin/health': healthReply({ failures: SOME_FAILURES }),
  'GET /api/health': healthReply({ failures: SOME_FAILURES }),
  'GET /api/organisation/mine': { isManager: true },
  'GET /api/buddies': {
    buddies: [{ id: 'p1', name: 'Bo Lind', since: SINCE }],
    asks: [{ id: 'p2', askedAt: SINCE, until: '2026-03-16T10:00:00.000Z' }],
    saidYes: [],
  },
  'GET /api/buddies/links/s': {
    id: 'p3',
    name: 'Bo Lind',
    until: '2026-03-16T10:00:00.000Z',
    state: 'open',
  },
  'GET /api/buddies/p1/shares': {
    shares: [{ id: 's1', words: 'I began.', mine: false, at: SINCE }],
  },
};

/** An API for somebody who does everything: organises, manages and administers; every page has something to show. */
function apiOfEverything(): FakeApi {
  const own = fakeApi();
  for (const [name, reply] of Object.entries(REPLIES)) own.on(name, () => json(reply));
  const apis = [
    own,
    apiWithErg(ergPage({ events: [eventView()], lessons: [] }), [membership()]),
    apiWithLessons([lessonLine(), OF_PRISM], { whole: { text: TEXT } }),
    apiWithPeople({ allies: somePeople(3), requests: somePeople(2, 'Asker') }),
    apiThatRuns(),
    apiWithJournal([anEntry()]),
    apiWithNews(newsView()),
    apiOfManager({ months: [...A_YEAR] }),
    apiOfAdmin(wholeReply()),
    apiWith(givenHome()),
  ];
  return {
    ...own,
    async fetch(path, init) {
      let answer: Response | undefined;
      for (const api of apis) {
        answer = await api.fetch(path, init);
        if (answer.status !== 404) return answer;
      }
      return answer as Response;
    },
  };
}

/** The API of somebody who has not agreed to anything. */
function apiOfStranger(): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(NOT_AGREED));
  return api;
}

/** Every page that there is, by its path. */
const EVERY_PATH = [
  '/',
  '/pledges',
  '/pledges/new',
  '/pledges/new?template=listen-hear-out',
  `/pledges/${PLEDGE.id}`,
  '/ergs',
  '/ergs/e1',
  '/learn/lessons',
  '/learn/lessons/listen-ask',
  '/learn/lessons/joke-at-lunch',
  '/learn/groups/e1/a1',
  '/learn/progress',
  '/learn/journal',
  '/learn/buddies',
  '/learn/buddies/s',
  '/learn/year',
  '/settings',
  '/organisation',
  '/run',
  '/run/e1/roster',
  '/run/e1/requests',
  '/run/e1/import',
  '/run/e1/asks',
  '/run/e1/asks/new',
  '/run/e1/lessons',
  '/run/e1/lessons/l1',
  '/run/e1/events',
  '/run/e1/events/v1',
  '/run/e1/people',
  '/run/e1/profile',
  '/run/e1/figures',
  '/run/e1/log',
  '/run/e1/news',
  '/run/e1/news/new?from=moment',
  `/run/e1/news/${MOMENT.id}`,
  '/admin/ergs',
  '/admin/ergs/e1',
  '/admin/directory',
  '/admin/organisation',
  '/admin/reports',
  '/admin/help',
  '/admin/year',
  '/admin/news',
  `/admin/news/e1/${MOMENT.id}`,
  '/admin/settings',
  '/admin/log',
  '/health',
  '/no-such-page',
] as const;

/** Every page that there is, with an API that has something for it. */
export const EVERY_PAGE: readonly (readonly [string, () => FakeApi])[] = [
  ['/welcome', apiOfStranger],
  ...EVERY_PATH.map((path) => [path, apiOfEverything] as const),
];
