/** What the tab must know before anybody is signed in; the server writes it into the page (`APP_FACTS`). */
export interface AppFacts {
  /** The Teams app id, for links into Teams. */
  readonly appId: string;
  /** Origins besides those of Teams that may frame the tab: none in production. */
  readonly hostOrigins: readonly string[];
  /** The languages that are for tests alone are spoken: never in production. */
  readonly pseudoLanguages?: true;
}

/** The name of the page's `meta` that holds the facts, as JSON. */
export const APP_FACTS = 'alongside-app';
