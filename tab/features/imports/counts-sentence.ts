import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../shared/contract/imports.ts';
import { useDates } from '../../lib/dates.ts';

/** The fates in the order in which they are told. */
export const FATES = [
  'invite',
  'already-in',
  'already-asked',
  'already-invited',
  'unknown',
  'malformed',
  'repeated',
] as const satisfies readonly (keyof ImportView['counts'])[];

/** What becomes of a list, in one sentence: `4,812 people to invite, 12 already in and 3 not found in the directory.` */
export function useCountsSentence({ counts, state }: ImportView): string {
  const { t } = useTranslation('imports');
  const dates = useDates();
  const parts = FATES.filter((fate) => counts[fate] > 0).map((fate) => {
    const count = counts[fate];
    const key = fate === 'invite' && state === 'done' ? 'invited' : fate;
    return t(`counts.${key}`, { count, number: dates.number(count) });
  });
  return parts.length === 0 ? '' : `${dates.list(parts)}.`;
}
