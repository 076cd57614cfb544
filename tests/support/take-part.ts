import { v7 as uuidV7 } from 'uuid';
import { expect } from 'vitest';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import type { LocalProgram } from './local-program.ts';

export const LONDON = 'Europe/London';

/** Of whoever agrees here: one message a week, on Tuesdays at nine. */
export const RHYTHM = { budget: 1, day: 2, time: '09:00', zone: LONDON } as const;

const TWELVE_WEEKS_MS = 84 * 24 * 60 * 60 * 1000;

/** What the tab sends for a weekly pledge to listen, from today on for twelve weeks; `fields` in place of its own. */
export function aPledgeFromToday(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    id: uuidV7(),
    pillar: 'listen',
    form: { kind: 'own-words', words: 'Let people finish.' },
    source: { kind: 'own' },
    cadence: 'weekly',
    endsOn: new Date(Date.now() + TWELVE_WEEKS_MS).toISOString().slice(0, 10),
    ...fields,
  };
}

/** What differs in a pledge to challenge jokes, a suggestion of the catalogue. */
export const TO_CHALLENGE_JOKES = {
  pillar: 'speak-up',
  form: { kind: 'plain-goal', goal: 'challenge jokes', phrases: [] },
  source: { kind: 'catalogue', templateId: 'speak-jokes' },
} as const;

/** Agrees for somebody, as the tab does on the first visit. */
export async function agree(program: LocalProgram, person: string): Promise<void> {
  const body = { version: CONSENT_VERSION, rhythm: RHYTHM };
  const agreed = await program.api(person, 'POST', '/api/consent', body);
  expect(agreed.status).toBe(200);
}

/** Makes a pledge for somebody, see `aPledgeFromToday`; gives its id. */
export async function pledge(
  program: LocalProgram,
  person: string,
  fields?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const body = aPledgeFromToday(fields);
  const pledged = await program.api(person, 'POST', '/api/pledges', body);
  expect(pledged.status).toBe(200);
  return body.id;
}
