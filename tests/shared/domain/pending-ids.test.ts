import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eventReminderId,
  invitationId,
  MEMBERSHIP_NEWS,
  membershipNewsId,
  parsePendingId,
  requestsWaitingId,
} from '../../../shared/domain/pending-ids.ts';
import { guardKey, keySafe } from '../../../shared/store/guards.ts';
import { ERG_ID } from '../../support/builders.ts';
import { assertAlways, someDate } from './properties.ts';

const EVENT_ID = '0195e000-0000-7000-8000-000000000007';

const someRound = fc.record({ ergId: fc.uuid(), revision: fc.maxSafeNat() });
const someIdentity = fc.oneof(
  fc
    .record(
      {
        news: fc.constantFrom(...MEMBERSHIP_NEWS),
        ergId: fc.uuid(),
        revision: fc.maxSafeNat(),
        askAgainOn: someDate,
      },
      { requiredKeys: ['news', 'ergId', 'revision'] },
    )
    .map((key) => ({ id: membershipNewsId(key), identity: { kind: 'membership-news', ...key } })),
  someRound.map((key) => ({ id: invitationId(key), identity: { kind: 'invitation', ...key } })),
  someRound.map((key) => ({
    id: requestsWaitingId(key),
    identity: { kind: 'requests-waiting', ...key },
  })),
  fc
    .record({ ergId: fc.uuid(), eventId: fc.uuid(), revision: fc.maxSafeNat() })
    .map((key) => ({ id: eventReminderId(key), identity: { kind: 'event-reminder', ...key } })),
);

describe('the id of something pending', () => {
  test.each([
    [
      membershipNewsId({ news: 'approved', ergId: ERG_ID, revision: 7 }),
      `membership-news.approved.${ERG_ID}.7`,
    ],
    [
      membershipNewsId({ news: 'declined', ergId: ERG_ID, revision: 7, askAgainOn: '2026-04-03' }),
      `membership-news.declined.${ERG_ID}.7.2026-04-03`,
    ],
    [invitationId({ ergId: ERG_ID, revision: 0 }), `invitation.${ERG_ID}.0`],
    [requestsWaitingId({ ergId: ERG_ID, revision: 12 }), `requests-waiting.${ERG_ID}.12`],
    [
      eventReminderId({ ergId: ERG_ID, eventId: EVENT_ID, revision: 3 }),
      `event-reminder.${ERG_ID}.${EVENT_ID}.3`,
    ],
  ])('is written as on cards that were sent: %s', (built, written) => {
    expect(built).toBe(written);
  });

  test('reads back as what it was built of', () => {
    assertAlways(
      fc.property(someIdentity, ({ id, identity }) => {
        expect(parsePendingId(id)).toEqual(identity);
      }),
    );
  });

  test('can stand in a row key, and is short', () => {
    assertAlways(
      fc.property(someIdentity, ({ id }) => {
        expect(() => guardKey(`c_pending_${id}`)).not.toThrow();
        expect(keySafe(id)).toBe(id);
        expect(id.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test("is a broadcast's where it is a UUID", () => {
    assertAlways(
      fc.property(fc.uuid(), (id) => {
        expect(parsePendingId(id)).toEqual({ kind: 'broadcast' });
      }),
    );
  });

  test.each([
    '',
    'invitation',
    `invitation.${ERG_ID}`,
    `invitation.${ERG_ID}.`,
    `invitation.${ERG_ID}.-1`,
    `invitation.${ERG_ID}.1.2`,
    `invitation.${ERG_ID.toUpperCase()}.1`,
    ` invitation.${ERG_ID}.1`,
    `invitation.${ERG_ID}.1\n`,
    'requests-waiting.carers.1',
    `membership-news.banned.${ERG_ID}.1`,
    `membership-news.declined.${ERG_ID}.1.soon`,
    `event-reminder.${ERG_ID}.1`,
  ])("is a broadcast's where none of the builders made it: %j", (id) => {
    expect(parsePendingId(id)).toEqual({ kind: 'broadcast' });
  });
});
