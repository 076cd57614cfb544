import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerGiven,
  answerQuestion,
  changeAnswer,
  changePastNote,
  deleteAnswer,
} from '../../../shared/domain/check-in-decisions.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { waitingQuestion } from '../../../shared/domain/questions.ts';
import {
  aCheckIn,
  aPerson,
  aPledge,
  at,
  OTHER_PLEDGE_ID,
  PLEDGE_ID,
} from '../../support/builders.ts';
import { changeOf, onlyPledge, refusalOf } from '../../support/outcomes.ts';
import { assertAlways } from './properties.ts';

const QUESTION = { pledgeId: PLEDGE_ID, date: '2026-03-10' };
/** The question waits from 10 March at nine until 24 March at nine. */
const WHILE_OPEN = '2026-03-11T12:00:00.000Z';
const PASSED = '2026-03-24T09:00:00.000Z';

const asked = aPerson({ pledges: [aPledge()] });
const noted = aCheckIn({ note: 'Went well.' });
const answered = aPerson({ pledges: [aPledge({ recent: [noted] })] });

function given(fields: Partial<AnswerGiven> = {}): AnswerGiven {
  return { question: QUESTION, answer: 'did-it', via: 'tab', seen: null, ...fields };
}

function answer(person: Person, fields: Partial<AnswerGiven>, now = WHILE_OPEN) {
  return answerQuestion(person, given(fields), at({ now }));
}

describe('answering a question', () => {
  test.each(ANSWERS)('%s stands beside the pledge and is written to the past', (each) => {
    const { person, past } = changeOf(answer(asked, { answer: each, note: 'A note.' }));
    const checkIn = {
      ...QUESTION,
      answer: each,
      note: 'A note.',
      answeredAt: WHILE_OPEN,
      via: 'tab',
      revision: 100,
    };
    expect(onlyPledge(person)).toEqual({ ...aPledge(), recent: [checkIn], revision: 100 });
    expect(past).toEqual([{ kind: 'put-check-in', checkIn }]);
  });

  test.each([undefined, ''])('without a note (%j) keeps none', (note) => {
    const { person } = changeOf(answer(asked, { note }));
    expect('note' in (onlyPledge(person).recent[0] ?? {})).toBe(false);
  });

  test.each([
    ['before its hour', '2026-03-10T08:59:00.000Z', 'question-passed'],
    ['from its hour on', '2026-03-10T09:00:00.000Z', undefined],
    ['until the next', '2026-03-24T08:59:00.000Z', undefined],
    ['after the next has come', PASSED, 'question-passed'],
  ])('%s: %s', (_what, now, refusal) => {
    expect(refusalOf(answer(asked, {}, now))).toBe(refusal);
  });

  test('for a date that never was a question is refused', () => {
    const question = { ...QUESTION, date: '2026-03-11' };
    expect(refusalOf(answer(asked, { question }))).toBe('question-passed');
  });

  test('of a pledge that is paused or gone is refused', () => {
    const life = { state: 'paused', since: '2026-03-11' } as const;
    const paused = aPerson({ pledges: [aPledge({ life })] });
    expect(refusalOf(answer(paused, {}))).toBe('question-passed');
    expect(refusalOf(answer(aPerson(), {}))).toBe('not-found');
  });

  test('needs consent', () => {
    const person = { ...asked, profile: { ...asked.profile, consent: { state: 'none' } as const } };
    expect(refusalOf(answer(person, {}))).toBe('consent-needed');
  });

  test('over an answer that is gone by now is refused', () => {
    expect(refusalOf(answer(asked, { seen: 10 }))).toBe('changed-meanwhile');
  });
});

