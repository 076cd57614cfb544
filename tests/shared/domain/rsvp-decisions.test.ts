import { describe, expect, test } from 'vitest';
import { nextLookAt } from '../../../shared/domain/next-look.ts';
import type { Person } from '../../../shared/domain/person.ts';
import {
  answerEvent,
  followEvent,
  leaveEvents,
  type EventOfErg,
} from '../../../shared/domain/rsvp-decisions.ts';
import { MOST_RSVPS } from '../../../shared/domain/rsvp.ts';
import { aPerson, at, ERG_ID } from '../../support/builders.ts';
import { anEvent, EVENT_ID, eventWords } from '../../support/content.ts';
import { changeOf, refusalOf } from '../../support/outcomes.ts';

const REMINDER = `event-reminder.${ERG_ID}.${EVENT_ID}`;

function about(fields: Parameters<typeof anEvent>[0] = {}): EventOfErg {
  return { ergId: ERG_ID, eventId: EVENT_ID, event: anEvent(fields) };
}

function going(person = aPerson(), event = about(), moment = at()): Person {
  const seen = person.profile.rsvpsRevision;
  return changeOf(answerEvent(person, event, { going: true, seen }, moment)).person;
}

describe('saying yes', () => {
  test('keeps the event, asks for a reminder a day before, and tells the list', () => {
    const person = going();
    expect(person.rsvps).toMatchObject([
      { eventId: EVENT_ID, startsAt: '2026-03-11T15:00:00.000Z', timeRevision: 1, revision: 100 },
    ]);
    expect(person.pendings).toEqual([
      {
        id: `${REMINDER}.1`,
        kind: 'event-reminder',
        from: '2026-03-10T15:00:00.000Z',
        until: '2026-03-11T15:00:00.000Z',
      },
    ]);
    expect(person.outbox).toMatchObject([{ to: 'event', wanted: 'active', revision: 100 }]);
    expect(person.profile.rsvpsRevision).toBe(100);
  });

  test('again changes nothing; after a no that the client had not seen it is refused', () => {
    const person = going();
    expect(changeOf(answerEvent(person, about(), { going: true, seen: 10 }, at())).person).toBe(
      person,
    );
    const gone = changeOf(answerEvent(person, about(), { going: false, seen: 100 }, at())).person;
    expect(refusalOf(answerEvent(gone, about(), { going: true, seen: 10 }, at()))).toBe(
      'changed-meanwhile',
    );
  });

  test('and taking it back leaves neither row nor reminder, and the list is told', () => {
    const gone = changeOf(
      answerEvent(going(), about(), { going: false, seen: 100 }, at({ revision: 101 })),
    ).person;
    expect(gone.rsvps).toEqual([]);
    expect(gone.pendings).toEqual([]);
    expect(gone.outbox).toMatchObject([{ to: 'event', wanted: 'none', revision: 101 }]);
  });

  test('less than a day before needs no reminder', () => {
    expect(going(aPerson(), about(), at({ now: '2026-03-11T08:00:00.000Z' })).pendings).toEqual([]);
  });

  test.each([
    [
      'by somebody who has not agreed',
      aPerson({ consent: { state: 'none' } }),
      about(),
      'consent-needed',
    ],
    ['to a draft', aPerson(), about({ state: 'draft' }), 'not-found'],
    ['to nothing', aPerson(), { ...about(), event: undefined }, 'not-found'],
    [
      'to what is over',
      aPerson(),
      about({ words: eventWords({ date: '2026-03-01' }) }),
      'event-over',
    ],
  ] as const)('%s is refused', (_whom, person, event, reason) => {
    expect(refusalOf(answerEvent(person, event, { going: true, seen: 10 }, at()))).toBe(reason);
  });

  test('to more than fifty coming events is refused; what is over is let go first', () => {
    const [rsvp] = going().rsvps;
    if (rsvp === undefined) throw new Error('nobody goes');
    const many = (endsAt: string) =>
      Array.from({ length: MOST_RSVPS }, (_, n) => ({ ...rsvp, eventId: `event-${n}`, endsAt }));
    const full = aPerson({ rsvps: many(rsvp.endsAt) });
    expect(refusalOf(answerEvent(full, about(), { going: true, seen: 10 }, at()))).toBe(
      'too-many-events',
    );
    const past = going(aPerson({ rsvps: many('2026-02-01T12:00:00.000Z') }));
    expect(past.rsvps).toHaveLength(MOST_RSVPS - 10 + 1);
    expect(past.outbox.map((entry) => (entry.to === 'event' ? entry.wanted : ''))).toEqual([
      ...Array.from({ length: 10 }, () => 'none'),
      'active',
    ]);
  });
});

