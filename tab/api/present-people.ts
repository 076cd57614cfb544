import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { PeopleReply } from '../../shared/contract/run.ts';

/** How many colleagues one search shows: more are found by more letters. */
const MOST_FOUND = 20;

/** Colleagues with a word in their name that starts so: a range in every part of the directory. */
export async function presentPeople(
  deps: Pick<CommandDeps, 'directory'>,
  tenantId: string,
  find: string,
): Promise<PeopleReply> {
  const found = await deps.directory.findByWord(tenantId, find, MOST_FOUND);
  return { people: found.map(({ userId, name, place }) => ({ userId, name, place })) };
}
