import type { PersonKey } from '../domain/person.ts';
import type { TenantEntry } from '../domain/tenant-entry.ts';
import type { AudienceStore } from '../store/audience-store.ts';
import type { PilotStore } from '../store/pilot-store.ts';

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

const KEPT_MS = 60_000;
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
    readonly publishedEntry: { readonly get: (tenantId: string) => Promise<TenantEntry> };
    readonly audience: Pick<AudienceStore, 'agreedSince'>;
    readonly pilot: Pick<PilotStore, 'read'>;
  },
  realMs: () => number,
): Entrance {
  const kept = new Map<string, { readonly atMs: number; readonly isIn: Promise<boolean> }>();

  /** Who agreed needs one request, which is most who come; only who did not needs another. */
  async function isIn(key: PersonKey): Promise<boolean> {
    return (await audience.agreedSince(key)) !== undefined || (await pilot.read(key)) !== undefined;
  }

  function isKnownIn(key: PersonKey): Promise<boolean> {
    const name = nameOf(key);
    const known = kept.get(name);
    if (known !== undefined && realMs() - known.atMs < KEPT_MS) return known.isIn;
    // What is forgotten is only asked again.
    if (kept.size >= MOST_KEPT) kept.clear();
    const asked = isIn(key);
    kept.set(name, { atMs: realMs(), isIn: asked });
    asked.catch(() => {
      if (kept.get(name)?.isIn === asked) kept.delete(name);
    });
    return asked;
  }

  return {
    async admit({ key, isGuest = false, isAdmin = false }) {
      const { guests, access } = await publishedEntry.get(key.tenantId);
      if (isGuest && guests === 'refused') return 'not-for-guests';
      if (access === 'everyone' || isAdmin) return 'in';
      return (await isKnownIn(key)) ? 'in' : 'pilot-only';
    },
    forget(key) {
      kept.delete(nameOf(key));
    },
  };
}

function nameOf({ tenantId, userId }: PersonKey): string {
  return `${tenantId}_${userId}`;
}
