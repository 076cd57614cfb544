import { isKnownByInvitationAlone } from '../domain/invitation.ts';
import { newPerson } from '../domain/new-person.ts';
import type { Person } from '../domain/person.ts';
import type { ErgDirectoryLine } from '../store/erg-rows.ts';
import type { Asker } from './change-person.ts';
import { comeBack, isMissed } from './come-back.ts';
import type { CommandDeps } from './deps.ts';
import { projectStaleOutbox } from './project-outbox.ts';
import { takeName } from './take-name.ts';

/** What home shows: the person, and the ERGs by id as they were published at most a minute ago. */
export interface Home {
  readonly person: Person;
  readonly ergs: ReadonlyMap<string, ErgDirectoryLine>;
}

/**
 * Reads home: one query, with the directory of ERGs from the replica's cache. Writes nothing, but that somebody who
 * had fallen silent is there again, or goes by another name.
 */
export async function readHome(deps: CommandDeps, asker: Asker): Promise<Home> {
  const [loaded, lines] = await Promise.all([
    deps.people.load(asker.key),
    deps.publishedErgs.get(asker.key.tenantId),
  ]);
  const known = loaded?.person.profile.life === 'living' ? loaded.person : undefined;
  if (known !== undefined) projectStaleOutbox(deps, known);
  if (known !== undefined && isMissed(known)) {
    deps.inBackground(async () => void (await comeBack(deps, asker)));
  }
  // Where only invitations are kept, nothing is kept of who is asking.
  const isNew = known === undefined || isKnownByInvitationAlone(known);
  const person = isNew ? { ...newPerson(asker), invitations: known?.invitations ?? [] } : known;
  if (!isNew && isCalledElse(asker, known)) {
    deps.inBackground(() => takeName(deps, asker));
  }
  return {
    person,
    ergs: new Map(lines.map((line) => [line.id, line])),
  };
}

function isCalledElse(
  asker: Asker,
  { profile }: Person,
): asker is Asker & { readonly name: string } {
  return asker.name !== undefined && asker.name !== '' && asker.name !== profile.name;
}
