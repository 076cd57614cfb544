import { useTranslation } from 'react-i18next';
import { useTableStyles } from '../../components/table-styles.ts';
import { useDates } from '../../lib/dates.ts';
import type { Measure } from './measures.ts';
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
  return (
    <table className={table.table}>
      <caption className={table.caption}>{caption}</caption>
      <thead>
        <tr className={table.row}>
          <th scope="col" className={table.heading}>
            {t('trend.month')}
          </th>
          <th scope="col" className={table.heading}>
            {t('trend.people')}
          </th>
          {measures.map((measure) => (
            <th key={measure} scope="col" className={table.heading}>
              {t(`measure.${measure}`)}
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
              <td colSpan={1 + measures.length} className={table.number}>
                {t('trend.gap')}
              </td>
            ) : (
              <>
                <td className={table.number}>{number(shown.people)}</td>
                {measures.map((measure) => {
                  const band = shown[measure];
                  return (
                    <td key={measure} className={table.number}>
                      {t('trend.short', { from: number(band.from), to: number(band.to) })}
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
