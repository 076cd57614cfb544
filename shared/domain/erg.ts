import type { NamedPerson } from './named-person.ts';
import type { Instant } from './time.ts';

/** How one becomes an ally of an ERG. */
export const JOIN_POLICIES = ['open', 'on-request', 'by-invitation'] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

/** Somebody who runs an ERG, and how they came to. An appointment by an admin is shown on the ERG's page. */
export interface Organiser extends NamedPerson {
  readonly since: Instant;
  readonly appointedBy: 'admin' | 'organiser';
}

/** An employee resource group, as its page shows it. */
export interface Erg {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly tags: readonly string[];
  readonly places: readonly string[];
  /** One emoji. */
  readonly picture: string;
  /** A mail address or short text: whom to write to. */
  readonly contact: string;
  readonly teamUrl?: string;
  readonly channelUrl?: string;
  readonly joinPolicy: JoinPolicy;
  /** Nobody where the last one left: then admins are asked to appoint somebody. */
  readonly organisers: readonly Organiser[];
  readonly sponsor?: NamedPerson;
  readonly state: 'active' | 'archived';
  /** How long somebody who was declined or removed waits before they may ask again, 0 to 365 days. */
  readonly askAgainAfterDays: number;
  /** 1, and one more with each change of anything of this. */
  readonly revision: number;
  /** An admin withdrew the purpose, picture and tags: nobody but organisers sees them until they are changed. */
  readonly isWithdrawn?: true;
}

/** What stands for the picture of an ERG whose own one is withdrawn. */
const NO_PICTURE = '👥';

/** An ERG as everybody may see it: without what an admin withdrew. */
export function seenByEverybody(erg: Erg): Erg {
  return erg.isWithdrawn === true ? { ...erg, purpose: '', picture: NO_PICTURE, tags: [] } : erg;
}

/** How many people may run one ERG. */
export const MOST_ORGANISERS = 20;

/** Days that pass before somebody may ask again, unless the organisers decide otherwise. */
export const ASK_AGAIN_AFTER_DAYS = 30;

/** Whether somebody runs this ERG. */
export function isOrganiser({ organisers }: Pick<Erg, 'organisers'>, userId: string): boolean {
  return organisers.some((organiser) => organiser.userId === userId);
}