describe('answering again', () => {
  test.each([
    ['from the tab that saw none', null],
    ['from the tab that saw it', 10],
    ['from the tab that saw an older one', 5],
    ['from a card', undefined],
  ])('the same, %s, changes nothing', (_what, seen) => {
    for (const now of [WHILE_OPEN, PASSED]) {
      expect(changeOf(answer(answered, { seen }, now)).person).toBe(answered);
    }
  });

  test.each([
    ['from a card: a card answers once', undefined, WHILE_OPEN, 'already-answered'],
    ['from the tab that saw none', null, WHILE_OPEN, 'changed-meanwhile'],
    ['from the tab that saw an older one', 5, WHILE_OPEN, 'changed-meanwhile'],
    ['from the tab that saw it', 10, WHILE_OPEN, undefined],
    ['from the tab that saw it, when the next has come', 10, PASSED, 'question-passed'],
  ])('differently, %s', (_what, seen, now, refusal) => {
    expect(refusalOf(answer(answered, { answer: 'not-this-time', seen }, now))).toBe(refusal);
  });

  test('differently replaces the answer, keeps the note and is answered now', () => {
    const { person, past } = changeOf(answer(answered, { answer: 'did-not-come-up', seen: 10 }));
    const checkIn = {
      ...noted,
      answer: 'did-not-come-up',
      answeredAt: WHILE_OPEN,
      revision: 100,
    };
    expect(onlyPledge(person).recent).toEqual([checkIn]);
    expect(past).toEqual([{ kind: 'put-check-in', checkIn }]);
  });

  test.each([
    ['absent keeps it', undefined, 'Went well.'],
    ['empty deletes it', '', undefined],
    ['another replaces it', 'Better so.', 'Better so.'],
  ])('a note: %s', (_what, note, after) => {
    const changed = answer(answered, { answer: 'not-this-time', note, seen: 10 });
    expect(onlyPledge(changeOf(changed).person).recent[0]?.note).toBe(after);
  });

  test('only the note changes later too, and the answer keeps its time', () => {
    const changed = answer(answered, { note: 'Better so.', seen: 10 }, PASSED);
    expect(onlyPledge(changeOf(changed).person).recent).toEqual([
      { ...noted, note: 'Better so.', revision: 100 },
    ]);
    expect(refusalOf(answer(answered, { note: 'Better so.', seen: 9 }, PASSED))).toBe(
      'changed-meanwhile',
    );
  });
});

describe('changing an answer from a card', () => {
  test('replaces the last one while it is open and keeps the note', () => {
    const changed = changeAnswer(answered, QUESTION, 'not-this-time', at({ now: WHILE_OPEN }));
    expect(onlyPledge(changeOf(changed).person).recent).toEqual([
      { ...noted, answer: 'not-this-time', answeredAt: WHILE_OPEN, via: 'chat', revision: 100 },
    ]);
  });

  test('is refused when the next has come, or where there is no answer', () => {
    const passed = changeAnswer(answered, QUESTION, 'not-this-time', at({ now: PASSED }));
    expect(refusalOf(passed)).toBe('question-passed');
    const none = changeAnswer(asked, QUESTION, 'not-this-time', at({ now: WHILE_OPEN }));
    expect(refusalOf(none)).toBe('not-found');
  });
});

describe('deleting an answer', () => {
  const time = asked.profile.settings;

  test('removes it with its note, and the question waits again', () => {
    const deleted = deleteAnswer(answered, QUESTION, 10, undefined, at({ now: WHILE_OPEN }));
    const { person, past } = changeOf(deleted);
    expect(onlyPledge(person)).toEqual(aPledge({ revision: 100 }));
    expect(past).toEqual([{ kind: 'delete-check-in', ...QUESTION }]);
    expect(waitingQuestion(onlyPledge(person), time, WHILE_OPEN)).toEqual(QUESTION);
    expect(waitingQuestion(onlyPledge(answered), time, WHILE_OPEN)).toBeUndefined();
  });

  test('of an earlier one makes nothing wait', () => {
    const recent = [aCheckIn({ date: '2026-03-24' }), aCheckIn()];
    const person = aPerson({ pledges: [aPledge({ recent })] });
    const now = '2026-03-25T12:00:00.000Z';
    const after = changeOf(deleteAnswer(person, QUESTION, 10, undefined, at({ now }))).person;
    expect(onlyPledge(after).recent).toEqual([aCheckIn({ date: '2026-03-24' })]);
    expect(waitingQuestion(onlyPledge(after), time, now)).toBeUndefined();
  });

  test('of the past removes the row and leaves the pledge alone', () => {
    const known = aCheckIn({ date: '2025-12-02', revision: 4 });
    const question = { pledgeId: PLEDGE_ID, date: known.date };
    const { person, past } = changeOf(deleteAnswer(answered, question, 4, known, at()));
    expect(person).toBe(answered);
    expect(past).toEqual([{ kind: 'delete-check-in', ...question }]);
  });

  test('of an ended pledge removes the row', () => {
    const person = aPerson();
    const { past } = changeOf(deleteAnswer(person, QUESTION, 10, noted, at()));
    expect(past).toEqual([{ kind: 'delete-check-in', ...QUESTION }]);
  });

  test('that is gone is fine and changes nothing', () => {
    const { person, past } = changeOf(deleteAnswer(asked, QUESTION, 10, undefined, at()));
    expect(person).toBe(asked);
    expect(past).toEqual([]);
  });

  test('of a pledge that this person never had is not found', () => {
    expect(refusalOf(deleteAnswer(aPerson(), QUESTION, 10, undefined, at()))).toBe('not-found');
    const ended = aPerson({ endedPledges: [QUESTION.pledgeId] });
    expect(changeOf(deleteAnswer(ended, QUESTION, 10, undefined, at())).person).toBe(ended);
  });

  test('with an older revision is refused', () => {
    const at9 = deleteAnswer(answered, QUESTION, 9, undefined, at());
    expect(refusalOf(at9)).toBe('changed-meanwhile');
    expect(refusalOf(deleteAnswer(aPerson(), QUESTION, 9, noted, at()))).toBe('changed-meanwhile');
  });
});

