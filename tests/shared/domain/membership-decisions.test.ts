import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Erg } from '../../../shared/domain/erg.ts';
import {
  changeMembership,
  joinErg,
  leaveErg,
  MOST_MEMBERSHIPS,
} from '../../../shared/domain/membership-decisions.ts';
import type { RosterEntry, Person } from '../../../shared/domain/person.ts';
import {
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
import { assertAlways } from './properties.ts';

const OPEN: Pick<Erg, 'id' | 'joinPolicy' | 'state'> = {
  id: ERG_ID,
  joinPolicy: 'open',
  state: 'active',
};
const ASK = { seen: 10, showToAllies: false };

function anEntry(fields: Partial<RosterEntry> = {}): RosterEntry {
  return {
    id: 'outbox-1',
    to: 'roster',
    ergId: ERG_ID,
    wanted: 'active',
    showToAllies: false,
    since: NOON,
    name: 'Robin Example',
    revision: 100,
    writtenAtMs: Date.parse(NOON),
    ...fields,
  };
}

function toRosters(person: Person): readonly RosterEntry[] {
  return person.outbox.filter((entry) => entry.to === 'roster');
}

describe('joining an ERG', () => {
  test.each([
    ['open', 'active'],
    ['on-request', 'requested'],
  ] as const)('that is %s makes the person %s, and the roster is told', (joinPolicy, state) => {
    const ask = { seen: 10, showToAllies: true };
    const { person } = changeOf(joinErg(aPerson(), { ...OPEN, joinPolicy }, ask, at()));
    expect(person.memberships).toEqual([
      aMembership({ state, showToAllies: true, askedAtRevision: 10, revision: 100 }),
    ]);
    expect(person.outbox).toEqual([anEntry({ wanted: state, showToAllies: true })]);
    expect(person.profile.membershipsRevision).toBe(100);
  });

  test.each<[string, Partial<typeof OPEN>, string]>([
    ['by invitation', { joinPolicy: 'by-invitation' }, 'by-invitation'],
    ['archived', { state: 'archived' }, 'not-found'],
    ['archived and by invitation', { state: 'archived', joinPolicy: 'by-invitation' }, 'not-found'],
  ])('that is %s is refused', (_what, erg, refusal) => {
    expect(refusalOf(joinErg(aPerson(), { ...OPEN, ...erg }, ASK, at()))).toBe(refusal);
  });

  test('needs consent', () => {
    const person = aPerson({ consent: { state: 'none' } });
    expect(refusalOf(joinErg(person, OPEN, ASK, at()))).toBe('consent-needed');
  });

  test.each([
    [MOST_MEMBERSHIPS - 1, undefined],
    [MOST_MEMBERSHIPS, 'too-many-memberships'],
  ])('beside %i others: %s', (count, refusal) => {
    const memberships = Array.from({ length: count }, (_, index) =>
      aMembership({ ergId: `erg-${index}` }),
    );
    expect(refusalOf(joinErg(aPerson({ memberships }), OPEN, ASK, at()))).toBe(refusal);
  });

  test.each([9, 10, 11])('again, having seen %i, is the same join', (seen) => {
    const joined = changeOf(joinErg(aPerson(), OPEN, ASK, at({ revision: 11 }))).person;
    const again = joinErg(joined, OPEN, { seen, showToAllies: false }, at({ revision: 12 }));
    expect(changeOf(again).person).toBe(joined);
  });

  test('again with another wish about being shown is not told that it is so', () => {
    const shown = aPerson({ memberships: [aMembership({ showToAllies: true })] });
    expect(refusalOf(joinErg(shown, OPEN, ASK, at()))).toBe('changed-meanwhile');
  });

  test('repeated after a leave does not rejoin', () => {
    const joined = changeOf(joinErg(aPerson(), OPEN, ASK, at({ revision: 11 }))).person;
    const left = changeOf(leaveErg(joined, ERG_ID, 11, at({ revision: 12 }))).person;
    expect(refusalOf(joinErg(left, OPEN, ASK, at({ revision: 13 })))).toBe('changed-meanwhile');
  });

  test('that was asked before another membership changed is refused', () => {
    const person = aPerson({ membershipsRevision: 12 });
    expect(refusalOf(joinErg(person, OPEN, ASK, at()))).toBe('changed-meanwhile');
  });
});

describe('leaving an ERG', () => {
  const ally = aPerson({
    memberships: [aMembership(), aMembership({ ergId: OTHER_ERG_ID })],
    pledges: [aPledge({ ergId: ERG_ID }), aPledge({ id: OTHER_PLEDGE_ID, ergId: OTHER_ERG_ID })],
  });

  test('is at once, and the roster is told nothing but that', () => {
    const { person, past } = changeOf(leaveErg(ally, ERG_ID, 10, at()));
    expect(person.memberships).toEqual([aMembership({ ergId: OTHER_ERG_ID })]);
    expect(person.outbox).toEqual([anEntry({ wanted: 'none' })]);
    expect(person.profile.membershipsRevision).toBe(100);
    expect(past).toEqual([]);
  });

  test('takes the ERG off the pledges that were for it, and leaves others alone', () => {
    const { pledges } = changeOf(leaveErg(ally, ERG_ID, 10, at())).person;
    expect(pledges[0]).toEqual(aPledge({ revision: 100 }));
    expect('ergId' in (pledges[0] ?? {})).toBe(false);
    expect(pledges[1]).toBe(ally.pledges[1]);
  });

  test('takes a request back', () => {
    const asker = aPerson({ memberships: [aMembership({ state: 'requested' })] });
    expect(changeOf(leaveErg(asker, ERG_ID, 10, at())).person.memberships).toEqual([]);
  });

  test.each([3, 10, 100])('twice, having seen %i, is leaving once', (seen) => {
    const left = changeOf(leaveErg(ally, ERG_ID, 10, at())).person;
    expect(changeOf(leaveErg(left, ERG_ID, seen, at({ revision: 101 }))).person).toBe(left);
  });

  test('repeated after a new join does not leave again', () => {
    const left = changeOf(leaveErg(ally, ERG_ID, 10, at({ revision: 11 }))).person;
    const ask = { seen: 11, showToAllies: false };
    const back = changeOf(joinErg(left, OPEN, ask, at({ revision: 12 }))).person;
    expect(refusalOf(leaveErg(back, ERG_ID, 10, at({ revision: 13 })))).toBe('changed-meanwhile');
  });
});

describe('being shown to other allies', () => {
  const ally = aPerson({ memberships: [aMembership(), aMembership({ ergId: OTHER_ERG_ID })] });

  test('changes the membership and tells the roster', () => {
    const ask = { seen: 10, showToAllies: true };
    const { person } = changeOf(changeMembership(ally, ERG_ID, ask, at()));
    expect(person.memberships).toEqual([
      aMembership({ showToAllies: true, revision: 100 }),
      aMembership({ ergId: OTHER_ERG_ID }),
    ]);
    expect(person.outbox).toEqual([anEntry({ showToAllies: true })]);
  });

  test.each([
    [false, true],
    [true, false],
  ])('from muted: %s to %s changes the membership, and nobody is told', (before, muted) => {
    const person = aPerson({ memberships: [aMembership({ muted: before, showToAllies: true })] });
    const ask = { seen: 10, showToAllies: true, muted };
    const changed = changeOf(changeMembership(person, ERG_ID, ask, at())).person;
    expect(changed.memberships).toEqual([
      aMembership({ muted, showToAllies: true, revision: 100 }),
    ]);
    expect(changed.outbox).toEqual([]);
    expect(changed.profile.membershipsRevision).toBe(100);
  });

  test('shows a muted ally without a word of the muting', () => {
    const person = aPerson({ memberships: [aMembership({ muted: true })] });
    const ask = { seen: 10, showToAllies: true };
    const changed = changeOf(changeMembership(person, ERG_ID, ask, at())).person;
    expect(changed.memberships).toMatchObject([{ muted: true, showToAllies: true }]);
    expect(JSON.stringify(changed.outbox)).not.toContain('muted');
  });

  test('as it is already is fine with any revision', () => {
    const ask = { seen: 3, showToAllies: false };
    expect(changeOf(changeMembership(ally, ERG_ID, ask, at())).person).toBe(ally);
  });

  test('is refused for another’s ERG and in an older state', () => {
    const ask = { seen: 10, showToAllies: true };
    expect(refusalOf(changeMembership(aPerson(), ERG_ID, ask, at()))).toBe('not-found');
    const older = changeMembership(ally, ERG_ID, { ...ask, seen: 9 }, at());
    expect(refusalOf(older)).toBe('changed-meanwhile');
  });
});

describe('what waits for the rosters', () => {
  test('is the last word about each ERG only', () => {
    const waiting = [
      anEntry({ id: 'old', revision: 9 }),
      anEntry({ id: 'other', ergId: OTHER_ERG_ID }),
    ];
    const ally = aPerson({ memberships: [aMembership()], outbox: waiting });
    const { outbox } = changeOf(leaveErg(ally, ERG_ID, 10, at())).person;
    expect(outbox).toEqual([waiting[1], anEntry({ wanted: 'none' })]);
  });

  test('agrees with the memberships after any joins, leaves and repeats, in whatever state they were seen', () => {
    const someErg = fc.constantFrom(ERG_ID, OTHER_ERG_ID, 'erg-3');
    const someAct = fc.record({
      act: fc.constantFrom('join', 'leave', 'show', 'hide'),
      ergId: someErg,
      // How many changes ago the client last looked.
      staleBy: fc.integer({ min: 0, max: 3 }),
      policy: fc.constantFrom('open', 'on-request', 'by-invitation'),
      projected: fc.boolean(),
    });
    assertAlways(
      fc.property(fc.array(someAct, { maxLength: 30 }), (acts) => {
        let person: Person = aPerson({
          pledges: [aPledge({ ergId: ERG_ID })],
          memberships: [aMembership()],
        });
        const seenRevisions = [10];
        const roster = new Map<string, RosterEntry>();
        let revision = 10;
        for (const { act, ergId, staleBy, policy, projected } of acts) {
          revision += 1;
          const moment = at({ revision, outboxId: `outbox-${revision}` });
          const seen = seenRevisions.at(-1 - staleBy) ?? 10;
          const current = seen === person.profile.membershipsRevision;
          const before = person;
          const wasIn = before.memberships.some((membership) => membership.ergId === ergId);
          const result =
            act === 'join'
              ? joinErg(
                  person,
                  { id: ergId, joinPolicy: policy, state: 'active' },
                  { seen, showToAllies: false },
                  moment,
                )
              : act === 'leave'
                ? leaveErg(person, ergId, seen, moment)
                : changeMembership(person, ergId, { seen, showToAllies: act === 'show' }, moment);
          if (!result.ok) continue;
          person = result.value.person;
          const isIn = person.memberships.some((membership) => membership.ergId === ergId);
          // Nobody goes in or out by a request that was made before something else changed.
          if (isIn !== wasIn) expect(current).toBe(true);
          if (act === 'join') expect(isIn).toBe(true);
          if (act === 'leave') expect(isIn).toBe(false);
          if (person !== before) seenRevisions.push(person.profile.membershipsRevision);
          expect(person.profile.membershipsRevision).toBe(seenRevisions.at(-1));

          const ids = person.memberships.map((membership) => membership.ergId);
          expect(new Set(ids).size).toBe(ids.length);
          const told = toRosters(person).map((entry) => entry.ergId);
          expect(new Set(told).size).toBe(told.length);
          for (const pledge of person.pledges) {
            if (pledge.ergId !== undefined) expect(ids).toContain(pledge.ergId);
          }
          if (projected) {
            for (const entry of toRosters(person)) roster.set(entry.ergId, entry);
            person = { ...person, outbox: [] };
          }
        }
        for (const entry of toRosters(person)) roster.set(entry.ergId, entry);
        for (const ergId of [OTHER_ERG_ID, 'erg-3']) {
          const membership = person.memberships.find((each) => each.ergId === ergId);
          const row = roster.get(ergId);
          expect(row?.wanted ?? 'none').toBe(membership?.state ?? 'none');
          if (membership !== undefined) expect(row?.showToAllies).toBe(membership.showToAllies);
        }
      }),
      500,
    );
  });
});
