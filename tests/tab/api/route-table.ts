import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { aNewPledge, employee, pledgeId } from '../../support/api-server.ts';

/**
 * Who is let in, written by hand from what the product promises. `owner`: own things alone, another's are not there;
 * `ally`: allies of the ERG in the path; `organiser`: those of that ERG.
 */
export type Audience =
  'public' | 'anyone' | 'owner' | 'ally' | 'organiser' | 'admin' | 'organiser-or-admin';

/** What the tests know of a route. */
interface RouteFacts {
  readonly who: Audience;
  /** A body that it takes, for a person with a pledge who is new otherwise. */
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

/**
 * Every route of the API. Whoever adds one says here who is let in; the tests compare this with the OpenAPI document
 * and try every role on every one.
 */
export const ROUTES: Readonly<Record<string, RouteFacts>> = {
  'DELETE /api/admin/ergs/{id}/organisers/{userId}': { who: 'admin' },
  'DELETE /api/ergs/{id}/run/organisers/{userId}': { who: 'organiser' },
  'DELETE /api/me': { who: 'owner' },
  'DELETE /api/pledges/{id}': { who: 'owner', query: '?revision=1' },
  'DELETE /api/pledges/{id}/check-ins/{date}': { who: 'owner', query: '?revision=1' },
  'GET /api/admin/ergs': { who: 'admin' },
  'GET /api/admin/ergs/{id}': { who: 'admin' },
  'GET /api/admin/health': { who: 'admin' },
  'GET /api/admin/people': { who: 'admin', query: '?find=ki' },
  'GET /api/app': { who: 'public' },
  'GET /api/catalogue': { who: 'anyone' },
  'GET /api/ergs': { who: 'anyone' },
  'GET /api/ergs/{id}': { who: 'anyone' },
  'GET /api/ergs/{id}/allies': { who: 'ally' },
  'GET /api/ergs/{id}/run': { who: 'organiser' },
  'GET /api/ergs/{id}/run/people': { who: 'organiser-or-admin', query: '?find=ki' },
  'GET /api/ergs/{id}/run/requests': { who: 'organiser' },
  'GET /api/ergs/{id}/run/roster': { who: 'organiser' },
  'GET /api/home': { who: 'owner' },
  'GET /api/me/export': { who: 'owner' },
  'GET /api/pledges/past': { who: 'owner' },
  'GET /api/pledges/{id}': { who: 'owner' },
  'GET /api/pledges/{id}/check-ins': { who: 'owner' },
  'PATCH /api/pledges/{id}': { who: 'owner', body: { do: 'pause', revision: 0 } },
  'POST /api/admin/ergs': {
    who: 'admin',
    body: { id: pledgeId(9), profile, organiserId: colleague.id },
  },
  'POST /api/admin/ergs/{id}/organisers': { who: 'admin', body: { userId: colleague.id } },
  'POST /api/admin/failures/retry': { who: 'admin' },
  'POST /api/consent': {
    who: 'owner',
    body: { version: 1, rhythm: { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } },
  },
  'POST /api/ergs/{id}/join': { who: 'anyone', body: { revision: 0, showToAllies: false } },
  'POST /api/ergs/{id}/leave': { who: 'anyone', body: { revision: 0 } },
  'POST /api/ergs/{id}/run/hand-over': { who: 'organiser', body: { userId: colleague.id } },
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
  'POST /api/pledges': { who: 'owner', body: aNewPledge({ id: pledgeId(2), pillar: PILLARS[0] }) },
  'PUT /api/admin/message-rules': {
    who: 'admin',
    body: { revision: 0, rules: { messages: 'on', quietDates: [], installation: 'silent' } },
  },
  'PUT /api/ergs/{id}/membership': {
    who: 'ally',
    body: { revision: 0, showToAllies: true },
    refused: 'not-found',
  },
  'PUT /api/ergs/{id}/run/profile': { who: 'organiser', body: { revision: 1, profile } },
  'PUT /api/ergs/{id}/run/sponsor': {
    who: 'organiser',
    body: { revision: 1, userId: colleague.id },
  },
  'PUT /api/ergs/{id}/run/state': {
    who: 'organiser-or-admin',
    body: { revision: 1, state: 'archived' },
  },
  'PUT /api/pledges/{id}/check-ins/{date}': {
    who: 'owner',
    body: { answer: 'did-it', note: 'A note.', revision: null },
  },
  'PUT /api/settings': { who: 'owner', body: { revision: 0, settings } },
};
