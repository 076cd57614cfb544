import { useEffect, useState } from 'react';
import { teamsLightTheme, type Theme } from '@fluentui/react-components';
import type { TeamsTheme } from '../lib/teams-context.ts';

/** How the tab looks. */
export interface Look {
  readonly theme: TeamsTheme;
  /** Fluent's tokens for it. */
  readonly fluent: Theme;
}

/** The look for a theme of Teams. The light one is at hand; rejects where another cannot be fetched. */
export async function loadLook(theme: TeamsTheme): Promise<Look> {
  return { theme, fluent: await FLUENT[theme]() };
}

const FLUENT: Readonly<Record<TeamsTheme, () => Promise<Theme>>> = {
  default: () => Promise.resolve(teamsLightTheme),
  dark: async () => (await import('./dark-theme.ts')).teamsDarkTheme,
  contrast: async () => (await import('./contrast-theme.ts')).teamsHighContrastTheme,
};

/**
 * The look that is worn: this one until the theme changes, of which `watch` tells the listener that it is given; `watch` gives
 * what ends that, if it can be ended, and stays the same.
 */
export function useLook(
  first: Look,
  watch: (listener: (theme: TeamsTheme) => void) => (() => void) | void,
): Look {
  const [look, setLook] = useState(first);
  useEffect(() => {
    let wanted: TeamsTheme | undefined;
    return watch((next) => {
      wanted = next;
      loadLook(next).then(
        (loaded) => setLook((worn) => (wanted === next ? loaded : worn)),
        // Where it cannot be fetched, the one before can be read still.
        () => undefined,
      );
    });
  }, [watch]);
  return look;
}
