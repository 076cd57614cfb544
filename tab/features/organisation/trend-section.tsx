import { lazy, Suspense } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useDates } from '../../lib/dates.ts';
import { useIsNarrow } from '../../lib/use-is-narrow.ts';
import { bandsOf, type Measure, type Month } from './measures.ts';
import { useOrganisationStyles } from './organisation-styles.ts';
import { TrendTable } from './trend-table.tsx';
import { type Finding, findingOf, type TrendMonth, trendOf } from './trend.ts';

// What draws comes by itself: the words and the tables are there before it.
const BandsChart = lazy(async () => ({
  default: (await import('./bands-chart.tsx')).BandsChart,
}));

const useStyles = makeStyles({
  charts: {
    display: 'grid',
    gap: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL}`,
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    marginBottom: tokens.spacingVerticalXL,
  },
  measure: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalXS}` },
  // Beside one another, the charts begin at one height.
  finding: { margin: `0 0 ${tokens.spacingVerticalS}`, flexGrow: 1, maxWidth: '70ch' },
});

/** Twelve months beside one another: what went how in a sentence, a chart, and the same as a table. */
export function TrendSection({ months }: { readonly months: readonly Month[] }) {
  const styles = useStyles();
  const section = useOrganisationStyles();
  const { t } = useTranslation('organisation');
  const isNarrow = useIsNarrow();
  const trend = trendOf(months);
  const newest = trend.findLast(({ shown }) => shown !== undefined)?.shown;
  if (newest === undefined) return null;
  const measures = bandsOf(newest).map(({ measure }) => measure);
  const title = t('trend.title');
  return (
    <section className={section.wide} aria-label={title}>
      <h2 className={section.heading}>{title}</h2>
      <div className={styles.charts}>
        {measures.map((measure) => (
          <div key={measure} className={styles.measure}>
            <MeasureTrend measure={measure} trend={trend} />
            {isNarrow && (
              <TrendTable
                trend={trend}
                measures={[measure]}
                caption={t('trend.caption-one', { measure: t(`measure.${measure}`) })}
              />
            )}
          </div>
        ))}
      </div>
      {!isNarrow && <TrendTable trend={trend} measures={measures} caption={t('trend.caption')} />}
    </section>
  );
}

function MeasureTrend({
  measure,
  trend,
}: {
  readonly measure: Measure;
  readonly trend: readonly TrendMonth[];
}) {
  const styles = useStyles();
  const { t } = useTranslation('organisation');
  const finding = findingOf(trend, measure);
  const said = useFindingWords();
  return (
    <>
      <h3 className={styles.title}>{t(`measure.${measure}`)}</h3>
      {finding !== undefined && <p className={styles.finding}>{said(finding)}</p>}
      <Suspense fallback={<LoadingRows shape="lines" count={3} />}>
        <BandsChart trend={trend} measure={measure} />
      </Suspense>
    </>
  );
}

function useFindingWords(): (finding: Finding) => string {
  const { t } = useTranslation('organisation');
  const { month, number } = useDates();
  const standing = ({ band, people }: Finding['first']) =>
    t('trend.short-of', {
      from: number(band.from),
      to: number(band.to),
      of: number(people),
    });
  return ({ kind, first, last }) =>
    t(`trend.${kind}`, {
      first: month(first.month),
      last: month(last.month),
      before: standing(first),
      after: standing(last),
    });
}
