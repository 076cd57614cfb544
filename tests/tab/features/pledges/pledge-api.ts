import type { TemplateView } from '../../../../shared/contract/catalogue.ts';
import type { GivenHome } from '../../../../shared/contract/home.ts';
import type {
  CheckInView,
  MakePledgeBody,
  PledgeView,
} from '../../../../shared/contract/pledges.ts';
import { fakeApi, json, type FakeApi } from '../../support/fake-api.ts';
import { pledgeView } from '../../support/homes.ts';

/** One template of each form. */
export const TEMPLATES: readonly TemplateView[] = [
  {
    id: 'listen-hear-out',
    pillar: 'listen',
    cadence: 'fortnightly',
    language: 'en',
    title: 'Let people finish',
    why: 'You learn what they meant.',
    question: 'Did a moment come up to let someone finish?',
    words: {
      form: 'if-then',
      action: 'let them finish',
      cues: ['someone tells me something hard', 'I wait for my turn'],
      selfTalk: 'No answer yet.',
    },
  },
  {
    id: 'speak-jokes',
    pillar: 'speak-up',
    cadence: 'monthly',
    language: 'en',
    title: 'Challenge jokes',
    why: 'One sentence changes it.',
    question: 'Did a joke come up?',
    words: { form: 'plain-goal', goal: 'challenge jokes', phrases: ["I don't get it.", 'Hm.'] },
  },
];

/** An API with this home and the templates above. */
export function apiWith(home: GivenHome): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(home));
  api.on('GET /api/asks*', () => json({ asks: [] }));
  api.on('GET /api/catalogue', () => json({ templates: TEMPLATES }));
  return api;
}

/** The pledge that the API makes of a request. */
export function madeOf(body: unknown): PledgeView {
  const { id, pillar, form, cadence, endsOn, ergId } = body as MakePledgeBody;
  return pledgeView({
    id,
    pillar,
    form,
    cadence,
    endsOn,
    ...(ergId === undefined ? {} : { ergId }),
    nextQuestionOn: '2026-03-17',
    revision: 20,
  });
}

/** An answer of the pledge that `pledgeView` gives. */
export function checkIn(date: string, fields: Partial<CheckInView> = {}): CheckInView {
  return {
    pledgeId: pledgeView().id,
    date,
    answer: 'did-it',
    answeredAt: `${date}T09:00:00.000Z`,
    answerOpen: false,
    revision: 5,
    ...fields,
  };
}
