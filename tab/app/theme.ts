import {
  makeStaticStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import type { TeamsTheme } from '../lib/teams-context.ts';

/** Fluent's theme for each of Teams'. */
export const FLUENT_THEMES = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
} as const satisfies Record<TeamsTheme, Theme>;

/**
 * The ground under everything: the frame has no edge of its own, and what somebody writes begins at the side where its
 * language begins.
 */
export const useGround = makeStaticStyles({
  body: { margin: 0 },
  'input, textarea': { unicodeBidi: 'plaintext' },
});
