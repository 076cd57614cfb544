import { describe, expect, test } from 'vitest';
import type { Erg } from '../../../shared/domain/erg.ts';
import { MOST_ORGANISERS } from '../../../shared/domain/erg.ts';
import {
  appointOrganiser,
  changeProfile,
  changeState,
  type ErgProfile,
  handOver,
  newErg,
  removeOrganiser,
  renamePerson,
  setSponsor,
} from '../../../shared/domain/erg-decisions.ts';
import { anErg, anOrganiser, NOON } from '../../support/builders.ts';
import { refusalOf, valueOf } from '../../support/outcomes.ts';

const olu = anOrganiser();
const kim = { userId: 'kim', name: 'Kim Example' };
const admin = { userId: 'ada', as: 'admin' } as const;

function profileOf(erg: Erg, fields: Partial<ErgProfile> = {}): ErgProfile {
  const { name, purpose, tags, places, picture, contact, joinPolicy, askAgainAfterDays } = erg;
  return {
    ...{ name, purpose, tags, places, picture, contact, joinPolicy, askAgainAfterDays },
    ...fields,
  };
}

describe('a new ERG', () => {
  test('is run by whom the admin appointed, and has no sponsor yet', () => {
    const profile = profileOf(anErg(), { name: 'Night Shift Network' });
    expect(newErg({ id: 'erg-1', profile, organiser: kim, now: NOON })).toEqual({
      ...profile,
      id: 'erg-1',
      organisers: [{ ...kim, since: NOON, appointedBy: 'admin' }],
      state: 'active',
      revision: 1,
    });
  });
});

describe('the profile', () => {
  test('is replaced as a whole, links that are left out included', () => {
    const erg = anErg({ teamUrl: 'https://teams.example/a', revision: 4 });
    const profile = profileOf(erg, { purpose: 'Something new.' });
    const after = valueOf(changeProfile(erg, profile, 4));
    expect(after).toEqual({ ...anErg(), purpose: 'Something new.', revision: 5 });
    expect(after).not.toHaveProperty('teamUrl');
  });

  test('the same again changes nothing, whatever revision was seen', () => {
    const erg = anErg({ revision: 4 });
    expect(valueOf(changeProfile(erg, profileOf(erg), 1))).toBe(erg);
  });

  test('is not changed over what somebody else changed meanwhile', () => {
    const erg = anErg({ revision: 4 });
    const profile = profileOf(erg, { purpose: 'Something new.' });
    expect(refusalOf(changeProfile(erg, profile, 3))).toBe('changed-meanwhile');
  });
});

describe('organisers', () => {
  test('an appointment says who made it and since when', () => {
    const after = valueOf(appointOrganiser(anErg(), kim, admin, NOON));
    expect(after.organisers).toEqual([olu, { ...kim, since: NOON, appointedBy: 'admin' }]);
    expect(after.revision).toBe(2);
  });

  test('an admin does not appoint themselves; an organiser may choose anybody else', () => {
    const ada = { userId: 'ada', name: 'Ada Admin' };
    expect(refusalOf(appointOrganiser(anErg(), ada, admin, NOON))).toBe('not-yourself');
    const byOlu = { userId: olu.userId, as: 'organiser' } as const;
    expect(valueOf(appointOrganiser(anErg(), ada, byOlu, NOON)).organisers).toHaveLength(2);
  });

  test('who is one already stays one as they are', () => {
    const erg = anErg();
    expect(valueOf(appointOrganiser(erg, { ...olu, name: 'Other' }, admin, NOON))).toBe(erg);
  });

  test('are so many at the most', () => {
    const organisers = Array.from({ length: MOST_ORGANISERS }, (_, n) =>
      anOrganiser({ userId: `organiser-${n}` }),
    );
    expect(refusalOf(appointOrganiser(anErg({ organisers }), kim, admin, NOON))).toBe(
      'too-many-organisers',
    );
  });

  test('the last one may go, and nobody runs it then', () => {
    expect(removeOrganiser(anErg(), olu.userId)).toEqual(anErg({ organisers: [], revision: 2 }));
  });

  test('who is none is not removed', () => {
    const erg = anErg();
    expect(removeOrganiser(erg, 'nobody')).toBe(erg);
  });

  test('handing over puts one in the place of the other in one change', () => {
    const after = valueOf(handOver(anErg(), olu.userId, kim, NOON));
    expect(after.organisers).toEqual([{ ...kim, since: NOON, appointedBy: 'organiser' }]);
  });

  test('handing over to a fellow organiser leaves them as they were', () => {
    const fellow = anOrganiser({ ...kim, since: '2025-01-01T00:00:00.000Z' });
    const erg = anErg({ organisers: [olu, fellow] });
    expect(valueOf(handOver(erg, olu.userId, kim, NOON)).organisers).toEqual([fellow]);
  });

  test.each([
    ['to oneself', olu.userId, olu, 'not-yourself'],
    ['by somebody who is none', 'nobody', kim, 'not-an-organiser'],
  ])('handing over %s is refused', (_what, from, to, reason) => {
    expect(refusalOf(handOver(anErg(), from, to, NOON))).toBe(reason);
  });
});

describe('the sponsor', () => {
  test('is named and taken away again', () => {
    const named = valueOf(setSponsor(anErg(), kim, 1));
    expect(named).toEqual(anErg({ sponsor: kim, revision: 2 }));
    expect(valueOf(setSponsor(named, undefined, 2))).toEqual(anErg({ revision: 3 }));
  });

  test('the same again changes nothing; another over an older revision is refused', () => {
    const erg = anErg({ sponsor: kim, revision: 7 });
    expect(valueOf(setSponsor(erg, kim, 1))).toBe(erg);
    expect(refusalOf(setSponsor(erg, undefined, 6))).toBe('changed-meanwhile');
  });
});

describe('putting away', () => {
  test('keeps everything, and it can be brought back', () => {
    const archived = valueOf(changeState(anErg(), 'archived', 1));
    expect(archived).toEqual(anErg({ state: 'archived', revision: 2 }));
    expect(valueOf(changeState(archived, 'active', 2))).toEqual(anErg({ revision: 3 }));
    expect(refusalOf(changeState(archived, 'active', 1))).toBe('changed-meanwhile');
    expect(valueOf(changeState(archived, 'archived', 0))).toBe(archived);
  });
});

describe('a changed name', () => {
  test('replaces the old one wherever the person stands', () => {
    const erg = anErg({ sponsor: olu });
    expect(renamePerson(erg, { userId: olu.userId, name: 'Olu Adeyemi' })).toEqual({
      ...erg,
      organisers: [{ ...olu, name: 'Olu Adeyemi' }],
      sponsor: { ...olu, name: 'Olu Adeyemi' },
      revision: 2,
    });
  });

  test('of somebody else, or one that is the same, changes nothing', () => {
    const erg = anErg();
    expect(renamePerson(erg, { userId: 'kim', name: 'Kim' })).toBe(erg);
    expect(renamePerson(erg, olu)).toBe(erg);
  });
});
