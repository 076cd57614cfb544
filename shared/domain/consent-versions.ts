import type { Consent } from './person.ts';

/**
 * Since which version of the consent text each kind of thing about a person is stored. Whoever adds a kind, or something
 * that tells more about a person to one that is there, makes a new version: those who agreed before are asked about it.
 */
export const STORED_SINCE = {
  profile: 1,
  conversation: 1,
  pledge: 1,
  'check-in': 1,
  membership: 1,
  refusal: 1,
  rsvp: 1,
  invitation: 1,
  delivery: 1,
  pending: 1,
  outbox: 1,
  learning: 2,
  'learnt-lesson': 2,
  'journal-entry': 2,
  buddies: 2,
} as const satisfies Record<string, number>;

/** A kind of thing that is stored about a person. */
export type StoredKind = keyof typeof STORED_SINCE;

/** Whether somebody agreed to a version of the consent text that covers storing this. */
export function covers(consent: Consent, kind: StoredKind): boolean {
  return consent.state === 'given' && consent.version >= STORED_SINCE[kind];
}

/** Why something is not stored: the person agreed to nothing, or to an older version than this needs; undefined where it may be. */
export function refusalToStore(
  consent: Consent,
  kind: StoredKind,
): 'consent-needed' | 'newer-consent-needed' | undefined {
  if (consent.state !== 'given') return 'consent-needed';
  return covers(consent, kind) ? undefined : 'newer-consent-needed';
}
