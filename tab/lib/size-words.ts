import { useTranslation } from 'react-i18next';
import type { ErgListing } from '../../shared/contract/ergs.ts';
import { useDates } from './dates.ts';

/** The band of an ERG's size in words: "25 to 49 allies". */
export function useSizeWords(): (size: ErgListing['size']) => string {
  const { t } = useTranslation('ergs');
  const { number } = useDates();
  return ({ from, to }) => {
    if (to === undefined) return t('size.over', { from: number(from) });
    if (from === 0) return t('size.under', { below: number(to + 1) });
    return t('size.between', { from: number(from), to: number(to) });
  };
}
