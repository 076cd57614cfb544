import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** What the pages of moments and announcements look like alike. */
export const useNewsStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalXXL, minWidth: 0 },
  // The words beside the card where there is room, above it where there is not.
  sideBySide: {
    display: 'grid',
    gap: tokens.spacingHorizontalXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  column: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0, alignContent: 'start' },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  words: { margin: 0, maxWidth: '70ch' },
  aside: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
  days: { minHeight: '44px', maxWidth: '120px' },
  list: { margin: 0, paddingInlineStart: '20px' },
  number: { ...typographyStyles.subtitle1, margin: 0 },
});
