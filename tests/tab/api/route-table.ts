import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { askWords, eventWords, lessonWords } from '../../support/content.ts';
import { aNewPledge, employee, pledgeId } from '../../support/api-server.ts';
import { ERG_ID } from '../../support/builders.ts';

/**
 * Who is let in, written by hand from what the product promises. `owner`: own things alone, another's are not there;
 * `ally`: allies of the ERG in the path; `organiser`: those of that ERG; `manager`: whoever has reports in the directory.
 */
export type Audience =
  | 'public'
  | 'anyone'
  | 'owner'
  | 'ally'
  | 'organiser'
  | 'manager'
  | 'admin'
  | 'organiser-or-admin';

/** What the tests know of a route. */
interface RouteFacts {
  readonly who: Audience;
  /** A body that it takes, for a person with a pledge and a journal entry who is new otherwise. */
  readonly body?: unknown;
  /** What stands after the path, `?revision=1`. */
  readonly query?: string;
  /** What somebody is told who is not let in, where it is not that they may not: it says less about others. */
  readonly refused?: ProblemCode;
}

const settings = {
  budget: 2,
  day: 3,
  time: '10:00',
  zone: 'Europe/Berlin',
  messages: { state: 'on' },
  quietDates: [],
  showWords: true,
};

const profile = {
  name: 'Night Shift Network',
  purpose: 'For everyone who works while others sleep.',
  tags: ['nights'],
  places: ['Leeds'],
  picture: '🌙',
  contact: 'nights@example.com',
  joinPolicy: 'open',
  askAgainAfterDays: 30,
};

/** Somebody of the directory whom nobody else in these tests is. */
export const colleague = employee(190, { name: 'Kim Example' });

/** Writing an item of an ERG, and publishing it. */
function itemRoutes(kinds: string, words: unknown): Readonly<Record<string, RouteFacts>> {
  const path = `PUT /api/ergs/{id}/run/${kinds}/{itemId}`;
  return {
    [path]: { who: 'organiser', body: { revision: 0, words } },
    // Published already: the tests put one of each there.
    [`${path}/state`]: { who: 'organiser', body: { revision: 2, state: 'retired' } },
  };
}

/** An import and an invitation link that each ERG of these tests has. */
export const uploadedImport = pledgeId(61);
export const madeLink = pledgeId(62);

/**
 * Every route of the API. Whoever adds one says here who is let in; the tests compare this with the OpenAPI document
 * and try every role on every one.
 */
