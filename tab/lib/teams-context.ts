import { createContext, useContext } from 'react';

/** The themes that Teams has. */
export type TeamsTheme = 'default' | 'dark' | 'contrast';

/** What the pages know of the Teams around them. */
export interface TeamsFacts {
  readonly theme: TeamsTheme;
  /** BCP 47: the language of the texts, with the region that Teams has, e.g. `en-GB`. */
  readonly language: string;
  /** Opens a link to Teams, or to the web, in the way of this host. */
  openLink(url: string): Promise<void>;
}

/** What Teams says about itself; a test puts its own facts here. */
export const TeamsContext = createContext<TeamsFacts>({
  theme: 'default',
  language: 'en',
  openLink: async (url) => {
    window.open(url, '_blank', 'noopener');
  },
});

/** What Teams says about itself. */
export function useTeams(): TeamsFacts {
  return useContext(TeamsContext);
}
