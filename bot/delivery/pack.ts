import { z } from 'zod';
import type { PersonKey } from '../../shared/domain/person.ts';

/** People of one tenant to look at now. */
export interface Pack {
  readonly tenantId: string;
  readonly userIds: readonly string[];
}

/** How many people a pack holds at the most. */
export const PACK_SIZE = 50;

const PackText = z.object({
  tenantId: z.string().min(1),
  userIds: z.array(z.string().min(1)).min(1).max(PACK_SIZE),
});

/** Puts people into packs of one tenant each; somebody who is there twice is packed once. */
export function packPeople(keys: readonly PersonKey[]): readonly Pack[] {
  const byTenant = Map.groupBy(keys, (key) => key.tenantId);
  return [...byTenant].flatMap(([tenantId, people]) => {
    const userIds = [...new Set(people.map((key) => key.userId))];
    return Array.from({ length: Math.ceil(userIds.length / PACK_SIZE) }, (_, index) => ({
      tenantId,
      userIds: userIds.slice(index * PACK_SIZE, (index + 1) * PACK_SIZE),
    }));
  });
}

/** A pack as the text of a queue message. */
export function packToText(pack: Pack): string {
  return JSON.stringify(pack);
}

/** The pack in a queue message; undefined where the text is no pack. */
export function packFromText(text: string): Pack | undefined {
  try {
    return PackText.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
