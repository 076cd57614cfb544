import type { MessageContent } from '../domain/message-content.ts';
import type { Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * The words of what was told to a person, or waits to be: nobody gets words that were never meant for them, nor those
 * of an ERG that they left. Ids that are not for them are left out.
 */
export async function contentsForPerson(
  deps: Pick<CommandDeps, 'contents'>,
  person: Person,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MessageContent>> {
  const found = new Map<string, MessageContent>();
  for (const id of ids) {
    if (!isMeantFor(person, id)) continue;
    const known = await deps.contents.get(person.key.tenantId, id);
    if (known === undefined) continue;
    if (known.ergId === undefined || isAlly(person, known.ergId)) found.set(id, known.content);
  }
  return found;
}

function isMeantFor(person: Person, id: string): boolean {
  const wasTold = person.deliveries.some(
    ({ items, progress }) =>
      progress.state !== 'given-up' &&
      items.some((item) => item.kind === 'pending' && item.id === id),
  );
  return wasTold || person.pendings.some((pending) => pending.id === id);
}

function isAlly(person: Person, ergId: string): boolean {
  return person.memberships.some(
    (membership) => membership.ergId === ergId && membership.state === 'active',
  );
}
