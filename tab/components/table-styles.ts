import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const CELL = {
  textAlign: 'start',
  paddingBlock: tokens.spacingVerticalS,
  paddingInline: `0 ${tokens.spacingHorizontalM}`,
  '@media (max-width: 480px)': { paddingInline: `0 ${tokens.spacingHorizontalXS}` },
} as const;

/** Tables of figures, and the line between two of their rows. */
export const useTableStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse' },
  caption: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    textAlign: 'start',
    paddingBottom: tokens.spacingVerticalS,
  },
  row: { borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  heading: { ...typographyStyles.body1Strong, ...CELL },
  number: { ...typographyStyles.body1, ...CELL },
});
