import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** How the parts of this page stand below each other. */
export const useSectionStyles = makeStyles({
  section: {
    display: 'grid',
    justifyItems: 'start',
    gap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
  text: { margin: 0, maxWidth: '70ch' },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
  wide: { width: '100%' },
});
