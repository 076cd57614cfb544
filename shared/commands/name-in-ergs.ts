import { renamePerson } from '../domain/erg-decisions.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted } from '../domain/result.ts';
import { changeErg } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Names somebody by their present name in every ERG that they run or sponsor. Of a person who is known here the name is
 * read anew for each try, so that a slow old name never replaces a newer one. Safe to repeat; throws where an ERG could
 * not be changed.
 */
export async function nameInErgs(deps: CommandDeps, key: PersonKey, name: string): Promise<void> {
  const { tenantId, userId } = key;
  for (const line of await deps.ergs.list(tenantId)) {
    if (line.sponsor !== userId && !line.organisers.includes(userId)) continue;
    const actor = { userId, as: 'alongside' } as const;
    const named = await changeErg<never>(deps, { tenantId, ergId: line.id, actor }, async (erg) => {
      const known = (await deps.people.load(key))?.person.profile.name ?? '';
      const present = known === '' ? name : known;
      return accepted({ erg: renamePerson(erg, { userId, name: present }), acts: [] });
    });
    if (!named.ok && named.reason !== 'not-found') {
      throw new Error(`A name could not be carried to an ERG: ${named.reason}.`);
    }
  }
}
