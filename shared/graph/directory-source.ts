/** What another system says of somebody; what it does not tell is as it was. */
export type SourceChange =
  | { readonly kind: 'gone'; readonly userId: string }
  | {
      readonly kind: 'person';
      /** The Entra object id: a UUID in lower case. */
      readonly userId: string;
      readonly name?: string;
      /** Empty where there is none. */
      readonly mail?: string;
      /** Empty where nothing is known. */
      readonly place?: string;
      /** Whether the account may sign in; whoever's may not has left. */
      readonly enabled?: boolean;
      /** Without an id: they have no manager. */
      readonly manager?: { readonly id?: string };
    };

/**
 * Some changes, perhaps none, and where to go on. A change may come again, and those of one person in their order.
 * `start-anew`: the cursor is too old to go on from. `wait`: ask again after so long.
 */
export type SourcePage =
  | {
      readonly ok: true;
      readonly changes: readonly SourceChange[];
      /** Of whom nothing could be read. */
      readonly unreadable: number;
      readonly cursor: string;
      /** More of this round can be read at once; else the cursor is for the next one. */
      readonly more: boolean;
    }
  | { readonly ok: false; readonly reason: 'start-anew' }
  | { readonly ok: false; readonly reason: 'wait'; readonly ms: number };

/** Another system that knows who is in an organisation, and tells what changed. */
export interface DirectorySource {
  /**
   * The next page from a cursor; without one the first of everybody. Throws where the source refuses or does not
   * answer.
   */
  readChanges(cursor: string | undefined): Promise<SourcePage>;
}
