import { useTranslation } from 'react-i18next';
import type { NewsContentBody, NewsStateView } from '../../../shared/contract/news.ts';
import { TELLING_TIMES } from '../../../shared/domain/telling-forecast.ts';
import { useDates } from '../../lib/dates.ts';
import { useNewsStyles } from './news-styles.ts';

type Shares = Extract<NewsStateView, { state: 'ready' }>['timing'];

interface TimingProps {
  readonly timing: Shares;
  readonly kind: NewsContentBody['kind'];
}

/** When people would be told, given their budgets: shares in tenths, said to be an estimate. */
export function Timing({ timing, kind }: TimingProps) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  return (
    <>
      {timing !== null && (
        <div>
          <p className={styles.words}>{t('timing.title')}</p>
          <ul className={styles.list}>
            {TELLING_TIMES.filter((time) => timing[time] > 0).map((time) => (
              <li key={time}>
                {t('timing.share', {
                  tenths: dates.number(timing[time]),
                  when: t(`timing.${time}`),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {kind === 'moment' && <p className={styles.aside}>{t('timing.early')}</p>}
    </>
  );
}