describe('the reminder', () => {
  test.each([
    // Never at night: in each zone the window of the day, 8 to 20, of the day before or of the day itself.
    ['Europe/London', '2026-03-10T15:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-10T18:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-10T15:00:00.000Z'],
    ['Asia/Kolkata', '2026-03-11T02:30:00.000Z'],
  ])('reaches somebody in %s by day, not before %s', (zone, notBefore) => {
    const person = going(aPerson({ zone, budget: 0 }));
    const look = nextLookAt(person, at().now) ?? '';
    expect(look >= notBefore).toBe(true);
    expect(look < '2026-03-11T15:00:00.000Z').toBe(true);
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(new Date(look)),
    );
    expect(hour).toBeGreaterThanOrEqual(8);
    expect(hour).toBeLessThan(20);
  });
});

describe('following an event', () => {
  const moved = about({ words: eventWords({ date: '2026-03-20' }), timeRevision: 2, sequence: 2 });

  test('that moved, the yes and its reminder move too', () => {
    const { person } = followEvent(going(), moved, at({ revision: 101 }));
    expect(person.rsvps).toMatchObject([{ startsAt: '2026-03-20T15:00:00.000Z', timeRevision: 2 }]);
    expect(person.pendings).toMatchObject([
      { id: `${REMINDER}.2`, from: '2026-03-19T15:00:00.000Z' },
    ]);
    // Once is enough.
    expect(followEvent(person, moved, at({ revision: 102 })).person).toBe(person);
  });

  test('that moved over the time of its reminder, the old one is gone and none is late', () => {
    const now = '2026-03-10T16:00:00.000Z';
    const sooner = about({ words: eventWords({ time: '09:00' }), timeRevision: 2 });
    expect(followEvent(going(), sooner, at({ now, revision: 101 })).person.pendings).toEqual([]);
    // Told already, moved away: the next day has its own.
    const later = about({ words: eventWords({ date: '2026-03-12' }), timeRevision: 2 });
    expect(followEvent(going(), later, at({ now, revision: 101 })).person.pendings).toMatchObject([
      { id: `${REMINDER}.2`, from: '2026-03-11T15:00:00.000Z' },
    ]);
  });

  test('that has another place at the same time, the reminder stays the same', () => {
    const person = going();
    const elsewhere = about({ words: eventWords({ place: 'Leeds, room 5' }), sequence: 2 });
    expect(followEvent(person, elsewhere, at({ revision: 101 })).person).toBe(person);
  });

  test('that is cancelled, nothing is left', () => {
    const { person } = followEvent(
      going(),
      { ...about(), event: undefined },
      at({ revision: 101 }),
    );
    expect(person).toMatchObject({ rsvps: [], pendings: [] });
    expect(person.outbox).toMatchObject([{ wanted: 'none' }]);
  });

  test('that one did not say yes to, one stays as one is', () => {
    const person = aPerson();
    expect(followEvent(person, moved, at()).person).toBe(person);
  });
});

test('whoever is erased leaves every list', () => {
  expect(leaveEvents(going(), at({ revision: 101 }))).toMatchObject([
    { to: 'event', eventId: EVENT_ID, wanted: 'none', revision: 101 },
  ]);
});
