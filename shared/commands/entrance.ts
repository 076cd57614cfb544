import type { PersonKey } from '../domain/person.ts';
import type { TenantEntry } from '../domain/tenant-entry.ts';
import type { AudienceStore } from '../store/audience-store.ts';
import type { PilotStore } from '../store/pilot-store.ts';
import { createPublicationCache, type PublicationCache } from '../store/publication-cache.ts';

/** Whether somebody may come in, and why not. */
export type Admission = 'in' | 'not-for-guests' | 'pilot-only';

/** Who wants in, as far as their sign-in says. */
export interface Visitor {
  readonly key: PersonKey;
  /** A chat does not say so. */
  readonly isGuest?: boolean;
  /** Whoever runs Alongside always comes in: they could not end the pilot otherwise. */
  readonly isAdmin?: boolean;
}

/** Says who may come in. */
export interface Entrance {
  /** No request of its own but the organisation's rules once a minute; while a pilot is on, at most two a minute for one person. */
  admit(visitor: Visitor): Promise<Admission>;
  /** Asks anew about this person: something was decided about them here. */
  forget(key: PersonKey): void;
}

const MOST_KEPT = 20_000;

/**
 * Admits by what admins decided: guests where they are allowed, and while a pilot is on, the pilot group and whoever agreed
 * before. What is known of somebody is kept for a minute in this process.
 */
export function createEntrance(
  {
    publishedEntry,
    audience,
    pilot,
  }: {
    readonly publishedEntry: Pick<PublicationCache<TenantEntry>, 'get'>;
    readonly audience: Pick<AudienceStore, 'agreedSince'>;
    readonly pilot: Pick<PilotStore, 'read'>;
  },
  realMs: () => number,
): Entrance {
  const agreedOrPilot = createPublicationCache(isIn, realMs, MOST_KEPT);

  /** Who agreed needs one request, which is most who come; only who did not needs another. */
  async function isIn(tenantId: string, userId: string): Promise<boolean> {
    const key = { tenantId, userId };
    return (await audience.agreedSince(key)) !== undefined || (await pilot.read(key)) !== undefined;
  }

  return {
    async admit({ key, isGuest = false, isAdmin = false }) {
      const { guests, access } = await publishedEntry.get(key.tenantId);
      if (isGuest && guests === 'refused') return 'not-for-guests';
      if (access === 'everyone' || isAdmin) return 'in';
      return (await agreedOrPilot.get(key.tenantId, key.userId)) ? 'in' : 'pilot-only';
    },
    forget({ tenantId, userId }) {
      agreedOrPilot.forget(tenantId, userId);
    },
  };
}
