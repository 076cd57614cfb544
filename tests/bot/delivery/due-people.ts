import { commitChange, momentOfChange } from '../../../shared/commands/change-person.ts';
import type { CommandDeps } from '../../../shared/commands/deps.ts';
import { addMinutes } from '../../../shared/domain/cadence.ts';
import type { Delivery, DeliveryState } from '../../../shared/domain/delivery.ts';
import type { Person, PersonKey } from '../../../shared/domain/person.ts';
import { minutesIntoHalfHour } from '../../../shared/domain/spread.ts';
import { SCHEDULE_SHARDS, type StoredHint } from '../../../shared/store/schedule-store.ts';
import { aPerson, aPledge, PLEDGE_ID, type PersonFields, USER_ID } from '../../support/builders.ts';

/** The local date on which the question of `aPledge` is due, a Tuesday. */
export const DUE_DATE = '2026-03-10';

/** The question of `aPledge` for that date. */
export const DUE_QUESTION = { pledgeId: PLEDGE_ID, date: DUE_DATE };

/** When the message to `USER_ID` may go out at the earliest. */
export const DUE_AT = addMinutes(`${DUE_DATE}T09:00:00.000Z`, minutesIntoHalfHour(USER_ID));

/** By then everybody's message of that date may go out, and no window is over. */
export const ALL_DUE_AT = `${DUE_DATE}T09:30:00.000Z`;

/** A person with a pledge that asks on `DUE_DATE`. */
export function aDuePerson(fields: PersonFields = {}): Person {
  return aPerson({ pledges: [aPledge()], ...fields });
}

/** Stores a person with the hint for the next look, as a command does. */
export async function store(deps: CommandDeps, person: Person): Promise<PersonKey> {
  const at = momentOfChange(deps, person);
  const committed = await commitChange(deps, undefined, { person, past: [] }, at);
  if (committed === undefined) throw new Error('This person was stored before.');
  return person.key;
}

/** A message of `DUE_DATE` that a worker claimed. */
export function aClaim(leaseUntilMs: number, fields: Partial<Delivery> = {}): Delivery {
  const progress: DeliveryState = { state: 'sending', claimId: 'of-another', leaseUntilMs };
  return {
    date: DUE_DATE,
    cause: 'check-in',
    about: '',
    opening: 'plain',
    chargedOn: DUE_DATE,
    items: [{ kind: 'question', ...DUE_QUESTION }],
    progress,
    attempts: 1,
    ...fields,
  };
}

/** The person as stored; throws where there is none. */
export async function stored(deps: CommandDeps, key: PersonKey): Promise<Person> {
  const loaded = await deps.people.load(key);
  if (loaded === undefined) throw new Error('This person is not stored.');
  return loaded.person;
}

/** Every hint up to a moment, of all shards. */
export async function hintsUntil(deps: CommandDeps, at: string): Promise<readonly StoredHint[]> {
  const shards = Array.from({ length: SCHEDULE_SHARDS }, (_, shard) => shard);
  const hints = await Promise.all(shards.map((shard) => deps.schedule.due(shard, at, 1000)));
  return hints.flat();
}
