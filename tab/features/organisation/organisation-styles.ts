import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** The sections of both pages. */
export const useOrganisationStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXL },
  section: { minWidth: 0, maxWidth: '640px' },
  wide: { minWidth: 0 },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalS}`, maxWidth: '70ch' },
  target: { minHeight: '44px' },
});
