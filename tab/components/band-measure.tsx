import type { ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  what: { margin: 0 },
  band: { ...typographyStyles.title3, margin: 0 },
  track: {
    position: 'relative',
    height: tokens.spacingVerticalS,
    marginBlock: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground6,
    // Seen in the contrast theme alone.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    overflow: 'hidden',
  },
  reach: {
    position: 'absolute',
    insetBlock: 0,
    minWidth: tokens.spacingHorizontalXS,
    backgroundColor: tokens.colorCompoundBrandBackground,
    forcedColorAdjust: 'none',
  },
  aside: {
    ...typographyStyles.caption1,
    margin: 0,
    color: tokens.colorNeutralForeground2,
  },
});

interface BandMeasureProps {
  /** What is measured. */
  readonly what: ReactNode;
  readonly band: { readonly from: number; readonly to: number };
  /** How many people the band is of. */
  readonly of: number;
  /** The band in words. */
  readonly words: ReactNode;
  /** What is to be said besides, a line each. */
  readonly asides?: readonly string[];
}

/** One band in words, with where it lies among all people as a plain picture. Inside a `dl`. */
export function BandMeasure({ what, band, of, words, asides = [] }: BandMeasureProps) {
  const styles = useStyles();
  const share = (people: number) => `${(100 * people) / of}%`;
  return (
    <div>
      <dt className={styles.what}>{what}</dt>
      <dd className={styles.band}>{words}</dd>
      <dd aria-hidden className={mergeClasses(styles.what, styles.track)}>
        <span
          className={styles.reach}
          style={{ insetInlineStart: share(band.from), width: share(band.to - band.from) }}
        />
      </dd>
      {asides.map((aside) => (
        <dd key={aside} className={styles.aside}>
          {aside}
        </dd>
      ))}
    </div>
  );
}
