/** A demo person whom the local Teams can be. */
export interface LocalPerson {
  /** The Entra object id. */
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  /** Who this is, for whoever tries things out: "Organiser of Women in Engineering". */
  readonly note: string;
  /** App roles, as they stand in the token. */
  readonly roles: readonly string[];
  readonly guest: boolean;
  /** What this person may do, in plain words, for `GET /local/people`. */
  readonly may: readonly string[];
}
