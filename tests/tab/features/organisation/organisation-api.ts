import type {
  ParticipationReply,
  ReleasedMonth,
  WholeMonth,
  WholeReply,
} from '../../../../shared/contract/organisation.ts';
import type { GivenHome } from '../../../../shared/contract/home.ts';
import { type FakeApi, fakeApi, json } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** A month of one's own group of 80, with the fields that matter to a test. */
export function ownMonth(
  month: string,
  fields: Partial<Extract<ReleasedMonth, { group: 'own' }>> = {},
): Extract<ReleasedMonth, { group: 'own' }> {
  return {
    month,
    group: 'own',
    people: 80,
    pledge: { from: 35, to: 39, asOf: month },
    checkin: { from: 20, to: 24, asOf: month },
    learning: { from: 0, to: 4, asOf: month },
    ...fields,
  };
}

/** A month of an organisation of 1,240, with the fields that matter to a test. */
export function wholeMonth(
  month: string,
  fields: Partial<Extract<WholeMonth, { group: 'whole' }>> = {},
): Extract<WholeMonth, { group: 'whole' }> {
  return {
    month,
    group: 'whole',
    people: 1240,
    pledge: { from: 310, to: 314, asOf: month },
    checkin: { from: 205, to: 209, asOf: month },
    learning: { from: 1100, to: 1104, asOf: month },
    shown: 38,
    managers: 61,
    ...fields,
  };
}

/** The whole organisation after the release of October 2026, with the fields that matter to a test. */
export function wholeReply(fields: Partial<WholeReply> = {}): WholeReply {
  return {
    months: [wholeMonth('2026-10'), wholeMonth('2026-09')],
    last: '2026-10',
    release: 'released',
    fewest: 10,
    revision: 3,
    ...fields,
  };
}

/** Twelve months up to October 2026, the newest first: growing, with a gap in May. */
export const A_YEAR: readonly ReleasedMonth[] = Array.from({ length: 12 }, (_, back) => {
  const count = 2026 * 12 + 9 - back;
  const month = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  const from = 10 + 5 * Math.floor((11 - back) / 3);
  if (month === '2026-05') {
    return { month, group: 'around', people: 240, headedBy: 'Ana Example', ...bands(60, month) };
  }
  return { month, group: 'own', people: 80, ...bands(from, month) };
});

function bands(from: number, asOf: string) {
  const band = { from, to: from + 4, asOf };
  return { pledge: band, checkin: band, learning: band };
}

/** The API of a manager who is told this. */
export function apiOfManager(
  participation: Partial<ParticipationReply>,
  home: Partial<GivenHome> = {},
): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ today: '2026-11-26', ...home })));
  api.on('GET /api/organisation/mine', () => json({ isManager: true }));
  api.on('GET /api/organisation', () =>
    json({ months: [], leadsAnother: false, ...participation }),
  );
  return api;
}

/** The API of an admin who is told this. */
export function apiOfAdmin(whole: WholeReply): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ admin: true, today: '2026-11-26' })));
  api.on('GET /api/organisation/mine', () => json({ isManager: false }));
  api.on('GET /api/organisation/whole', () => json(whole));
  return api;
}
