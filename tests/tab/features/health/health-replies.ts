import type { HealthReply } from '../../../../shared/contract/health.ts';

type Day = HealthReply['days'][number];

/** A day on which nothing happened, with the fields that matter to a test. */
export function healthDay(date: string, fields: Partial<Day> = {}): Day {
  return { date, due: 0, sent: 0, retried: 0, blocked: 0, givenUp: 0, within: null, ...fields };
}

const SHARES = { oneMinute: 60, fiveMinutes: 95, fifteenMinutes: 100, oneHour: 100 };

/** Tuesday 3 March 2026 in an organisation where messages get through, with the fields that matter to a test. */
export function healthReply(fields: Partial<HealthReply> = {}): HealthReply {
  return {
    today: '2026-03-03',
    rules: { messages: 'on', quietDates: [], installation: 'greeting', revision: 4 },
    days: [
      healthDay('2026-03-03', {
        due: 1280,
        sent: 1270,
        retried: 20,
        blocked: 'few',
        within: SHARES,
      }),
      healthDay('2026-03-02', { due: 'few', sent: 'few' }),
      healthDay('2026-03-01'),
      healthDay('2026-02-28'),
      healthDay('2026-02-27', { due: 310, sent: 300, retried: 'few', within: SHARES }),
      healthDay('2026-02-26', { due: 1410, sent: 1400, blocked: 10, within: SHARES }),
      healthDay('2026-02-25', {
        due: 990,
        sent: 970,
        retried: 120,
        givenUp: 20,
        within: { oneMinute: 5, fiveMinutes: 40, fifteenMinutes: 75, oneHour: 95 },
      }),
    ],
    failures: { total: 0, more: false, oldestOn: null, reasons: [] },
    waiting: { packs: 0, broadcasts: 0, projections: 0 },
    ...fields,
  };
}

/** What was given up for two reasons, one of which this version of the tab does not know. */
export const SOME_FAILURES: HealthReply['failures'] = {
  total: 20,
  more: false,
  oldestOn: '2026-03-01',
  reasons: [
    { reason: 'throttled', count: 20 },
    { reason: 'something-new', count: 'few' },
  ],
};
