/** Whom an organisation can name for help. */
export const HELP_KINDS = ['reporting', 'hr', 'counselling', 'emergency'] as const;
export type HelpKind = (typeof HELP_KINDS)[number];

/** One place to turn to, in an admin's words. */
export interface HelpPlace {
  /** Up to 80 characters. */
  readonly label: string;
  /** Up to 300 characters; may be empty. */
  readonly text: string;
  /** An https address. */
  readonly url?: string;
  /** As it is dialled and read. */
  readonly phone?: string;
}

/** Where people of an organisation get help. What is absent was not set. */
export interface TenantHelp {
  readonly places: Readonly<Partial<Record<HelpKind, HelpPlace>>>;
  /** Grows with every change. */
  readonly revision: number;
}

/** An organisation that named nobody yet. */
export const NO_HELP: TenantHelp = { places: {}, revision: 0 };
