import { describe, expect, test } from 'vitest';
import {
  type Condition,
  may,
  type Relation,
  RELATIONS,
  RIGHTS,
  type Subject,
  whoCanSee,
} from '../../../shared/domain/rights.ts';

// Written by hand from what the product promises, not from the table in the code.
const NOBODY: readonly Relation[] = [];
const PROMISED: Record<
  string,
  { readonly read: readonly Relation[]; readonly change: readonly Relation[] }
> = {
  consent: { read: ['owner'], change: ['owner'] },
  settings: { read: ['owner'], change: ['owner'] },
  pledge: { read: ['owner'], change: ['owner'] },
  'check-in': { read: ['owner'], change: ['owner'] },
  note: { read: ['owner'], change: ['owner'] },
  journal: { read: ['owner'], change: ['owner'] },
  buddy: { read: ['owner', 'buddy'], change: ['owner'] },
  learning: { read: ['owner'], change: ['owner'] },
  export: { read: ['owner'], change: NOBODY },
  membership: { read: ['owner', 'organiser'], change: ['owner'] },
  'erg-page': { read: ['anyone'], change: ['organiser'] },
  content: { read: ['organiser'], change: ['organiser'] },
  rsvp: { read: ['owner'], change: ['owner'] },
  'erg-directory': { read: ['anyone'], change: ['admin'] },
  'erg-administration': { read: ['admin'], change: ['admin'] },
  'erg-state': { read: ['organiser', 'admin'], change: ['organiser', 'admin'] },
  'roster-import': { read: ['organiser'], change: ['organiser'] },
  'roster-export': { read: ['organiser'], change: NOBODY },
  'invitation-links': { read: ['organiser'], change: ['organiser'] },
  invitation: { read: ['owner'], change: ['owner'] },
  roster: { read: ['organiser'], change: ['organiser'] },
  'erg-running': { read: ['organiser'], change: ['organiser'] },
  report: { read: ['admin'], change: ['anyone'] },
  'report-outcome': { read: ['admin'], change: ['admin'] },
  help: { read: ['anyone'], change: ['admin'] },
  year: { read: ['anyone'], change: ['admin'] },
  'erg-figures': { read: ['organiser'], change: NOBODY },
  'erg-audit': { read: ['organiser'], change: NOBODY },
  'admin-audit': { read: ['admin'], change: NOBODY },
  organisers: { read: ['anyone'], change: ['organiser'] },
  appointment: { read: ['anyone'], change: ['admin'] },
  people: { read: ['organiser', 'admin'], change: NOBODY },
  news: { read: ['organiser'], change: ['organiser'] },
  'erg-news': { read: ['anyone'], change: NOBODY },
  'asked-moments': { read: ['admin'], change: ['admin'] },
  catalogue: { read: ['anyone'], change: NOBODY },
  health: { read: ['admin'], change: NOBODY },
  directory: { read: ['admin'], change: ['admin'] },
  'message-rules': { read: ['admin'], change: ['admin'] },
  entry: { read: ['admin'], change: ['admin'] },
  pilot: { read: ['admin'], change: ['admin'] },
  failures: { read: NOBODY, change: ['admin'] },
  participation: { read: ['manager'], change: NOBODY },
  'whole-participation': { read: ['admin'], change: ['admin'] },
  'own-place': { read: ['owner'], change: NOBODY },
};
const SUBJECTS = Object.keys(RIGHTS) as Subject[];
const SHOWN: ReadonlySet<Condition> = new Set(['shown-to-allies']);

function thoseWhoMay(to: 'read' | 'change', subject: Subject, holds?: ReadonlySet<Condition>) {
  return RELATIONS.filter((relation) => may(new Set([relation]), to, subject, holds));
}

describe('who may do what', () => {
  test('the promises are about everything in the table', () => {
    expect(SUBJECTS.toSorted()).toEqual(Object.keys(PROMISED).toSorted());
  });

  test.each(SUBJECTS)('%s: read and changed by those promised, and by nobody else', (subject) => {
    expect(thoseWhoMay('read', subject)).toEqual(PROMISED[subject]?.read);
    expect(thoseWhoMay('change', subject)).toEqual(PROMISED[subject]?.change);
  });

  test('an ally who chose to be shown is seen by other allies, and changed by none', () => {
    expect(thoseWhoMay('read', 'membership', SHOWN)).toEqual(['owner', 'fellow-ally', 'organiser']);
    expect(thoseWhoMay('change', 'membership', SHOWN)).toEqual(['owner']);
  });

  test.each(SUBJECTS)('%s: whoever is nothing to it is refused', (subject) => {
    expect(may(new Set(), 'read', subject, SHOWN)).toBe(false);
    expect(may(new Set(), 'change', subject, SHOWN)).toBe(false);
  });

  test.each(SUBJECTS)(
    '%s: a relation or a condition that nobody knows opens nothing',
    (subject) => {
      const stranger = new Set(['superuser' as Relation]);
      const anything = new Set(['everything' as Condition]);
      expect(may(stranger, 'read', subject, anything)).toBe(false);
      expect(may(stranger, 'change', subject, anything)).toBe(false);
      expect(may(new Set(['fellow-ally']), 'read', subject, anything)).toBe(false);
    },
  );

  test.each(['diary', 'toString', '__proto__'])('%s is not in the table: never allowed', (name) => {
    const everybody = new Set(RELATIONS);
    expect(() => may(everybody, 'read', name as Subject)).toThrow(TypeError);
  });

  test('several relations at once add up and take nothing away', () => {
    expect(may(new Set(['manager', 'admin', 'owner']), 'read', 'pledge')).toBe(true);
    expect(may(new Set(['manager', 'admin', 'organiser', 'anyone']), 'read', 'pledge')).toBe(false);
  });
});

describe('what the screens say about who can see a thing', () => {
  test.each(SUBJECTS)('%s: exactly those who may read it', (subject) => {
    for (const holds of [new Set<Condition>(), SHOWN]) {
      const said = whoCanSee(subject, holds);
      expect(new Set(said)).toEqual(new Set(thoseWhoMay('read', subject, holds)));
      expect(new Set(said).size).toBe(said.length);
    }
  });
});
