import { makeStyles, tokens } from '@fluentui/react-components';
import { VerticalStackedBarChart } from '@fluentui/react-charts';
import { useDates } from '../../lib/dates.ts';
import { useTeams } from '../../lib/teams-context.ts';
import type { Measure } from './measures.ts';
import type { TrendMonth } from './trend.ts';

const HEIGHT_PX = 220;

/** Five of thousands are still to be seen. */
const THINNEST_PX = 4;

/** Every third month is named below its bar: all twelve have no room in a narrow pane. */
const NAMED_EVERY = 3;

const useStyles = makeStyles({
  chart: { height: `${HEIGHT_PX}px`, minWidth: 0 },
});

/**
 * The bands of one measure as bars from the lowest to the highest count, each month by itself, over an axis that begins
 * at zero. A picture alone: the table beside it says the same to whoever does not see it.
 */
export function BandsChart({
  trend,
  measure,
}: {
  readonly trend: readonly TrendMonth[];
  readonly measure: Measure;
}) {
  const styles = useStyles();
  const { number } = useDates();
  const { language } = useTeams();
  const short = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short' });
  const named = trend.filter((_one, index) => (trend.length - 1 - index) % NAMED_EVERY === 0);
  const data = trend.map(({ month, shown }) => {
    const band = shown?.[measure];
    return {
      xAxisPoint: month,
      chartData:
        band === undefined
          ? // Nothing to draw; without it the month would have no place on the axis.
            [{ legend: '', data: 0, color: 'transparent' }]
          : [
              { legend: '', data: band.from, color: 'transparent' },
              {
                legend: measure,
                data: band.to - band.from,
                color: tokens.colorCompoundBrandBackground,
              },
            ],
    };
  });
  return (
    <div className={styles.chart} inert data-measure={measure}>
      <VerticalStackedBarChart
        data={data}
        height={HEIGHT_PX}
        barWidth="auto"
        barMinimumHeight={THINNEST_PX}
        xAxisInnerPadding={0.3}
        yMinValue={0}
        yMaxValue={Math.max(...trend.map(({ shown }) => shown?.people ?? 0))}
        yAxisTickCount={4}
        yAxisTickFormat={(value: number) => number(value)}
        tickValues={named.map(({ month }) => month)}
        xAxis={{ tickText: named.map(({ month }) => short.format(new Date(`${month}-15T12:00Z`))) }}
        hideTickOverlap={false}
        hideLegend
        hideLabels
        hideTooltip
      />
    </div>
  );
}
