import { expect, test } from 'vitest';
import {
  bodyOf,
  draftFromTemplate,
  draftOfPledge,
  formOf,
  problemsOf,
  withSmallerStep,
} from '../../../../tab/features/pledges/pledge-draft.ts';
import { pledgeView } from '../../support/homes.ts';
import { TEMPLATES } from './pledge-api.ts';

const TODAY = '2026-03-03';
const ID = '0195a1f0-0000-7000-8000-0000000000aa';

test.for(TEMPLATES)('a draft from the template $id can be saved as it is', (template) => {
  const draft = draftFromTemplate(template, ID, TODAY);
  expect(problemsOf(draft, TODAY)).toEqual({});
  expect(bodyOf(draft)).toMatchObject({
    id: ID,
    pillar: template.pillar,
    source: { kind: 'catalogue', templateId: template.id },
    endsOn: '2026-05-26',
  });
});

test('a pledge taken into a draft and out again is the same', () => {
  const { form } = pledgeView();
  const suggested = draftOfPledge(pledgeView(), ['someone tells me something hard', 'another']);
  expect(suggested.words).toMatchObject({ cueFrom: 'suggested' });
  expect(formOf(suggested.words)).toEqual(form);
  const own = draftOfPledge(pledgeView(), ['another']);
  expect(own.words).toMatchObject({ cueFrom: 'own', suggestedCue: 'another' });
  expect(formOf(own.words)).toEqual(form);
});

test('a smaller step takes the place of what is to be done, and of nothing else', () => {
  const { words } = draftOfPledge(pledgeView(), []);
  expect(formOf(withSmallerStep(words, 'listen once'))).toEqual({
    ...pledgeView().form,
    action: 'listen once',
  });
});

test('empty phrases are left out, and the rest is trimmed', () => {
  const form = formOf({ kind: 'plain-goal', goal: ' speak ', phrases: [' a ', '  '] });
  expect(form).toEqual({ kind: 'plain-goal', goal: 'speak', phrases: ['a'] });
});

test('an end that has passed may stay where it was, and nowhere else', () => {
  const words = { kind: 'own-words', words: 'x' } as const;
  expect(problemsOf({ words, endsOn: '2026-03-01' }, TODAY, '2026-03-01')).toEqual({});
  expect(problemsOf({ words, endsOn: '2026-03-01' }, TODAY, '2026-03-02')).toEqual({
    endsOn: 'not-ahead',
  });
});

test('the last day of the longest period fits, the day after does not', () => {
  const words = { kind: 'own-words', words: 'x' } as const;
  expect(problemsOf({ words, endsOn: '2027-03-09' }, TODAY)).toEqual({});
  expect(problemsOf({ words, endsOn: '2027-03-10' }, TODAY)).toEqual({ endsOn: 'too-far' });
});
