import { deliverToPerson } from '../../../bot/delivery/deliver-to-person.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { NOON, type PersonFields } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aDuePerson, DUE_AT, store, stored } from './due-people.ts';
import { recordingSender } from './recording-sender.ts';

const { key } = aDuePerson();

/** A program at the moment at which the person's message is due, with the person stored as said. */
export async function setUpDue(
  fields: PersonFields = {},
  options: {
    readonly sender?: ReturnType<typeof recordingSender>;
    readonly changeDeps?: (deps: TestDeps) => TestDeps;
  } = {},
) {
  const sender = options.sender ?? recordingSender();
  const made = testDeps({ now: NOON, sender });
  await store(made, aDuePerson(fields));
  made.clock.set(DUE_AT);
  const deps = options.changeDeps?.(made) ?? made;
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  return {
    deps,
    sender,
    deliver: () => deliverToPerson(deps, permits, { key, again: false }),
    person: () => stored(made, key),
    progress: async () => (await stored(made, key)).deliveries.map(({ progress }) => progress),
  };
}
