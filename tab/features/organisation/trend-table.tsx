import { useTranslation } from 'react-i18next';
import { useTableStyles } from '../../components/table-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { bandOf, type Measure } from './measures.ts';
import type { TrendMonth } from './trend.ts';

interface TrendTableProps {
  readonly trend: readonly TrendMonth[];
  readonly measures: readonly Measure[];
  readonly caption: string;
}

/** What the charts show, as a table: the newest month first. */
export function TrendTable({ trend, measures, caption }: TrendTableProps) {
  const table = useTableStyles();
  const { t } = useTranslation('organisation');
  const { month, number } = useDates();
  const columns = [t('trend.people'), ...measures.map((measure) => t(`measure.${measure}`))];
  return (
    <table className={table.table}>
      <caption className={table.caption}>{caption}</caption>
      <thead>
        <tr className={table.row}>
          {[t('trend.month'), ...columns].map((column) => (
            <th key={column} scope="col" className={table.heading}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {trend.toReversed().map(({ month: one, shown }) => (
          <tr key={one} className={table.row}>
            <th scope="row" className={table.heading}>
              {month(one)}
            </th>
            {shown === undefined ? (
              <td colSpan={columns.length} className={table.number}>
                {t('trend.gap')}
              </td>
            ) : (
              <>
                <td className={table.number}>{number(shown.people)}</td>
                {measures.map((measure) => {
                  const band = bandOf(shown, measure);
                  return (
                    <td key={measure} className={table.number}>
                      {band !== undefined &&
                        t('trend.short', { from: number(band.from), to: number(band.to) })}
                    </td>
                  );
                })}
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
