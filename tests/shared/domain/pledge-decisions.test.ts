import { describe, expect, test } from 'vitest';
import type { Person } from '../../../shared/domain/person.ts';
import {
  changePledge,
  deletePledge,
  makePledge,
  type NewPledge,
  type PledgeEdit,
} from '../../../shared/domain/pledge-decisions.ts';
import { isInHand, type Pledge } from '../../../shared/domain/pledge.ts';
import {
  aCheckIn,
  aMembership,
  aPerson,
  aPledge,
  at,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  OTHER_PLEDGE_ID,
  PLEDGE_ID,
} from '../../support/builders.ts';
import { changeOf, onlyPledge, refusalOf } from '../../support/outcomes.ts';

const TODAY = '2026-03-02';

const PAUSED = { state: 'paused', since: '2026-02-20' } as const;

function wanted(fields: Partial<NewPledge> = {}): NewPledge {
  return {
    id: PLEDGE_ID,
    pillar: 'speak-up',
    form: { kind: 'plain-goal', goal: 'Say something.', phrases: ['What did you mean?'] },
    source: { kind: 'catalogue', templateId: 'speak-jokes' },
    wordsFrom: 'catalogue',
    cadence: 'fortnightly',
    endsOn: '2026-05-25',
    ...fields,
  };
}

function manyPledges(count: number, life: Pledge['life']): Pledge[] {
  return Array.from({ length: count }, (_, index) =>
    aPledge({ id: `${life.state}-${index}`, life }),
  );
}

function change(person: Person, edit: PledgeEdit, revision = 10) {
  return changePledge(person, PLEDGE_ID, revision, edit, at());
}

describe('making a pledge', () => {
  test('begins today where the person is, with the moment’s revision and nothing behind it', () => {
    const now = '2026-03-02T11:30:00.000Z';
    const person = aPerson({ zone: 'Pacific/Kiritimati' });
    const made = changeOf(makePledge(person, wanted(), at({ now, revision: 77 })));
    expect(made).toEqual({
      person: {
        ...person,
        pledges: [
          {
            ...wanted(),
            startedOn: '2026-03-03',
            life: { state: 'active' },
            recent: [],
            createdAt: now,
            revision: 77,
          },
        ],
      },
      past: [],
    });
  });

  test('comes after those in hand', () => {
    const person = aPerson({ pledges: [aPledge({ id: OTHER_PLEDGE_ID })] });
    const { pledges } = changeOf(makePledge(person, wanted(), at())).person;
    expect(pledges.map(({ id }) => id)).toEqual([OTHER_PLEDGE_ID, PLEDGE_ID]);
  });

  test('the same id again is the same pledge, whatever else is said, even with five active', () => {
    const pledges = [aPledge(), ...manyPledges(4, { state: 'active' })];
    const person = aPerson({ pledges });
    const again = changeOf(makePledge(person, wanted({ endsOn: '1999-01-01' }), at()));
    expect(again.person).toBe(person);
    expect(again.past).toEqual([]);
  });

  test('needs consent', () => {
    const person = aPerson({ consent: { state: 'none' } });
    expect(refusalOf(makePledge(person, wanted(), at()))).toBe('consent-needed');
  });

  test.each([
    ['four active', manyPledges(4, { state: 'active' }), undefined],
    ['five active', manyPledges(5, { state: 'active' }), 'too-many-pledges'],
    ['nineteen paused', manyPledges(19, PAUSED), undefined],
    ['twenty paused', manyPledges(20, PAUSED), 'too-many-pledges'],
    [
      'four active and sixteen paused',
      [...manyPledges(4, { state: 'active' }), ...manyPledges(16, PAUSED)],
      'too-many-pledges',
    ],
  ])('with %s in hand: %s', (_what, pledges, refusal) => {
    expect(refusalOf(makePledge(aPerson({ pledges }), wanted(), at()))).toBe(refusal);
  });

  test.each([
    ['2026-03-01', 'period-not-allowed'],
    [TODAY, 'period-not-allowed'],
    ['2026-03-03', undefined],
    ['2027-03-08', undefined],
    ['2027-03-09', 'period-not-allowed'],
  ])('a period until %s: %s', (endsOn, refusal) => {
    expect(refusalOf(makePledge(aPerson(), wanted({ endsOn }), at()))).toBe(refusal);
  });

  test.each([
    ['an ally', [aMembership()], undefined],
    ['somebody who asked to join', [aMembership({ state: 'requested' })], 'not-an-ally'],
    ['an ally of another ERG', [aMembership({ ergId: OTHER_ERG_ID })], 'not-an-ally'],
    ['a stranger', [], 'not-an-ally'],
  ])('for an ERG, by %s: %s', (_who, memberships, refusal) => {
    const result = makePledge(aPerson({ memberships }), wanted({ ergId: ERG_ID }), at());
    expect(refusalOf(result)).toBe(refusal);
    if (result.ok) expect(onlyPledge(result.value.person).ergId).toBe(ERG_ID);
  });

  test('for no ERG has no such property', () => {
    const made = changeOf(makePledge(aPerson(), wanted({ ergId: undefined }), at()));
    expect('ergId' in onlyPledge(made.person)).toBe(false);
  });
});

