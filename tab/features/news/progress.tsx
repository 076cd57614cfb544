import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BandView, ProgressView } from '../../../shared/contract/news.ts';
import { useDates } from '../../lib/dates.ts';
import { useNewsStyles } from './news-styles.ts';

const useStyles = makeStyles({
  // Where each number stands below its words, it is nearer to them than to the next ones.
  list: {
    display: 'grid',
    rowGap: tokens.spacingVerticalXXS,
    columnGap: tokens.spacingHorizontalS,
    margin: 0,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 600px)': {
      rowGap: tokens.spacingVerticalS,
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
    },
  },
  what: {
    margin: 0,
    ':not(:first-child)': { marginTop: tokens.spacingVerticalS },
    '@media (min-width: 600px)': { ':not(:first-child)': { marginTop: 0 } },
  },
  band: { ...typographyStyles.body1Strong, margin: 0 },
});

interface ProgressProps {
  readonly progress: ProgressView;
  readonly recipients: number;
}

/** How far the telling is, in bands; of fewer than ten people nothing. */
export function Progress({ progress, recipients }: ProgressProps) {
  const styles = useStyles();
  const shared = useNewsStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  if (progress === null) return <p className={shared.words}>{t('progress.few')}</p>;
  const band = ({ from, to }: BandView) =>
    t('progress.band', { from: dates.number(from), to: dates.number(to) });
  const { sent, waiting, open, notTold, failed, corrected } = progress;
  const lines: readonly (readonly [string, BandView | null])[] = [
    [t('progress.sent'), sent],
    [t('progress.waiting'), waiting],
    [t('progress.open'), open],
    [t('progress.not-told'), notTold],
    [t('progress.failed'), failed],
    [t('progress.corrected'), corrected],
  ];
  return (
    <>
      <dl className={styles.list}>
        {lines.map(
          ([what, of]) =>
            of !== null && [
              <dt key={`${what} what`} className={styles.what}>
                {what}
              </dt>,
              <dd key={`${what} band`} className={styles.band}>
                {band(of)}
              </dd>,
            ],
        )}
      </dl>
      <p className={shared.aside}>{t('progress.of', { people: dates.number(recipients) })}</p>
    </>
  );
}
