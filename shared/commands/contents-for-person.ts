import type { MessageContent } from '../domain/message-content.ts';
import type { Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * The words of what was told to a person, or waits to be and may be: nobody gets words that were never meant for them,
 * nor those of an ERG that they left or organise no more, nor those that are held back and reached them never. Ids that are not for them
 * are left out.
 */
export async function contentsForPerson(
  deps: Pick<CommandDeps, 'contents'>,
  person: Person,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MessageContent>> {
  const read = await Promise.all(
    ids.map(async (id) => {
      const reached = wasTold(person, id);
      if (!reached && !person.pendings.some((pending) => pending.id === id)) return [];
      const known = await deps.contents.get(person.key.tenantId, id);
      if (known === undefined || !(reached || known.told)) return [];
      const { ergId, onlyFor } = known;
      const isForThem =
        (ergId === undefined || isAlly(person, ergId)) &&
        (onlyFor === undefined || onlyFor.includes(person.key.userId));
      return isForThem ? [[id, known.content] as const] : [];
    }),
  );
  return new Map(read.flat());
}

function wasTold(person: Person, id: string): boolean {
  return person.deliveries.some(
    ({ items, progress }) =>
      progress.state !== 'given-up' &&
      items.some((item) => item.kind === 'pending' && item.id === id),
  );
}

function isAlly(person: Person, ergId: string): boolean {
  return person.memberships.some(
    (membership) => membership.ergId === ergId && membership.state === 'active',
  );
}
