import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  erasuresKeptSince,
  isToBeErasedAgain,
  keptSince,
  keptSinceDate,
  mayBeRestored,
  recipientsKeptSince,
  withoutWhatIsOver,
} from '../../../shared/domain/retention.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  at as changedAt,
  ERG_ID,
  NOON,
} from '../../support/builders.ts';
import { assertAlways } from './properties.ts';

const BEFORE = '2026-03-02T11:59:59.999Z';
const AFTER = '2026-03-02T12:00:00.001Z';

const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('what is kept', () => {
  test('begins thirteen months ago, in months of the calendar', () => {
    expect(keptSince(NOON)).toBe('2025-02-02T12:00:00.000Z');
    expect(keptSince('2026-03-31T00:00:00.000Z')).toBe('2025-02-28T00:00:00.000Z');
    expect(keptSinceDate(NOON)).toBe('2025-02-01');
    expect(recipientsKeptSince(NOON)).toBe('2025-12-31T12:00:00.000Z');
  });

  test('of erasures is always more than any backup that may be restored is old', () => {
    assertAlways(
      fc.property(moments, moments, (now, backupOf) => {
        if (mayBeRestored(backupOf, now)) expect(erasuresKeptSince(now) < backupOf).toBe(true);
      }),
    );
  });
});

describe('somebody who came back with a backup', () => {
  const given = (at: string) => ({ state: 'given', version: 1, at }) as const;
  const invitation = (at: string) =>
    ({ ergId: 'erg', at, until: at, state: 'open', revision: 0 }) as const;
  test.each([
    ['agreed before they were erased', aPerson({ consent: given(BEFORE) }), true],
    ['agreed in that very moment', aPerson({ consent: given(NOON) }), true],
    ['agreed anew afterwards', aPerson({ consent: given(AFTER) }), false],
    ['only met the bot before', { consent: 'none', greeting: BEFORE }, true],
    ['met the bot anew afterwards', { consent: 'none', greeting: AFTER }, false],
    ['was only invited before', { consent: 'none', invited: BEFORE }, true],
    ['was invited anew afterwards', { consent: 'none', invited: AFTER }, false],
  ] as const)('who %s', (_name, who, isErased) => {
    const person =
      'profile' in who
        ? who
        : aPerson({
            consent: { state: 'none' },
            ...('greeting' in who
              ? { greeting: { state: 'sent', at: who.greeting } }
              : { invitations: [invitation(who.invited)] }),
          });
    expect(isToBeErasedAgain(person, NOON)).toBe(isErased);
  });
});

describe('what never became past', () => {
  // At noon of 2 March 2026 what was over until 2 February 2025 is kept no longer.
  const OVER = '2025-02-02T11:59:59.999Z';
  const KEPT = '2025-02-02T12:00:00.001Z';
  const rsvp = (endsAt: string) => ({
    ergId: ERG_ID,
    eventId: `event-${endsAt}`,
    startsAt: endsAt,
    endsAt,
    timeRevision: 1,
    since: endsAt,
    revision: 1,
  });
  const refusal = (askAgainFrom: string) => ({
    ergId: ERG_ID,
    kind: 'removed' as const,
    at: askAgainFrom,
    askAgainFrom,
    revision: 1,
    was: aMembership(),
    pledgeIds: [],
  });
  const asked = (until: string) =>
    ({ pairId: `pair-${until}`, state: 'asked', at: until, until }) as const;
  const agreed = { pairId: 'pair', state: 'agreed', at: OVER, to: 'somebody' } as const;

  test('goes once it was over for thirteen months, and who must know of it is told', () => {
    const person = aPerson({
      rsvps: [rsvp(OVER), rsvp(KEPT)],
      refusals: [refusal(OVER), refusal(KEPT)],
      buddies: { ties: [asked(OVER), asked(KEPT), agreed], ended: [] },
      deliveries: [aDelivery({ date: '2025-01-31' }), aDelivery({ date: '2025-02-01' })],
    });
    const left = withoutWhatIsOver(person, changedAt());
    expect(left).toMatchObject({
      rsvps: [rsvp(KEPT)],
      refusals: [refusal(KEPT)],
      buddies: { ties: [asked(KEPT), agreed], ended: [asked(OVER).pairId] },
      deliveries: [{ date: '2025-02-01' }],
    });
    expect(left.outbox).toMatchObject([
      { to: 'event', eventId: rsvp(OVER).eventId, wanted: 'none' },
      { to: 'buddy', pairId: asked(OVER).pairId, wanted: 'end' },
    ]);
    expect(left.profile.rsvpsRevision).toBe(100);
    expect(withoutWhatIsOver(left, changedAt())).toBe(left);
  });

  test('is ten events at a time, and nothing is changed of somebody who has nothing of it', () => {
    const many = Array.from({ length: 12 }, (_, n) => ({ ...rsvp(OVER), eventId: `event-${n}` }));
    const person = aPerson({ rsvps: many });
    const left = withoutWhatIsOver(person, changedAt());
    expect(left.rsvps).toHaveLength(2);
    expect(withoutWhatIsOver(left, changedAt()).rsvps).toEqual([]);
    const young = aPerson({ rsvps: [rsvp(KEPT)], refusals: [refusal(KEPT)] });
    expect(withoutWhatIsOver(young, changedAt())).toBe(young);
  });
});
