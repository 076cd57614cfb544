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
 * The ground under everything: the frame has no edge of its own, what somebody writes begins at the side where its
 * language begins, and what gets the focus is scrolled clear of the bars that stay in sight.
 */
export const useGround = makeStaticStyles([
  { body: { margin: 0 }, 'input, textarea': { unicodeBidi: 'plaintext' } },
  // Beside it stands what it is waiting for; Fluent would only let it turn more slowly.
  '@media (prefers-reduced-motion: reduce) { .fui-Spinner * , .fui-Spinner *::before, .fui-Spinner *::after { animation: none !important } }',
  // Above, the navigation and a row of buttons below it; below, a row of buttons.
  '@media (min-height: 481px) { html { scroll-padding-block: calc(var(--bar-height, 0px) + 72px) 80px } }',
]);
