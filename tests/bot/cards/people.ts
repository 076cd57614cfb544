import { NO_BUDDIES } from '../../../shared/domain/buddy.ts';
import type { CheckIn } from '../../../shared/domain/check-in.ts';
import { CONSENT_VERSION, type Person, type Profile } from '../../../shared/domain/person.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import { NO_LEARNING } from '../../../shared/domain/lesson.ts';
import type { Settings } from '../../../shared/domain/settings.ts';

/** A Tuesday, an hour after the time at which the built people are asked. */
export const NOW = '2026-03-17T11:00:00.000Z';
export const TODAY = '2026-03-17';
export const APP_ID = '7f1f7a3e-2f0b-4f5e-9a53-0a3f6f0f6f10';

export const SETTINGS: Settings = {
  budget: 1,
  day: 2,
  time: '10:00',
  zone: 'UTC',
  messages: { state: 'on' },
  quietDates: [],
  showWords: false,
};

/** A valid UUIDv7 that ends in this number. */
export function pledgeId(number: number): string {
  return `0195a2b0-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A weekly pledge from the catalogue whose question of `TODAY` waits. */
export function pledge(number: number, differing: Partial<Pledge> = {}): Pledge {
  return {
    id: pledgeId(number),
    pillar: 'listen',
    form: {
      kind: 'if-then',
      cue: 'someone tells me about something that is hard for them',
      action: 'let them finish',
    },
    source: { kind: 'catalogue', templateId: 'listen-hear-out' },
    wordsFrom: 'catalogue',
    cadence: 'weekly',
    startedOn: '2026-03-03',
    endsOn: '2026-05-26',
    life: { state: 'active' },
    recent: [],
    createdAt: '2026-03-03T09:00:00.000Z',
    revision: 1,
    ...differing,
  };
}

/** A pledge in somebody's own words, which no card may show unless they switched that on. */
export function ownPledge(number: number, differing: Partial<Pledge> = {}): Pledge {
  return pledge(number, {
    form: { kind: 'own-words', words: 'OWNWORDS speak with Priya about the rota' },
    source: { kind: 'own' },
    wordsFrom: 'person',
    ...differing,
  });
}

export function checkIn(number: number, differing: Partial<CheckIn> = {}): CheckIn {
  return {
    pledgeId: pledgeId(number),
    date: TODAY,
    answer: 'did-it',
    answeredAt: NOW,
    via: 'chat',
    revision: 2,
    ...differing,
  };
}

/** Somebody who agreed and can be written to. */
export function person(
  pledges: readonly Pledge[] = [],
  differing: { readonly settings?: Partial<Settings>; readonly profile?: Partial<Profile> } = {},
): Person {
  return {
    key: { tenantId: 'tenant-a', userId: 'user-a' },
    profile: {
      name: 'Ada Example',
      language: 'en-GB',
      consent: { state: 'given', version: CONSENT_VERSION, at: '2026-03-01T09:00:00.000Z' },
      greeting: { state: 'none' },
      settings: { ...SETTINGS, ...differing.settings },
      revision: 1,
      settingsRevision: 1,
      membershipsRevision: 0,
      rsvpsRevision: 0,
      messagesSinceAct: 0,
      endedPledges: [],
      deletedEntries: [],
      life: 'living',
      ...differing.profile,
    },
    pledges,
    learning: NO_LEARNING,
    memberships: [],
    rsvps: [],
    refusals: [],
    invitations: [],
    deliveries: [],
    pendings: [],
    buddies: NO_BUDDIES,
    outbox: [],
  };
}

/** Somebody of whom nothing is known but the chat. */
export function stranger(): Person {
  return person([], { profile: { consent: { state: 'none' } } });
}
