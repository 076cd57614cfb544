import type { PersonChange } from '../../shared/domain/decision.ts';
import type { PastChange, Person } from '../../shared/domain/person.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Result } from '../../shared/domain/result.ts';

/** What an accepted decision made; throws the reason where it was refused. */
export function changeOf(result: Result<PersonChange, string>): {
  readonly person: Person;
  readonly past: readonly PastChange[];
} {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}

/** Why a decision was refused, or undefined where it was accepted. */
export function refusalOf(result: Result<unknown, string>): string | undefined {
  return result.ok ? undefined : result.reason;
}

/** The only pledge of a person; throws where there is none or another one. */
export function onlyPledge(person: Person): Pledge {
  const [pledge, ...others] = person.pledges;
  if (pledge === undefined || others.length > 0) throw new Error('not one pledge');
  return pledge;
}

/** What was accepted; throws the reason where it was refused. */
export function valueOf<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}
