import { HostConfig } from 'adaptivecards';

// The card renderer hands colours on to CSS as they are, so a theme's variables make cards follow it at once.
const token = (name: string) => `var(--${name})`;
const ink = (strong: string, subtle: string) => ({
  default: token(strong),
  subtle: token(subtle),
  highlightColors: {
    default: token('colorNeutralBackground4'),
    subtle: token('colorNeutralBackground4'),
  },
});
const foregroundColors = {
  default: ink('colorNeutralForeground1', 'colorNeutralForeground3'),
  dark: ink('colorNeutralForeground1', 'colorNeutralForeground3'),
  light: ink('colorNeutralForegroundInverted', 'colorNeutralForegroundInverted'),
  accent: ink('colorBrandForeground1', 'colorBrandForeground2'),
  attention: ink('colorPaletteRedForeground1', 'colorPaletteRedForeground1'),
  good: ink('colorPaletteGreenForeground1', 'colorPaletteGreenForeground1'),
  warning: ink('colorPaletteDarkOrangeForeground1', 'colorPaletteDarkOrangeForeground1'),
};
const container = (background: string) => ({
  backgroundColor: token(background),
  borderColor: token('colorNeutralStroke2'),
  foregroundColors,
});

/** How cards look, close to how Teams draws them, in whichever theme stands on the page. */
export const hostConfig = new HostConfig({
  fontFamily: token('fontFamilyBase'),
  supportsInteractivity: true,
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
  spacing: { none: 0, small: 8, default: 12, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  separator: { lineThickness: 1, lineColor: token('colorNeutralStroke2') },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('colorNeutralBackground1'),
    emphasis: container('colorNeutralBackground3'),
    accent: container('colorBrandBackground2'),
    good: container('colorPaletteGreenBackground1'),
    attention: container('colorPaletteRedBackground1'),
    warning: container('colorPaletteDarkOrangeBackground1'),
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 12,
  },
});
