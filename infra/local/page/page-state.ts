/** The themes that Teams has, by the names that teams-js gives them. */
export const THEMES = ['default', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** How wide the tab is drawn. */
export const WIDTHS = ['320', 'tablet', 'full'] as const;
export type Width = (typeof WIDTHS)[number];

/** What the page shows; all of it stands in its address. */
export interface PageState {
  /** The Entra object id of a demo person. */
  readonly person: string;
  readonly theme: Theme;
  /** BCP 47. */
  readonly lang: string;
  readonly width: Width;
  /** The page of the tab that a deep link asked for; empty for none. */
  readonly page: string;
}

/** Reads the state out of an address; what is missing or unknown takes the first choice. */
export function stateFromQuery(
  query: string,
  choices: { readonly people: readonly string[]; readonly languages: readonly string[] },
): PageState {
  const parameters = new URLSearchParams(query);
  const oneOf = <Choice extends string>(name: string, known: readonly Choice[]): Choice => {
    const wanted = parameters.get(name);
    const choice = known.find((one) => one === wanted) ?? known[0];
    if (choice === undefined) throw new Error(`Nothing to choose from: ${name}`);
    return choice;
  };
  return {
    person: oneOf('person', choices.people),
    theme: parameters.get('theme') === 'light' ? 'default' : oneOf('theme', THEMES),
    lang: oneOf('lang', choices.languages),
    width: oneOf('width', ['full', ...WIDTHS]),
    page: parameters.get('page') ?? '',
  };
}

/** Writes the state as a query, `?person=…`. */
export function queryFromState(state: PageState): string {
  const { page, ...rest } = state;
  return `?${new URLSearchParams({ ...rest, ...(page === '' ? {} : { page }) })}`;
}
