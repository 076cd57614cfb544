import { expect, test } from 'vitest';
import type { HealthReply } from '../../../../shared/contract/health.ts';
import { healthStateOf } from '../../../../tab/features/health/health-state.ts';
import { healthDay, healthReply, SOME_FAILURES } from './health-replies.ts';

const { rules } = healthReply();
const TODAY = '2026-03-03';
const YESTERDAY = '2026-03-02';
const slow = (oneHour: number) => ({
  oneMinute: 0,
  fiveMinutes: 0,
  fifteenMinutes: 0,
  oneHour,
});
const NO_DAYS = [healthDay(TODAY), healthDay(YESTERDAY)];
const PACKS = { packs: 30, broadcasts: 0, projections: 0 };

const CASES: readonly (readonly [string, Partial<HealthReply>, string])[] = [
  ['messages go out', {}, 'well'],
  ['messages go out, and some were given up', { failures: SOME_FAILURES }, 'some'],
  [
    'as many as not were given up',
    { days: [healthDay(TODAY, { sent: 30, givenUp: 30 })], failures: SOME_FAILURES },
    'some',
  ],
  [
    'more were given up than sent',
    { days: [healthDay(TODAY, { sent: 30, givenUp: 40 })] },
    'failing',
  ],
  [
    'few were sent, few given up',
    { days: [healthDay(TODAY, { sent: 'few', givenUp: 'few' })] },
    'well',
  ],
  [
    'few were sent, more given up',
    { days: [healthDay(TODAY, { sent: 'few', givenUp: 10 })] },
    'failing',
  ],
  ['none was sent, few given up', { days: [healthDay(TODAY, { givenUp: 'few' })] }, 'failing'],
  [
    'all were given up yesterday, and nothing happened today',
    { days: [healthDay(TODAY), healthDay(YESTERDAY, { givenUp: 400 })] },
    'failing',
  ],
  [
    'all were given up yesterday, and today they go out',
    { days: [healthDay(TODAY, { sent: 400 }), healthDay(YESTERDAY, { givenUp: 400 })] },
    'well',
  ],
  ['packs wait, and messages go out', { waiting: PACKS }, 'well'],
  ['packs wait, and nothing goes out', { days: NO_DAYS, waiting: PACKS }, 'stuck'],
  [
    'a few packs wait, and nothing went out yet',
    { days: NO_DAYS, waiting: { ...PACKS, packs: 'few' } },
    'nothing',
  ],
  ['nothing happened', { days: NO_DAYS }, 'nothing'],
  ['nothing could be sent', { days: [healthDay(TODAY, { due: 20, blocked: 20 })] }, 'nothing'],
  [
    'half took longer than an hour',
    { days: [healthDay(TODAY, { sent: 100, within: slow(50) })] },
    'well',
  ],
  ['more than half did', { days: [healthDay(TODAY, { sent: 100, within: slow(45) })] }, 'late'],
  [
    'today is quiet',
    {
      rules: { ...rules, quietDates: [{ from: TODAY, through: TODAY }] },
      failures: SOME_FAILURES,
    },
    'quiet',
  ],
  [
    'tomorrow is quiet',
    { rules: { ...rules, quietDates: [{ from: '2026-03-04', through: '2026-03-05' }] } },
    'well',
  ],
  [
    'messages are stopped, whatever else is so',
    {
      rules: { ...rules, messages: 'stopped', quietDates: [{ from: TODAY, through: TODAY }] },
      failures: SOME_FAILURES,
      waiting: PACKS,
    },
    'stopped',
  ],
];

test.each(CASES)('%s', (_what, fields, state) => {
  expect(healthStateOf(healthReply(fields))).toBe(state);
});
