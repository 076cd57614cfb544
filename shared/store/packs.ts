import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import { readMessage } from './message-text.ts';

/** Somebody in a pack. */
export interface PackedPerson {
  readonly userId: string;
  /** When they were due, in product time. */
  readonly dueAt?: Instant;
  /** How often looking at them has failed before; absent where never. */
  readonly tries?: number;
}

/** People of one tenant to look at now. */
export interface Pack {
  readonly tenantId: string;
  readonly people: readonly PackedPerson[];
  /** An admin asked to try again what was given up today. */
  readonly again?: boolean;
}

/** How many people a pack holds at the most. */
export const PACK_SIZE = 50;

/** How a message of this queue is read. */
export const PackText = z.object({
  tenantId: z.string().min(1),
  people: z
    .array(
      z.object({
        userId: z.string().min(1),
        dueAt: z.string().exactOptional(),
        tries: z.int().min(1).exactOptional(),
      }),
    )
    .min(1)
    .max(PACK_SIZE),
  again: z.boolean().exactOptional(),
});

/** Somebody whose time has come. */
export interface DuePerson extends Omit<PackedPerson, 'userId'> {
  readonly key: PersonKey;
}

/**
 * Puts people into packs of one tenant each, in their order; somebody who is there twice is packed once, as due since
 * the first time.
 */
export function packPeople(due: readonly DuePerson[]): readonly Pack[] {
  const byTenant = Map.groupBy(due, ({ key }) => key.tenantId);
  return [...byTenant].flatMap(([tenantId, ofTenant]) => {
    const people = new Map<string, PackedPerson>();
    for (const { key, ...rest } of ofTenant) {
      if (!people.has(key.userId)) people.set(key.userId, { userId: key.userId, ...rest });
    }
    const all = [...people.values()];
    return Array.from({ length: Math.ceil(all.length / PACK_SIZE) }, (_, index) => ({
      tenantId,
      people: all.slice(index * PACK_SIZE, (index + 1) * PACK_SIZE),
    }));
  });
}

/** A pack as the text of a queue message. */
export function packToText(pack: Pack): string {
  return JSON.stringify(pack);
}

/** The pack in a queue message; undefined where the text is no pack. */
export function packFromText(text: string): Pack | undefined {
  return readMessage(PackText, text);
}