export const ROUTES: Readonly<Record<string, RouteFacts>> = {
  'GET /api/asks': { who: 'anyone' },
  'DELETE /api/admin/ergs/{id}/organisers/{userId}': { who: 'admin' },
  'DELETE /api/ergs/{id}/run/organisers/{userId}': { who: 'organiser' },
  'DELETE /api/admin/year/own/{id}': { who: 'admin', query: '?revision=0' },
  'DELETE /api/ergs/{id}/invitation': { who: 'anyone' },
  'DELETE /api/ergs/{id}/run/links/{linkId}': { who: 'organiser' },
  'DELETE /api/journal/{id}': { who: 'owner', query: '?revision=1' },
  'DELETE /api/me': { who: 'owner' },
  'DELETE /api/pledges/{id}': { who: 'owner', query: '?revision=1' },
  'DELETE /api/pledges/{id}/check-ins/{date}': { who: 'owner', query: '?revision=1' },
  'DELETE /api/buddies/{id}': { who: 'owner' },
  'DELETE /api/buddies/{id}/shares/{shareId}': { who: 'owner' },
  'GET /api/buddies': { who: 'owner' },
  'GET /api/buddies/links/{secret}': { who: 'anyone' },
  'GET /api/buddies/{id}/shares': { who: 'owner' },
  'POST /api/buddies': { who: 'owner', body: { id: pledgeId(9) } },
  'POST /api/buddies/links/{secret}/accept': { who: 'anyone' },
  'POST /api/buddies/{id}/confirm': { who: 'owner' },
  'POST /api/buddies/{id}/shares': {
    who: 'owner',
    body: { id: pledgeId(8), words: 'I did: let people finish' },
  },
  'GET /api/admin/audit': { who: 'admin' },
  'GET /api/admin/directory': { who: 'admin' },
  'GET /api/admin/ergs': { who: 'admin' },
  'GET /api/admin/ergs/{id}': { who: 'admin' },
  'GET /api/admin/help': { who: 'admin' },
  'GET /api/admin/reports': { who: 'admin' },
  'GET /api/admin/health': { who: 'admin' },
  'GET /api/admin/ergs/{id}/news/{newsId}': { who: 'admin' },
  'GET /api/admin/news': { who: 'admin' },
  'GET /api/admin/pilot': { who: 'admin' },
  'GET /api/admin/settings': { who: 'admin' },
  'GET /api/admin/people': { who: 'admin', query: '?find=ki' },
  'GET /api/admin/year': { who: 'admin' },
  'GET /api/catalogue': { who: 'anyone' },
  'GET /api/ergs': { who: 'anyone' },
  'GET /api/ergs/{id}': { who: 'anyone' },
  'GET /api/ergs/{id}/events/{eventId}/ics': { who: 'anyone' },
  'GET /api/ergs/{id}/links/{secret}': { who: 'anyone' },
  'GET /api/ergs/{id}/run/export.csv': { who: 'organiser' },
  'GET /api/ergs/{id}/run/imports': { who: 'organiser' },
  'GET /api/ergs/{id}/run/imports/{importId}': { who: 'organiser' },
  'GET /api/ergs/{id}/run/imports/{importId}/report.csv': { who: 'organiser' },
  'GET /api/ergs/{id}/run/imports/{importId}/rows': { who: 'organiser' },
  'GET /api/ergs/{id}/run/links': { who: 'organiser' },
  'GET /api/ergs/{id}/allies': { who: 'ally' },
  'GET /api/ergs/{id}/news': { who: 'anyone' },
  'GET /api/ergs/{id}/run': { who: 'organiser' },
  'GET /api/ergs/{id}/run/audit': { who: 'organiser' },
  'GET /api/ergs/{id}/run/figures': { who: 'organiser' },
  'GET /api/ergs/{id}/run/asks': { who: 'organiser' },
  'GET /api/ergs/{id}/run/events': { who: 'organiser', query: '?of=put-away' },
  'GET /api/ergs/{id}/run/lessons': { who: 'organiser' },
  'GET /api/ergs/{id}/run/news': { who: 'organiser' },
  'GET /api/ergs/{id}/run/news/{newsId}': { who: 'organiser' },
  'GET /api/ergs/{id}/run/people': { who: 'organiser-or-admin', query: '?find=ki' },
  'GET /api/ergs/{id}/run/requests': { who: 'organiser' },
  'GET /api/ergs/{id}/run/roster': { who: 'organiser' },
  'GET /api/help': { who: 'anyone' },
  'GET /api/home': { who: 'owner' },
  'GET /api/journal': { who: 'owner' },
  'GET /api/ergs/{id}/lessons/{lessonId}': { who: 'anyone' },
  'GET /api/learnt': { who: 'owner' },
  'GET /api/lessons': { who: 'anyone', query: '?minutes=3' },
  'GET /api/lessons/{lessonId}': { who: 'anyone' },
  'GET /api/me/export': { who: 'owner' },
  'GET /api/me/export.zip': { who: 'owner' },
  'GET /api/organisation': { who: 'manager' },
  'GET /api/organisation/mine': { who: 'owner' },
  'GET /api/organisation/whole': { who: 'admin' },
  'GET /api/pledges/past': { who: 'owner' },
  'GET /api/pledges/{id}': { who: 'owner' },
  'GET /api/pledges/{id}/check-ins': { who: 'owner' },
  'GET /api/year': { who: 'anyone', query: '?from=2026-03-02' },
  'PATCH /api/admin/ergs/{id}/news/{newsId}': {
    who: 'admin',
    body: { do: 'decline', revision: 1 },
  },
  'PATCH /api/ergs/{id}/run/news/{newsId}': {
    who: 'organiser',
    body: { do: 'prepare', revision: 1 },
  },
  'PATCH /api/pledges/{id}': { who: 'owner', body: { do: 'pause', revision: 0 } },
  'POST /api/admin/directory/imports': { who: 'admin', query: `?id=${pledgeId(9)}` },
  'POST /api/admin/directory/imports/{importId}/confirm': { who: 'admin', body: { removals: 0 } },
  'POST /api/admin/directory/imports/{importId}/withdraw': { who: 'admin' },
  'POST /api/admin/ergs': {
    who: 'admin',
    body: { id: pledgeId(9), profile, organiserId: colleague.id },
  },
  'POST /api/admin/ergs/{id}/organisers': { who: 'admin', body: { userId: colleague.id } },
  'POST /api/admin/failures/retry': { who: 'admin' },
  'POST /api/admin/reports/{id}/resolve': { who: 'admin', body: { do: 'keep', revision: 0 } },
  'POST /api/consent': {
    who: 'owner',
    body: {
      version: CONSENT_VERSION,
      rhythm: { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' },
    },
  },
  'POST /api/consent/renewal': {
    who: 'owner',
    body: { version: CONSENT_VERSION, answer: 'not-now' },
  },
  'POST /api/ergs/{id}/join': { who: 'anyone', body: { revision: 0, showToAllies: false } },
  'POST /api/ergs/{id}/leave': { who: 'anyone', body: { revision: 0 } },
  'POST /api/ergs/{id}/run/hand-over': { who: 'organiser', body: { userId: colleague.id } },
  'POST /api/ergs/{id}/run/imports': { who: 'organiser', query: `?id=${pledgeId(9)}` },
  'POST /api/ergs/{id}/run/imports/{importId}/confirm': { who: 'organiser' },
  'POST /api/ergs/{id}/run/imports/{importId}/withdraw': { who: 'organiser' },
  'POST /api/ergs/{id}/run/links': {
    who: 'organiser',
    body: { id: pledgeId(8), label: 'For the newsletter', days: 30 },
  },
  'POST /api/ergs/{id}/run/news': {
    who: 'organiser',
    body: {
      id: pledgeId(8),
      days: 14,
      content: { kind: 'announcement', title: 'Spring', text: 'We meet again.' },
    },
  },
  'POST /api/ergs/{id}/run/organisers': { who: 'organiser', body: { userId: colleague.id } },
  'POST /api/ergs/{id}/run/requests/answers': {
    who: 'organiser',
    body: { answer: 'approve', userIds: [colleague.id] },
  },
  'POST /api/ergs/{id}/run/requests/undo': {
    who: 'organiser',
    body: { acts: [{ userId: colleague.id, act: 1 }] },
  },
  'POST /api/ergs/{id}/run/roster/remove': {
    who: 'organiser',
    body: { userIds: [colleague.id] },
  },
  'POST /api/ergs/{id}/run/roster/undo': {
    who: 'organiser',
    body: { acts: [{ userId: colleague.id, act: 1 }] },
  },
  'POST /api/organisation/releases': { who: 'admin', body: { month: '2026-02' } },
  'POST /api/pledges': { who: 'owner', body: aNewPledge({ id: pledgeId(2), pillar: PILLARS[0] }) },
  'POST /api/reports': {
    who: 'anyone',
    body: {
      id: pledgeId(8),
      about: { kind: 'erg', ergId: ERG_ID },
      reason: 'hurtful',
      words: 'It speaks of us as a problem.',
    },
  },
  'PUT /api/admin/entry': {
    who: 'admin',
    body: { revision: 0, entry: { access: 'everyone', guests: 'allowed', budget: 2 } },
  },
  'PUT /api/admin/pilot/{userId}': { who: 'admin' },
  'DELETE /api/admin/pilot/{userId}': { who: 'admin' },
  'PUT /api/admin/help': {
    who: 'admin',
    body: { revision: 0, places: { hr: { label: 'People team', text: '' } } },
  },
  'PUT /api/admin/message-rules': {
    who: 'admin',
    body: { revision: 0, rules: { messages: 'on', quietDates: [], installation: 'silent' } },
  },
  'PUT /api/admin/year/dates': {
    who: 'admin',
    body: {
      observanceId: 'vesak',
      year: 2026,
      nth: 1,
      days: { first: '2026-05-31', last: '2026-05-31' },
      revision: 0,
    },
  },
  'PUT /api/admin/year/own/{id}': {
    who: 'admin',
    body: {
      title: 'Founders’ week',
      sentence: 'The week in which we began.',
      first: '2026-06-01',
      last: '2026-06-05',
      yearly: true,
      revision: 0,
    },
  },
  'PUT /api/admin/year/shown': {
    who: 'admin',
    body: { observanceId: 'christmas', shown: false, revision: 0 },
  },
  'PUT /api/organisation/rules': { who: 'admin', body: { fewest: 12, revision: 0 } },
  'PUT /api/ergs/{id}/membership': {
    who: 'ally',
    body: { revision: 0, showToAllies: true },
    refused: 'not-found',
  },
  'PUT /api/ergs/{id}/events/{eventId}/rsvp': {
    who: 'anyone',
    body: { going: true, revision: 0 },
  },
  'PUT /api/ergs/{id}/lessons/{lessonId}/mark': {
    who: 'anyone',
    body: { mark: 'done', revision: 0 },
  },
  'PUT /api/lessons/{lessonId}/mark': { who: 'anyone', body: { mark: 'later', revision: 0 } },
  ...itemRoutes('asks', askWords()),
  ...itemRoutes('lessons', lessonWords()),
  ...itemRoutes('events', eventWords({ title: 'Tea for carers' })),
  'PUT /api/ergs/{id}/run/profile': { who: 'organiser', body: { revision: 1, profile } },
  'PUT /api/ergs/{id}/run/sponsor': {
    who: 'organiser',
    body: { revision: 1, userId: colleague.id },
  },
  'PUT /api/ergs/{id}/run/state': {
    who: 'organiser-or-admin',
    body: { revision: 1, state: 'archived' },
  },
  // A change of an entry: under a revision of 0 anybody may begin one of their own.
  'PUT /api/journal/{id}': { who: 'owner', body: { words: 'Other words.', revision: 1 } },
  'PUT /api/pledges/{id}/check-ins/{date}': {
    who: 'owner',
    body: { answer: 'did-it', note: 'A note.', revision: null },
  },
  'PUT /api/settings': { who: 'owner', body: { revision: 0, settings } },
};
