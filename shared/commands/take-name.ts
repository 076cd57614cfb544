import { unchanged } from '../domain/decision.ts';
import { accepted } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { nameInErgs } from './name-in-ergs.ts';

/**
 * Lets the name by which somebody goes now replace the one before, everywhere. The same name writes nothing. Of whom
 * nothing is kept here, nothing is kept afterwards; but they may run an ERG. Throws where others were first too often.
 */
export async function takeName(
  deps: CommandDeps,
  asker: Asker & { readonly name: string },
): Promise<void> {
  const taken = await changePerson<never>(deps, asker, (person) => accepted(unchanged(person)));
  if (!taken.ok) throw new Error('A name could not be taken: others were first.');
  if (taken.value.profile.revision === 0) await nameInErgs(deps, asker.key, asker.name);
}
