import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/**
 * The two surfaces that pages have: a card that leads somewhere as a whole, by the one link in it, and a panel
 * that asks for a decision. Layout inside is the user's own, by `mergeClasses`.
 */
export const useSurfaceStyles = makeStyles({
  linkCard: {
    position: 'relative',
    boxSizing: 'border-box',
    minWidth: 0,
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    // Not another background: in the contrast theme that one needs another colour for every word on it.
    ':hover': { boxShadow: tokens.shadow4 },
  },
  cardLink: {
    color: 'inherit',
    textDecorationLine: 'none',
    outlineStyle: 'none',
    // The whole card is the target of the one link in it.
    '::after': {
      content: '""',
      position: 'absolute',
      inset: 0,
      borderRadius: tokens.borderRadiusXLarge,
    },
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible::after': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
    },
  },
  panel: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    // The contrast theme has one background for all; the line keeps the panel apart there.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
  },
  panelTitle: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
});
