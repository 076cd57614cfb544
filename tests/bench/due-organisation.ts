import { conversationIdOf } from '../../infra/local/connector/conversations.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { createScheduleStore } from '../../shared/store/schedule-store.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { aPerson, aPledge, TENANT_ID } from '../support/builders.ts';
import { userIdOf } from './organisation.ts';

/** Product time at which everybody of the organisation is due: a Tuesday, half past nine in London. */
export const DUE_AT = '2026-03-10T09:30:00.000Z';

/** Somebody, from 0, whose fortnightly question is due at `DUE_AT` and who can be written to at this service URL. */
function aDuePerson(n: number, serviceUrl: string): Person {
  const userId = userIdOf(n);
  return aPerson({
    userId,
    name: `Given${n % 500} Family${n}`,
    conversation: {
      state: 'reachable',
      conversationId: conversationIdOf(TENANT_ID, userId),
      serviceUrl,
      learntAt: '2026-03-02T12:00:00.000Z',
    },
    pledges: [aPledge()],
  });
}

/** The keys of people from this number on. */
export function keysOf(from: number, count: number): readonly PersonKey[] {
  return Array.from({ length: count }, (_, n) => ({
    tenantId: TENANT_ID,
    userId: userIdOf(from + n),
  }));
}

/** Stores people, so many at once, without hints. */
export async function storeDuePeople(
  storage: Storage,
  about: { readonly from: number; readonly count: number; readonly serviceUrl: string },
  lanes = 24,
): Promise<void> {
  const people = createPeopleStore(storage.tables, () => {
    throw new Error('A row of the organisation cannot be read.');
  });
  const numbers = Array.from({ length: about.count }, (_, n) => about.from + n);
  await atOnce(numbers, lanes, async (n) => {
    const stored = await people.commit(undefined, aDuePerson(n, about.serviceUrl), []);
    if (!stored.ok) throw new Error('This person was stored before.');
  });
}

/** Makes these people due now. */
export async function makeDue(storage: Storage, keys: readonly PersonKey[]): Promise<void> {
  const schedule = createScheduleStore(storage.tables);
  await schedule.putAll(keys.map((key) => ({ key, at: DUE_AT })));
}
