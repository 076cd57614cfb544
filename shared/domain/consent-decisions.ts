import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import { CONSENT_VERSION, type Person } from './person.ts';
import { localDateAt } from './cadence.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Settings } from './settings.ts';
import { keepUnknown } from './unknown-fields.ts';

/** Why consent or settings do not change. */
export type SettingsRefusal =
  | 'consent-needed'
  | 'consent-version-passed'
  | 'changed-meanwhile'
  | 'pause-in-the-past';

/** Agrees to the consent text in force, with the first message rhythm. Agreeing again changes nothing. */
export function giveConsent(
  person: Person,
  given: {
    readonly version: number;
    readonly rhythm: Pick<Settings, 'budget' | 'day' | 'time' | 'zone'>;
  },
  at: DecisionMoment,
): Result<PersonChange, SettingsRefusal> {
  if (given.version !== CONSENT_VERSION) return refused('consent-version-passed');
  const { consent } = person.profile;
  if (consent.state === 'given' && consent.version === given.version) {
    return accepted(unchanged(person));
  }
  return accepted({
    person: {
      ...person,
      profile: {
        ...person.profile,
        consent: { state: 'given', version: given.version, at: at.now },
        settings: { ...person.profile.settings, ...given.rhythm },
        settingsRevision: at.revision,
      },
    },
    past: [],
  });
}

/** What somebody says about a consent text that is newer than theirs. */
export const RENEWAL_ANSWERS = ['agree', 'not-now'] as const;
export type RenewalAnswer = (typeof RENEWAL_ANSWERS)[number];

/** Why an answer to a newer consent text is not taken. */
export type RenewalRefusal = 'consent-needed' | 'consent-version-passed';

/**
 * What a person who agreed to an older text is asked: `asked` once, then `not-now` until they come for it themselves;
 * undefined for everybody else.
 */
export function renewalOf({ profile }: Person): 'asked' | 'not-now' | undefined {
  const { consent } = profile;
  if (consent.state !== 'given' || consent.version >= CONSENT_VERSION) return undefined;
  return consent.notNow?.version === CONSENT_VERSION ? 'not-now' : 'asked';
}

/**
 * Answers the question about the text in force. `agree`: it is what they agreed to from now on, and the older one is
 * remembered. `not-now`: nothing that the older text does not cover is stored; all else goes on. The same again changes
 * nothing, and nobody un-agrees by *Not now*.
 */
export function answerRenewal(
  person: Person,
  given: { readonly version: number; readonly answer: RenewalAnswer },
  at: DecisionMoment,
): Result<PersonChange, RenewalRefusal> {
  const { consent } = person.profile;
  if (consent.state !== 'given') return refused('consent-needed');
  if (given.version !== CONSENT_VERSION) return refused('consent-version-passed');
  const renewal = renewalOf(person);
  if (renewal === undefined || (renewal === 'not-now' && given.answer === 'not-now')) {
    return accepted(unchanged(person));
  }
  const { version, at: since, before = [] } = consent;
  const next: Person['profile']['consent'] =
    given.answer === 'agree'
      ? keepUnknown(consent, {
          state: 'given',
          version: CONSENT_VERSION,
          at: at.now,
          before: [...before, { version, at: since }],
        })
      : { ...consent, notNow: { version: CONSENT_VERSION, at: at.now } };
  return accepted({
    person: { ...person, profile: { ...person.profile, consent: next } },
    past: [],
  });
}

/** Replaces the settings. A new pause ends on a day to come; one that is over may stay while other things change. */
export function changeSettings(
  person: Person,
  wanted: Settings,
  seen: number,
  at: DecisionMoment,
): Result<PersonChange, SettingsRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  if (JSON.stringify(wanted) === JSON.stringify(person.profile.settings)) {
    return accepted(unchanged(person));
  }
  if (seen !== person.profile.settingsRevision) return refused('changed-meanwhile');
  const { messages: known } = person.profile.settings;
  const { messages } = wanted;
  const isKnownPause =
    known.state === 'paused' && messages.state === 'paused' && messages.until === known.until;
  if (
    messages.state === 'paused' &&
    !isKnownPause &&
    messages.until <= localDateAt(at.now, wanted.zone)
  ) {
    return refused('pause-in-the-past');
  }
  return accepted(withSettings(person, wanted, at));
}

/** The person with these settings, as a change of this moment. */
export function withSettings(person: Person, settings: Settings, at: DecisionMoment): PersonChange {
  return {
    person: {
      ...person,
      profile: {
        ...person.profile,
        settings: keepUnknown(person.profile.settings, settings),
        settingsRevision: at.revision,
      },
    },
    past: [],
  };
}
