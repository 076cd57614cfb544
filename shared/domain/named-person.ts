/** Somebody by name. */
export interface NamedPerson {
  /** The Entra object id. */
  readonly userId: string;
  readonly name: string;
}
