import { useTranslation } from 'react-i18next';
import {
  whoCanSee,
  type Condition,
  type Relation,
  type Subject,
} from '../../shared/domain/rights.ts';
import { useDates } from './dates.ts';

/** The names to say instead of a role, where they are known and few. */
export interface NamesToSay {
  /** The organisers of the ERG in question. */
  readonly organisers?: readonly string[];
  /** The ERG in question. */
  readonly erg?: string;
  /** The buddy in question. */
  readonly buddy?: string;
}

/** Up to this many people are named; more are spoken of by their role. */
const FEW = 5;

/** Tells who will be able to see a thing, in lines. */
export type TellWhoCanSee = (
  subject: Subject,
  names?: NamesToSay,
  holds?: ReadonlySet<Condition>,
) => readonly string[];

/**
 * Lines that say who will be able to see a thing, made from the same table of rights that the API asks, so
 * they are true by construction: e.g. `['You', 'Ana and Bo, who organise it']`.
 */
export function useTellWhoCanSee(): TellWhoCanSee {
  const { t } = useTranslation('rights');
  const dates = useDates();
  return (subject, names = {}, holds = new Set()) => {
    const relations = whoCanSee(subject, holds);
    if (relations.length === 1 && relations[0] === 'owner') return [t('only-you')];
    return relations.map((relation: Relation) => {
      if (relation === 'organiser') {
        const known = names.organisers ?? [];
        if (known.length > 0 && known.length <= FEW) {
          return t('organisers-named', { count: known.length, names: dates.list(known) });
        }
        return names.erg === undefined ? t('organiser') : t('organisers-of', { erg: names.erg });
      }
      if (relation === 'fellow-ally' && names.erg !== undefined) {
        return t('fellow-allies-of', { erg: names.erg });
      }
      if (relation === 'buddy' && names.buddy !== undefined) {
        return t('buddy-named', { buddy: names.buddy });
      }
      return t(relation);
    });
  };
}

/** The lines for one thing; see `useTellWhoCanSee`. */
export function useWhoCanSee(...about: Parameters<TellWhoCanSee>): readonly string[] {
  return useTellWhoCanSee()(...about);
}
