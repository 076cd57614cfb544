import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';

/** Says a rounded number in words: `few` is "fewer than 10". */
export function useRounded(): (count: number | 'few') => string {
  const { t } = useTranslation('health');
  const { number } = useDates();
  return (count) => (count === 'few' ? t('days.few') : number(count));
}
