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