const FORM = { kind: 'own-words', words: 'Only in meetings.' } as const;

const EDITS: readonly PledgeEdit[] = [
  { do: 'edit', form: FORM, wordsFrom: 'person', cadence: 'weekly', endsOn: '2026-06-01' },
  { do: 'make-smaller', form: FORM, wordsFrom: 'person' },
  { do: 'pause' },
  { do: 'resume' },
  { do: 'renew', endsOn: '2026-06-01' },
  { do: 'complete' },
  { do: 'let-go' },
];

describe('changing a pledge', () => {
  const active = { state: 'active' } as const;
  const completed = { state: 'completed', on: TODAY } as const;
  const letGo = { state: 'let-go', on: TODAY } as const;

  test.each<[Pledge['life'], PledgeEdit['do'], Pledge['life']]>([
    [active, 'edit', active],
    [active, 'make-smaller', active],
    [active, 'pause', { state: 'paused', since: TODAY }],
    [active, 'resume', active],
    [active, 'renew', active],
    [active, 'complete', completed],
    [active, 'let-go', letGo],
    [PAUSED, 'edit', PAUSED],
    [PAUSED, 'make-smaller', PAUSED],
    [PAUSED, 'pause', PAUSED],
    [PAUSED, 'resume', active],
    [PAUSED, 'renew', active],
    [PAUSED, 'complete', completed],
    [PAUSED, 'let-go', letGo],
  ])('%j: %s makes it %j', (before, what, after) => {
    const edit = EDITS.find((each) => each.do === what);
    if (edit === undefined) throw new Error(what);
    const pledge = aPledge({ life: before, startedOn: '2026-01-05' });
    const other = aPledge({ id: OTHER_PLEDGE_ID });
    const { person, past } = changeOf(change(aPerson({ pledges: [pledge, other] }), edit));
    const inHand = person.pledges.find(({ id }) => id === PLEDGE_ID);
    const ended = after.state === 'completed' || after.state === 'let-go';
    expect(inHand !== undefined).toBe(!ended);
    const changed = inHand ?? past.find((each) => each.kind === 'put-pledge')?.pledge;
    expect(changed?.life).toEqual(after);
    // What is so already is not changed again.
    const isSame = what === (before.state === 'paused' ? 'pause' : 'resume');
    expect(changed?.revision).toBe(isSame ? 10 : 100);
    expect(past).toHaveLength(ended ? 1 : 0);
    expect(person.pledges.find(({ id }) => id === OTHER_PLEDGE_ID)).toBe(other);
    expect(person.pledges.every(isInHand)).toBe(true);
  });

  test.each(EDITS)('$do: an older revision is refused, and so is one never seen', (edit) => {
    // Paused, so that every edit changes something.
    const life = edit.do === 'pause' ? ({ state: 'active' } as const) : PAUSED;
    const person = aPerson({ pledges: [aPledge({ revision: 10, life })] });
    expect(refusalOf(change(person, edit, 9))).toBe('changed-meanwhile');
    expect(refusalOf(change(person, edit, 11))).toBe('changed-meanwhile');
  });

  test.each(EDITS.filter(({ do: what }) => what !== 'complete' && what !== 'let-go'))(
    '$do: the same request again changes nothing, although it carries the old revision',
    (edit) => {
      const person = aPerson({ pledges: [aPledge({ revision: 10, life: PAUSED })] });
      const once = changeOf(change(person, edit, 10)).person;
      expect(changeOf(change(once, edit, 10)).person).toBe(once);
    },
  );

  test('a pledge that ended or was deleted is not made anew by a late repetition', () => {
    const person = aPerson({ pledges: [aPledge({ revision: 10 })] });
    const again = { ...aPledge(), endsOn: '2026-05-25' };
    const ended = changeOf(change(person, { do: 'complete' }, 10)).person;
    const deleted = changeOf(deletePledge(person, PLEDGE_ID, 10)).person;
    for (const after of [ended, deleted]) {
      expect(makePledge(after, again, at())).toEqual({ ok: false, reason: 'pledge-ended' });
    }
  });

  test.each(EDITS)('$do: a pledge that is not in hand is not found', (edit) => {
    const person = aPerson({ pledges: [aPledge({ id: OTHER_PLEDGE_ID })] });
    expect(refusalOf(change(person, edit))).toBe('not-found');
  });

  test('an edit replaces words, cadence, end and ERG, and leaves the rest alone', () => {
    const pledge = aPledge({
      ergId: ERG_ID,
      askFrom: '2026-03-01',
      recent: [aCheckIn()],
      source: { kind: 'catalogue', templateId: 'listen-ask' },
    });
    const edit = { ...EDITS[0], do: 'edit', ergId: undefined } as PledgeEdit;
    const { ergId: _gone, ...rest } = pledge;
    const after = onlyPledge(changeOf(change(aPerson({ pledges: [pledge] }), edit)).person);
    expect(after).toEqual({
      ...rest,
      form: FORM,
      wordsFrom: 'person',
      cadence: 'weekly',
      endsOn: '2026-06-01',
      revision: 100,
    });
    expect('ergId' in after).toBe(false);
  });

  test.each([
    ['today', TODAY, '2026-05-25', 'period-not-allowed'],
    ['tomorrow', '2026-03-03', '2026-05-25', undefined],
    ['53 weeks from today', '2027-03-08', '2026-05-25', undefined],
    ['more than 53 weeks', '2027-03-09', '2026-05-25', 'period-not-allowed'],
    ['an end that is over and stays', '2026-02-01', '2026-02-01', undefined],
    ['another end that is over', '2026-02-02', '2026-02-01', 'period-not-allowed'],
  ])('an edit of the end to %s', (_what, endsOn, before, refusal) => {
    const person = aPerson({ pledges: [aPledge({ endsOn: before })] });
    const edit: PledgeEdit = {
      do: 'edit',
      form: FORM,
      wordsFrom: 'person',
      cadence: 'weekly',
      endsOn,
    };
    expect(refusalOf(change(person, edit))).toBe(refusal);
  });

  test.each([
    ['an ERG one is an ally of', undefined, [aMembership()], undefined],
    ['an ERG one is none of', undefined, [], 'not-an-ally'],
    ['an ERG one asked to join', undefined, [aMembership({ state: 'requested' })], 'not-an-ally'],
    ['the ERG it is for already', ERG_ID, [], undefined],
  ])('an edit for %s', (_what, before, memberships, refusal) => {
    const pledge = aPledge(before === undefined ? {} : { ergId: before });
    const person = aPerson({ pledges: [pledge], memberships });
    const edit: PledgeEdit = {
      do: 'edit',
      form: FORM,
      wordsFrom: 'person',
      cadence: 'weekly',
      endsOn: '2026-06-01',
      ergId: ERG_ID,
    };
    expect(refusalOf(change(person, edit))).toBe(refusal);
  });

  test('making it smaller changes the words and nothing else', () => {
    const pledge = aPledge({ wordsFrom: 'catalogue', recent: [aCheckIn()] });
    const edit: PledgeEdit = { do: 'make-smaller', form: FORM, wordsFrom: 'person' };
    const after = onlyPledge(changeOf(change(aPerson({ pledges: [pledge] }), edit)).person);
    expect(after).toEqual({ ...pledge, form: FORM, wordsFrom: 'person', revision: 100 });
  });

  test('resuming asks from the day in the person’s zone on', () => {
    const person = aPerson({ zone: 'Pacific/Kiritimati', pledges: [aPledge({ life: PAUSED })] });
    const now = '2026-03-02T11:30:00.000Z';
    const resumed = changePledge(person, PLEDGE_ID, 10, { do: 'resume' }, at({ now }));
    expect(onlyPledge(changeOf(resumed).person).askFrom).toBe('2026-03-03');
  });

  test('renewing begins anew today, keeps the last answers and forgets the pause', () => {
    const pledge = aPledge({
      startedOn: '2025-12-01',
      endsOn: '2026-02-23',
      askFrom: '2026-01-20',
      recent: [aCheckIn({ date: '2026-02-17' })],
    });
    const edit: PledgeEdit = { do: 'renew', endsOn: '2026-05-25' };
    const after = onlyPledge(changeOf(change(aPerson({ pledges: [pledge] }), edit)).person);
    const { askFrom: _gone, ...rest } = pledge;
    expect(after).toEqual({ ...rest, startedOn: TODAY, endsOn: '2026-05-25', revision: 100 });
    expect('askFrom' in after).toBe(false);
  });

  test.each([
    [TODAY, 'period-not-allowed'],
    ['2027-03-09', 'period-not-allowed'],
    ['2027-03-08', undefined],
  ])('renewing until %s: %s', (endsOn, refusal) => {
    const person = aPerson({ pledges: [aPledge()] });
    expect(refusalOf(change(person, { do: 'renew', endsOn }))).toBe(refusal);
  });

  test.each<PledgeEdit>([{ do: 'resume' }, { do: 'renew', endsOn: '2026-05-25' }])(
    '$do of a paused pledge beside five active is refused, beside four it is not',
    (edit) => {
      const paused = aPledge({ life: PAUSED });
      const beside = (count: number) =>
        aPerson({ pledges: [paused, ...manyPledges(count, active)] });
      expect(refusalOf(change(beside(5), edit))).toBe('too-many-pledges');
      expect(refusalOf(change(beside(4), edit))).toBeUndefined();
    },
  );

  test('renewing one of five active is no new one', () => {
    const person = aPerson({ pledges: [aPledge(), ...manyPledges(4, active)] });
    expect(refusalOf(change(person, { do: 'renew', endsOn: '2026-05-25' }))).toBeUndefined();
  });

  test('an ended pledge goes to the past whole, with its last answers', () => {
    const pledge = aPledge({ recent: [aCheckIn()], ergId: ERG_ID });
    const { person, past } = changeOf(change(aPerson({ pledges: [pledge] }), { do: 'complete' }));
    expect(person.pledges).toEqual([]);
    expect(past).toEqual([
      { kind: 'put-pledge', pledge: { ...pledge, life: completed, revision: 100 } },
    ]);
  });
});

describe('deleting a pledge', () => {
  test('takes it out of the hand', () => {
    const other = aPledge({ id: OTHER_PLEDGE_ID });
    const person = aPerson({ pledges: [aPledge(), other] });
    expect(changeOf(deletePledge(person, PLEDGE_ID, 10)).person.pledges).toEqual([other]);
  });

  test('of one that is gone is fine and changes nothing', () => {
    const person = aPerson({ endedPledges: [PLEDGE_ID] });
    expect(changeOf(deletePledge(person, PLEDGE_ID, 3)).person).toBe(person);
  });

  test('of one that this person never had is not found', () => {
    expect(refusalOf(deletePledge(aPerson(), PLEDGE_ID, 3))).toBe('not-found');
  });

  test('with an older revision is refused', () => {
    const person = aPerson({ pledges: [aPledge({ createdAt: NOON })] });
    expect(refusalOf(deletePledge(person, PLEDGE_ID, 9))).toBe('changed-meanwhile');
  });
});
