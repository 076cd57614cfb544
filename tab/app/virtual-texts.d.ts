declare module 'virtual:texts' {
  /** A file of texts. */
  type Texts = Readonly<Record<string, unknown>>;
  interface TextsOfLanguage {
    /** Those of the first page, by namespace. */
    readonly first: Readonly<Record<string, Texts>>;
    readonly others: Readonly<Record<string, () => Promise<{ readonly default: Texts }>>>;
  }
  /** The shipped languages: see `texts-plugin.ts`. */
  export const languages: Readonly<Record<string, () => Promise<TextsOfLanguage>>>;
}
