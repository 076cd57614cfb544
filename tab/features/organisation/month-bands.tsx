import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { BandMeasure } from '../../components/band-measure.tsx';
import { useDates } from '../../lib/dates.ts';
import { bandsOf, type ShownMonth } from './measures.ts';

const useStyles = makeStyles({
  measures: { display: 'grid', gap: tokens.spacingVerticalL, margin: 0 },
});

/** The bands of one month: in words, as a share of all, as a picture, and since when they are kept. */
export function MonthBands({ month: shown }: { readonly month: ShownMonth }) {
  const styles = useStyles();
  const { t } = useTranslation('organisation');
  const { month, number } = useDates();
  const { people } = shown;
  const percent = (part: number) => number(Math.round((100 * part) / people));
  const share = ({ from, to }: ShownMonth['pledge']) => {
    const shares = { from: percent(from), to: percent(to) };
    return t(shares.from === shares.to ? 'share-one' : 'share', shares);
  };
  return (
    <dl className={styles.measures}>
      {bandsOf(shown).map(({ measure, band }) => (
        <BandMeasure
          key={measure}
          what={t(`measure.${measure}`)}
          band={band}
          of={people}
          words={t('band', {
            from: number(band.from),
            to: number(band.to),
            of: number(people),
          })}
          asides={[
            share(band),
            ...(band.asOf === shown.month ? [] : [t('kept', { month: month(band.asOf) })]),
          ]}
        />
      ))}
    </dl>
  );
}
