import { describe, expect, test } from 'vitest';
import { covers, STORED_SINCE, type StoredKind } from '../../../shared/domain/consent-versions.ts';
import { CONSENT_VERSION, type Person } from '../../../shared/domain/person.ts';
import {
  answerRenewal,
  changeSettings,
  giveConsent,
  type RenewalAnswer,
  renewalOf,
} from '../../../shared/domain/consent-decisions.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { aPerson, at, NOON } from '../../support/builders.ts';
import { changeOf, refusalOf } from '../../support/outcomes.ts';

const RHYTHM = { budget: 2, day: 4, time: '14:00', zone: 'Asia/Kolkata' } as const;

describe('consent', () => {
  const before = aPerson({ consent: { state: 'none' }, showWords: true });

  test('is kept with its version and time, together with the first rhythm', () => {
    const { person, past } = changeOf(
      giveConsent(before, { version: CONSENT_VERSION, rhythm: RHYTHM }, at()),
    );
    expect(person.profile).toEqual({
      ...before.profile,
      consent: { state: 'given', version: CONSENT_VERSION, at: NOON },
      settings: { ...RHYTHM, messages: { state: 'on' }, quietDates: [], showWords: true },
      settingsRevision: 100,
    });
    expect(past).toEqual([]);
  });

  test('given again changes nothing, not even the rhythm', () => {
    const given = aPerson();
    expect(
      changeOf(giveConsent(given, { version: CONSENT_VERSION, rhythm: RHYTHM }, at())).person,
    ).toBe(given);
  });

  test('to an older text is renewed', () => {
    const older = aPerson({
      consent: { state: 'given', version: 0, at: '2025-01-01T00:00:00.000Z' },
    });
    const { person } = changeOf(
      giveConsent(older, { version: CONSENT_VERSION, rhythm: RHYTHM }, at()),
    );
    expect(person.profile.consent).toEqual({ state: 'given', version: CONSENT_VERSION, at: NOON });
  });

  test.each([0, CONSENT_VERSION - 1, CONSENT_VERSION + 1])(
    'to version %i, which is not in force, is refused',
    (version) => {
      const result = giveConsent(before, { version, rhythm: RHYTHM }, at());
      expect(refusalOf(result)).toBe('consent-version-passed');
    },
  );
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

describe('a newer consent text', () => {
  const OLDER = { state: 'given', version: 1, at: '2025-01-01T00:00:00.000Z' } as const;
  const older = aPerson({ consent: OLDER });
  const say = (person: Person, answer: RenewalAnswer, version = CONSENT_VERSION) =>
    answerRenewal(person, { version, answer }, at());

  test('is asked about once those who agreed to an older one, and nobody else', () => {
    expect(renewalOf(older)).toBe('asked');
    expect(renewalOf(aPerson())).toBeUndefined();
    expect(renewalOf(aPerson({ consent: { state: 'none' } }))).toBeUndefined();
  });

  test('that is agreed to takes the place of the older one, which is remembered', () => {
    const { person } = changeOf(say(older, 'agree'));
    expect(person.profile.consent).toEqual({
      state: 'given',
      version: CONSENT_VERSION,
      at: NOON,
      before: [{ version: 1, at: OLDER.at }],
    });
    expect(person.profile.settings).toEqual(older.profile.settings);
    expect(renewalOf(person)).toBeUndefined();
  });

  test('is not asked about again after *Not now*, and can still be agreed to', () => {
    const { person } = changeOf(say(older, 'not-now'));
    expect(person.profile.consent).toEqual({
      ...OLDER,
      notNow: { version: CONSENT_VERSION, at: NOON },
    });
    expect(renewalOf(person)).toBe('not-now');
    expect(changeOf(say(person, 'not-now')).person).toBe(person);
    expect(renewalOf(changeOf(say(person, 'agree')).person)).toBeUndefined();
  });

  test('is asked about anew where *Not now* was said to one before it', () => {
    const before = aPerson({ consent: { ...OLDER, notNow: { version: 1, at: NOON } } });
    expect(renewalOf(before)).toBe('asked');
  });

  test('that was agreed to is not taken back by a late *Not now*', () => {
    const given = aPerson();
    expect(changeOf(say(given, 'not-now')).person).toBe(given);
  });

  test('of another version is refused, and so is an answer of who agreed to nothing', () => {
    expect(refusalOf(say(older, 'agree', CONSENT_VERSION + 1))).toBe('consent-version-passed');
    expect(refusalOf(say(older, 'agree', 1))).toBe('consent-version-passed');
    const nobody = aPerson({ consent: { state: 'none' } });
    expect(refusalOf(say(nobody, 'agree'))).toBe('consent-needed');
  });

  test('covers what the older one covers, and more', () => {
    for (const [kind, since] of Object.entries(STORED_SINCE) as [StoredKind, number][]) {
      for (let version = 0; version <= CONSENT_VERSION; version += 1) {
        const consent = { state: 'given', version, at: NOON } as const;
        expect(covers(consent, kind)).toBe(version >= since);
      }
      expect(covers({ state: 'none' }, kind)).toBe(false);
    }
  });
});
