import {
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import type { Theme } from './page-state.ts';

const TOKENS = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
} as const satisfies Record<Theme, unknown>;

/** Puts a theme's tokens on the page as CSS variables, `--colorNeutralForeground1`, for the frame and the cards. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(TOKENS[theme])) {
    root.style.setProperty(`--${name}`, String(value));
  }
  root.dataset['theme'] = theme;
  root.style.colorScheme = theme === 'default' ? 'light' : 'dark';
}
