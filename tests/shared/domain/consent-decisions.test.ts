import { describe, expect, test } from 'vitest';
import { changeSettings, giveConsent } from '../../../shared/domain/consent-decisions.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { aPerson, at, NOON } from '../../support/builders.ts';
import { changeOf, refusalOf } from '../../support/outcomes.ts';

const RHYTHM = { budget: 2, day: 4, time: '14:00', zone: 'Asia/Kolkata' } as const;

describe('consent', () => {
  const before = aPerson({ consent: { state: 'none' }, showWords: true });

  test('is kept with its version and time, together with the first rhythm', () => {
    const { person, past } = changeOf(giveConsent(before, { version: 1, rhythm: RHYTHM }, at()));
    expect(person.profile).toEqual({
      ...before.profile,
      consent: { state: 'given', version: 1, at: NOON },
      settings: { ...RHYTHM, messages: { state: 'on' }, quietDates: [], showWords: true },
      settingsRevision: 100,
    });
    expect(past).toEqual([]);
  });

  test('given again changes nothing, not even the rhythm', () => {
    const given = aPerson();
    expect(changeOf(giveConsent(given, { version: 1, rhythm: RHYTHM }, at())).person).toBe(given);
  });

  test('to an older text is renewed', () => {
    const older = aPerson({
      consent: { state: 'given', version: 0, at: '2025-01-01T00:00:00.000Z' },
    });
    const { person } = changeOf(giveConsent(older, { version: 1, rhythm: RHYTHM }, at()));
    expect(person.profile.consent).toEqual({ state: 'given', version: 1, at: NOON });
  });

  test.each([0, 2])('to version %i, which is not in force, is refused', (version) => {
    const result = giveConsent(before, { version, rhythm: RHYTHM }, at());
    expect(refusalOf(result)).toBe('consent-version-passed');
  });
});

describe('changing settings', () => {
  const person = aPerson();
  const settings = (fields: Partial<Settings>): Settings => ({
    ...person.profile.settings,
    ...fields,
  });

  test('replaces them', () => {
    const wanted = settings({ time: '10:30', showWords: true });
    const changed = changeOf(changeSettings(person, wanted, 10, at()));
    expect(changed.person.profile).toEqual({
      ...person.profile,
      settings: wanted,
      settingsRevision: 100,
    });
  });

  test('to what they are is fine with any revision and changes nothing', () => {
    expect(changeOf(changeSettings(person, settings({}), 3, at())).person).toBe(person);
  });

  test('seen in an older state is refused', () => {
    const result = changeSettings(person, settings({ budget: 0 }), 9, at());
    expect(refusalOf(result)).toBe('changed-meanwhile');
  });

  test('needs consent', () => {
    const stranger = aPerson({ consent: { state: 'none' } });
    const result = changeSettings(stranger, settings({ budget: 0 }), 10, at());
    expect(refusalOf(result)).toBe('consent-needed');
  });

  test.each([
    ['Europe/London', '2026-03-02', 'pause-in-the-past'],
    ['Europe/London', '2026-03-03', undefined],
    // It is the 3rd there already.
    ['Pacific/Kiritimati', '2026-03-03', 'pause-in-the-past'],
    ['Pacific/Kiritimati', '2026-03-04', undefined],
  ])('in %s, a pause until %s: %s', (zone, until, refusal) => {
    const wanted = settings({ zone, messages: { state: 'paused', until } });
    const result = changeSettings(person, wanted, 10, at({ now: '2026-03-02T11:30:00.000Z' }));
    expect(refusalOf(result)).toBe(refusal);
  });

  test('a pause that is over may stay while other things change', () => {
    const messages = { state: 'paused', until: '2026-02-20' } as const;
    const back = aPerson({ messages });
    const result = changeSettings(back, settings({ messages, time: '11:00' }), 10, at());
    expect(changeOf(result).person.profile.settings.time).toBe('11:00');
    const earlier = settings({ messages: { state: 'paused', until: '2026-02-19' } });
    expect(refusalOf(changeSettings(back, earlier, 10, at()))).toBe('pause-in-the-past');
  });
});
