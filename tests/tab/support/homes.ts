import type { DueView, GivenHome, HomeReply } from '../../../shared/contract/home.ts';
import type { PledgeView } from '../../../shared/contract/pledges.ts';

/** A pledge that listens, with the fields that matter to a test. */
export function pledgeView(fields: Partial<PledgeView> = {}): PledgeView {
  return {
    id: '0195a1f0-0000-7000-8000-000000000001',
    pillar: 'listen',
    title: 'Let people finish',
    form: { kind: 'if-then', cue: 'someone tells me something hard', action: 'let them finish' },
    templateId: 'listen-hear-out',
    wordsFrom: 'catalogue',
    cadence: 'fortnightly',
    startedOn: '2026-02-10',
    endsOn: '2026-05-05',
    life: 'active',
    periodOver: false,
    question: 'Did a moment come up to let someone finish?',
    nextQuestionOn: '2026-03-17',
    offerSmaller: false,
    recent: [],
    revision: 3,
    ...fields,
  };
}

/** The question of this pledge that waits for its answer. */
export function dueView(pledge: PledgeView, date = '2026-03-03'): DueView {
  const { id, pillar, title, question } = pledge;
  return { pledgeId: id, date, pillar, title, question };
}

/** Home of somebody who agreed, on Tuesday 3 March 2026, with the fields that matter to a test. */
export function givenHome(fields: Partial<GivenHome> = {}): GivenHome {
  return {
    consent: 'given',
    name: 'Freya Thistlewood',
    admin: false,
    consentVersion: 2,
    consentedAt: '2026-02-10T09:00:00.000Z',
    today: '2026-03-03',
    now: '2026-03-03T10:00:00.000Z',
    due: [],
    pledges: [],
    memberships: [],
    learningRevision: 0,
    invitations: [],
    runs: [],
    events: [],
    moments: [],
    news: [],
    settings: {
      budget: 1,
      day: 2,
      time: '09:30',
      zone: 'Europe/London',
      messages: { state: 'on' },
      quietDates: [],
      showWords: false,
    },
    chat: 'reachable',
    revision: 9,
    settingsRevision: 4,
    membershipsRevision: 2,
    rsvpsRevision: 2,
    ...fields,
  };
}

/** Home of somebody who has not agreed. */
export const NOT_AGREED: HomeReply = {
  consent: 'none',
  name: 'Freya Thistlewood',
  admin: false,
  consentVersion: 2,
  proposed: { budget: 1, day: 2, time: '09:30' },
  invitations: [],
};
