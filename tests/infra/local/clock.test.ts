import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMovableClock } from '../../../infra/local/clock.ts';
import { LocalSetupProblem } from '../../../infra/local/local-setup-problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const START_MS = Date.parse('2026-03-02T09:00:00.000Z');

test('product time moves by an ISO 8601 duration while real time stays', () => {
  const clock = createMovableClock({ dataDir: temporaryFolder(), realMs: () => START_MS });

  expect(clock.advance('P7DT2H')).toEqual({ ok: true, value: '2026-03-09T11:00:00.000Z' });
  expect(clock.advance('P1M')).toEqual({ ok: true, value: '2026-04-09T11:00:00.000Z' });
  expect(clock.now()).toBe('2026-04-09T11:00:00.000Z');
  expect(clock.realMs()).toBe(START_MS);
});

test('product time runs on with real time after it was moved', () => {
  let realMs = START_MS;
  const clock = createMovableClock({ dataDir: temporaryFolder(), realMs: () => realMs });
  clock.moveTo('2026-03-05T00:00:00.000Z');

  realMs += 60_000;

  expect(clock.now()).toBe('2026-03-05T00:01:00.000Z');
});

test('a restart keeps product time where it was moved to', () => {
  const dataDir = temporaryFolder();
  createMovableClock({ dataDir, realMs: () => START_MS }).advance('P7D');

  const restarted = createMovableClock({ dataDir, realMs: () => START_MS + 1_000 });

  expect(restarted.now()).toBe('2026-03-09T09:00:01.000Z');
});

test.each([
  ['a week', 'malformed'],
  ['', 'malformed'],
  ['-P1D', 'backward'],
  ['P30Y', 'too-far'],
  ['P999999999Y', 'too-far'],
])('product time does not move by "%s": %s', (duration, reason) => {
  const clock = createMovableClock({ dataDir: temporaryFolder(), realMs: () => START_MS });

  expect(clock.advance(duration)).toEqual({ ok: false, reason });
  expect(clock.now()).toBe('2026-03-02T09:00:00.000Z');
});

test('product time never moves back to a moment that has passed', () => {
  const clock = createMovableClock({ dataDir: temporaryFolder(), realMs: () => START_MS });
  clock.advance('P1D');

  expect(clock.moveTo('2026-03-03T08:59:59.999Z')).toEqual({ ok: false, reason: 'backward' });
  expect(clock.moveTo('tomorrow')).toEqual({ ok: false, reason: 'malformed' });
});

test('a data folder that is a file gives a sentence that says what to do', () => {
  const dataDir = join(temporaryFolder(), 'taken');
  writeFileSync(dataDir, '');

  const create = () => createMovableClock({ dataDir });

  expect(create).toThrow(LocalSetupProblem);
  expect(create).toThrow(/cannot be written .* set DATA_DIR to another folder/);
});
