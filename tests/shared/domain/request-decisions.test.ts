import { describe, expect, test } from 'vitest';
import { joinErg, leaveErg } from '../../../shared/domain/membership-decisions.ts';
import type { Person } from '../../../shared/domain/person.ts';
import {
  approveRequest,
  declineRequest,
  removeAlly,
  undoAct,
} from '../../../shared/domain/request-decisions.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  aPledge,
  at,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  OTHER_PLEDGE_ID,
} from '../../support/builders.ts';
import { changeOf, refusalOf } from '../../support/outcomes.ts';

const ASKED = '2026-02-20T08:00:00.000Z';
const IN_A_MONTH = { askAgainAfterDays: 30 };
const ERG = { id: ERG_ID, joinPolicy: 'open', state: 'active' } as const;

/** Somebody who asked to join on 20 February, and is an ally of another ERG. */
function anAsker(): Person {
  return aPerson({
    messagesSinceAct: 3,
    memberships: [
      aMembership({ ergId: OTHER_ERG_ID }),
      aMembership({ state: 'requested', since: ASKED, showToAllies: true }),
    ],
  });
}

/** An ally with a pledge for this ERG and one for another. */
function anAlly(): Person {
  return aPerson({
    memberships: [aMembership({ since: ASKED })],
    pledges: [aPledge({ ergId: ERG_ID }), aPledge({ id: OTHER_PLEDGE_ID, ergId: OTHER_ERG_ID })],
  });
}

const approved = (person = anAsker(), moment = at()) =>
  changeOf(approveRequest(person, ERG_ID, moment)).person;
const declined = (days = 30, person = anAsker()) =>
  changeOf(declineRequest(person, ERG_ID, { askAgainAfterDays: days }, at())).person;
const removed = (person = anAlly()) =>
  changeOf(removeAlly(person, ERG_ID, IN_A_MONTH, at())).person;
const membershipOf = (person: Person) => person.memberships.find((one) => one.ergId === ERG_ID);
const minutesLater = (minutes: number, revision = 200) =>
  at({ now: new Date(Date.parse(NOON) + minutes * 60_000).toISOString(), revision });

/** What somebody is, but for revisions and what waits for rosters. */
function stateOf({ memberships, pledges, refusals, pendings }: Person) {
  return {
    memberships,
    refusals,
    pendings,
    pledges: pledges.map(({ revision: _revision, ...pledge }) => pledge),
  };
}

describe('approving a request', () => {
  test('makes an ally, tells the roster, and tells the person ten minutes later', () => {
    const person = approved();
    expect(membershipOf(person)).toMatchObject({
      state: 'active',
      since: NOON,
      showToAllies: true,
      revision: 100,
    });
    expect(person.outbox).toMatchObject([
      { to: 'roster', ergId: ERG_ID, wanted: 'active', showToAllies: true, revision: 100 },
    ]);
    expect(person.pendings).toEqual([
      {
        id: `membership-news.approved.${ERG_ID}.100`,
        kind: 'membership-news',
        from: '2026-03-02T12:10:00.000Z',
        until: '2026-04-01T12:00:00.000Z',
      },
    ]);
    expect(person.profile.messagesSinceAct).toBe(3);
  });

  test('again changes nothing, and can be undone as the first time', () => {
    const person = approved();
    const again = approveRequest(person, ERG_ID, at({ revision: 101 }));
    expect(again).toMatchObject({ ok: true, value: { act: 100 } });
    expect(changeOf(again).person).toBe(person);
  });

  test('of somebody who joined without asking changes nothing, and there is nothing to undo', () => {
    const again = approveRequest(anAlly(), ERG_ID, at());
    expect(again).toEqual({ ok: true, value: { person: anAlly(), past: [] } });
  });

  test.each([
    ['who took the request back', changeOf(leaveErg(anAsker(), ERG_ID, 10, at())).person],
    ['who never asked', aPerson()],
    ['of whom nothing is known', aPerson({ consent: { state: 'none' }, revision: 0 })],
  ])('of somebody %s is not found', (_who, person) => {
    expect(refusalOf(approveRequest(person, ERG_ID, at()))).toBe('not-found');
    expect(refusalOf(declineRequest(person, ERG_ID, IN_A_MONTH, at()))).toBe('not-found');
    expect(refusalOf(removeAlly(person, ERG_ID, IN_A_MONTH, at()))).toBe('not-found');
  });

  test('is too late where another organiser declined, and declining where one approved', () => {
    expect(refusalOf(approveRequest(declined(), ERG_ID, at()))).toBe('changed-meanwhile');
    expect(refusalOf(declineRequest(approved(), ERG_ID, IN_A_MONTH, at()))).toBe(
      'changed-meanwhile',
    );
  });
});

