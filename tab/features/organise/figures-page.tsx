import { makeStyles, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { FiguresReply, MonthFigures } from '../../../shared/contract/figures.ts';
import { BandMeasure } from '../../components/band-measure.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useTableStyles } from '../../components/table-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useFigures } from './figures-calls.ts';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '640px' },
  counting: { display: 'flex', marginBottom: tokens.spacingVerticalXXL },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalS}`, maxWidth: '70ch' },
  measures: { display: 'grid', gap: tokens.spacingVerticalL, margin: 0 },
});

type Shown = Extract<MonthFigures, { state: 'shown' }>;
type Band = Shown['pledge'];

/** What the allies of an ERG do together: bands of whole months, never who. */
export default function FiguresPage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['organise', 'common', 'problems']);
  const figures = useFigures(id);
  return (
    <RunFrame
      ergId={id}
      name={useRunName(id)}
      part="figures"
      sentence={t('organise:figures.sentence')}
    >
      {figures.data !== undefined ? (
        <Figures figures={figures.data} />
      ) : figures.isError ? (
        <FailedState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={4} />
      )}
    </RunFrame>
  );
}

function Figures({ figures: { last, isCounting, months } }: { readonly figures: FiguresReply }) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const { month } = useDates();
  const [newest, ...earlier] = months;
  return (
    <>
      <div role="status" className={isCounting ? styles.counting : undefined}>
        {isCounting && (
          <Spinner
            size="tiny"
            labelPosition="after"
            label={t('figures.counting', { month: month(last) })}
          />
        )}
      </div>
      <div className={styles.sections}>
        {newest !== undefined && <Newest figures={newest} />}
        {earlier.length > 0 && <Earlier months={earlier} />}
        <section>
          <h2 className={styles.heading}>{t('figures.how-title')}</h2>
          <p className={styles.text}>{t('figures.how-counted')}</p>
          <p className={styles.text}>{t('figures.how-bands')}</p>
          <p className={styles.text}>{t('figures.how-target')}</p>
        </section>
      </div>
    </>
  );
}

function Newest({ figures }: { readonly figures: MonthFigures }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organise');
  const { month, number } = useDates();
  const of = month(figures.month);
  return (
    <section aria-label={of} className={surface.panel}>
      <h2 className={styles.heading}>{of}</h2>
      {figures.state === 'too-few' ? (
        <p className={styles.text}>{t('figures.too-few')}</p>
      ) : (
        <>
          <p className={styles.text}>
            {t('figures.of', { count: figures.allies, number: number(figures.allies) })}
          </p>
          <dl className={styles.measures}>
            <Measure what={t('figures.pledge')} band={figures.pledge} figures={figures} />
            <Measure what={t('figures.check-in')} band={figures.checkIn} figures={figures} />
          </dl>
        </>
      )}
    </section>
  );
}

function Measure({
  what,
  band,
  figures,
}: {
  readonly what: string;
  readonly band: Band;
  readonly figures: Shown;
}) {
  const { t } = useTranslation('organise');
  const { month } = useDates();
  const words = useBandWords();
  const isKept = band.asOf !== figures.month;
  return (
    <BandMeasure
      what={what}
      band={band}
      of={figures.allies}
      words={words(band)}
      asides={isKept ? [t('figures.kept', { month: month(band.asOf) })] : []}
    />
  );
}

function Earlier({ months }: { readonly months: readonly MonthFigures[] }) {
  const styles = useStyles();
  const table = useTableStyles();
  const { t } = useTranslation('organise');
  const { month, number } = useDates();
  const words = useBandWords();
  return (
    <section>
      <h2 className={styles.heading}>{t('figures.earlier')}</h2>
      <table className={table.table}>
        <thead>
          <tr className={table.row}>
            {(['month', 'allies', 'with-pledge', 'checked-in'] as const).map((column) => (
              <th key={column} scope="col" className={table.heading}>
                {t(`figures.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month} className={table.row}>
              <th scope="row" className={table.heading}>
                {month(one.month)}
              </th>
              {one.state === 'too-few' ? (
                <td colSpan={3} className={table.number}>
                  {t('figures.few-in-row')}
                </td>
              ) : (
                <>
                  <td className={table.number}>{number(one.allies)}</td>
                  <td className={table.number}>{words(one.pledge)}</td>
                  <td className={table.number}>{words(one.checkIn)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useBandWords() {
  const { t } = useTranslation('organise');
  const { number } = useDates();
  return ({ from, to }: Band) => t('figures.band', { from: number(from), to: number(to) });
}
