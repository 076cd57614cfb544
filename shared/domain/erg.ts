/** How one becomes an ally of an ERG. */
export const JOIN_POLICIES = ['open', 'on-request', 'by-invitation'] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

/** A person named on an ERG's page. */
export interface NamedPerson {
  readonly userId: string;
  readonly name: string;
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
  /** What allies are asked to do, in short sentences. */
  readonly asks: readonly string[];
  readonly organisers: readonly NamedPerson[];
  readonly sponsor?: NamedPerson;
  readonly state: 'active' | 'archived';
}