describe('declining and removing', () => {
  test('take the person off the roster and say from when they may ask again', () => {
    const person = declined();
    expect(membershipOf(person)).toBeUndefined();
    expect(person.refusals).toMatchObject([
      { ergId: ERG_ID, kind: 'declined', at: NOON, askAgainFrom: '2026-04-01T12:00:00.000Z' },
    ]);
    expect(person.outbox).toMatchObject([{ ergId: ERG_ID, wanted: 'none', revision: 100 }]);
    expect(person.pendings.map(({ id }) => id)).toEqual([
      `membership-news.declined.${ERG_ID}.100.2026-04-01`,
    ]);
    expect(person.pendings[0]).not.toHaveProperty('ergId');
  });

  test('leave the pledges, which are for no ERG then', () => {
    expect(removed().pledges.map(({ ergId }) => ergId)).toEqual([undefined, OTHER_ERG_ID]);
  });

  test('again change nothing', () => {
    for (const [person, again] of [
      [declined(), declineRequest(declined(), ERG_ID, IN_A_MONTH, at({ revision: 101 }))],
      [removed(), removeAlly(removed(), ERG_ID, IN_A_MONTH, at({ revision: 101 }))],
    ] as const) {
      expect(again).toMatchObject({ ok: true, value: { act: 100 } });
      expect(stateOf(changeOf(again).person)).toEqual(stateOf(person));
    }
  });

  test('removing somebody who only asks is not found', () => {
    expect(refusalOf(removeAlly(anAsker(), ERG_ID, IN_A_MONTH, at()))).toBe('not-found');
  });
});

describe('asking again', () => {
  const ask = (person: Person, now: string, joinPolicy: 'open' | 'on-request' | 'by-invitation') =>
    joinErg(
      person,
      { ...ERG, joinPolicy },
      { seen: person.profile.membershipsRevision, showToAllies: false },
      at({ now, revision: 300 }),
    );

  test.each(['open', 'on-request', 'by-invitation'] as const)(
    'is too early until the date that was told, where joining is %s',
    (policy) => {
      expect(refusalOf(ask(declined(), '2026-03-31T22:59:00.000Z', policy))).toBe(
        'ask-again-later',
      );
    },
  );

  test('is taken from that date on, and what was refused is forgotten', () => {
    for (const person of [declined(), removed()]) {
      const joined = changeOf(ask(person, '2026-03-31T23:00:00.000Z', 'on-request')).person;
      expect(membershipOf(joined)).toMatchObject({ state: 'requested' });
      expect(joined.refusals).toEqual([]);
      // What was not told yet is overtaken.
      expect(joined.pendings).toEqual([]);
    }
  });

  test('is taken at once where the ERG sets no time', () => {
    expect(membershipOf(changeOf(ask(declined(0), NOON, 'open')).person)).toMatchObject({
      state: 'active',
    });
  });

  test('of another ERG is free', () => {
    const other = { ...ERG, id: 'erg-3' };
    const asked = joinErg(declined(), other, { seen: 100, showToAllies: false }, at());
    expect(refusalOf(asked)).toBeUndefined();
    expect(changeOf(asked).person.refusals).toHaveLength(1);
  });
});

describe('undoing', () => {
  test.each([
    ['an approval', anAsker(), approved()],
    ['a refusal', anAsker(), declined()],
    ['a removal', anAlly(), removed()],
  ])(
    '%s within ten minutes makes all as it was, and the person never hears of it',
    (_what, before, after) => {
      const undone = changeOf(undoAct(after, ERG_ID, 100, minutesLater(9))).person;
      expect(stateOf(undone)).toEqual({
        ...stateOf(before),
        memberships: expect.toSatisfy(
          (list: unknown) => JSON.stringify(list) === JSON.stringify(before.memberships),
        ),
      });
      const was = membershipOf(before);
      expect(undone.outbox).toMatchObject([
        { wanted: was?.state, since: ASKED, showToAllies: was?.showToAllies, revision: 200 },
      ]);

      // Twice is fine.
      const again = changeOf(undoAct(undone, ERG_ID, 100, minutesLater(9, 201)));
      expect(again.person).toBe(undone);
    },
  );

  test('is too late after ten minutes, and once the news was told or is on its way', () => {
    for (const person of [approved(), declined(), removed()]) {
      const [news] = person.pendings;
      const sending = aDelivery({
        cause: 'membership-news',
        items: [{ kind: 'pending', id: news?.id ?? '', of: 'membership-news', revision: 1 }],
        progress: { state: 'sending', claimId: 'claim-1', leaseUntilMs: 1 },
      });
      for (const [known, minutes] of [
        [person, 10],
        [{ ...person, pendings: [] }, 1],
        [{ ...person, deliveries: [sending] }, 1],
      ] as const) {
        expect(refusalOf(undoAct(known, ERG_ID, 100, minutesLater(minutes)))).toBe('told-already');
      }
    }
  });

  test('does not overrule who left, asked anew or was answered anew', () => {
    const left = changeOf(leaveErg(approved(), ERG_ID, 100, minutesLater(1, 110))).person;
    const askedAnew = changeOf(
      joinErg(
        declined(0),
        { ...ERG, joinPolicy: 'on-request' },
        { seen: 100, showToAllies: false },
        minutesLater(1, 110),
      ),
    ).person;
    const undone = changeOf(undoAct(declined(), ERG_ID, 100, minutesLater(1, 110))).person;
    const approvedAnew = approved(undone, minutesLater(2, 120));
    for (const person of [left, askedAnew, approvedAnew, aPerson()]) {
      expect(refusalOf(undoAct(person, ERG_ID, 100, minutesLater(3)))).toBe('changed-meanwhile');
    }
    expect(left.pendings).toEqual([]);
  });

  test('does not take back a pledge that the person gave to another ERG', () => {
    const person = removed();
    const moved = {
      ...person,
      pledges: person.pledges.map((pledge) => ({ ...pledge, ergId: OTHER_ERG_ID })),
    };
    const undone = changeOf(undoAct(moved, ERG_ID, 100, minutesLater(1))).person;
    expect(undone.pledges.map(({ ergId }) => ergId)).toEqual([OTHER_ERG_ID, OTHER_ERG_ID]);
  });
});