describe('changing the note of an old answer', () => {
  test('writes the row of the past and nothing else', () => {
    const person = aPerson();
    const { person: after, past } = changeOf(changePastNote(person, noted, 10, 'New.', at()));
    expect(after).toBe(person);
    expect(past).toEqual([
      { kind: 'put-check-in', checkIn: { ...noted, note: 'New.', revision: 100 } },
    ]);
  });

  test('to an empty one deletes it', () => {
    const [change] = changeOf(changePastNote(aPerson(), noted, 10, '', at())).past;
    expect(change).toEqual({ kind: 'put-check-in', checkIn: aCheckIn({ revision: 100 }) });
  });

  test('with an older revision is refused', () => {
    expect(refusalOf(changePastNote(aPerson(), noted, 9, '', at()))).toBe('changed-meanwhile');
  });
});

describe('the last answers beside a pledge', () => {
  test('are three at most, newest first, each date once, whatever is answered and deleted', () => {
    const someStep = fc.record({
      days: fc.integer({ min: 0, max: 12 }),
      what: fc.constantFrom('answer', 'change', 'delete-last', 'delete-first', 'note'),
      answer: fc.constantFrom(...ANSWERS),
      seen: fc.constantFrom('right', 'none', 'card'),
    });
    assertAlways(
      fc.property(fc.array(someStep, { maxLength: 40 }), (steps) => {
        let person = aPerson({
          pledges: [
            aPledge({ cadence: 'weekly', endsOn: '2027-03-01' }),
            aPledge({ id: OTHER_PLEDGE_ID }),
          ],
        });
        let nowMs = Date.parse('2026-03-02T12:00:00.000Z');
        let revision = 100;
        for (const step of steps) {
          nowMs += step.days * 86_400_000;
          revision += 1;
          const moment = at({ now: new Date(nowMs).toISOString(), revision });
          const pledge = person.pledges[0];
          if (pledge === undefined) throw new Error('the pledge is gone');
          const target = step.what === 'delete-first' ? pledge.recent.at(-1) : pledge.recent[0];
          const waiting = waitingQuestion(pledge, person.profile.settings, moment.now);
          const seen =
            step.seen === 'right' ? target?.revision : step.seen === 'none' ? null : undefined;
          const question =
            (step.what === 'answer' ? waiting : undefined) ??
            (target === undefined ? undefined : { pledgeId: PLEDGE_ID, date: target.date });
          if (question === undefined) continue;
          const result = step.what.startsWith('delete')
            ? deleteAnswer(person, question, target?.revision ?? 0, undefined, moment)
            : answerQuestion(
                person,
                {
                  question,
                  answer: step.answer,
                  note: step.what === 'note' ? `note ${revision}` : undefined,
                  via: 'tab',
                  seen: waiting === question ? null : seen,
                },
                moment,
              );
          if (!result.ok) continue;
          person = result.value.person;
          const recent = person.pledges[0]?.recent ?? [];
          const dates = recent.map(({ date }) => date);
          expect(recent.length).toBeLessThanOrEqual(3);
          expect(dates).toEqual([...new Set(dates)].toSorted().toReversed());
          expect(person.pledges[1]?.recent).toEqual([]);
          const stillWaiting = waitingQuestion(
            person.pledges[0] ?? pledge,
            person.profile.settings,
            moment.now,
          );
          if (stillWaiting !== undefined) expect(dates).not.toContain(stillWaiting.date);
        }
      }),
      200,
    );
  });
});
