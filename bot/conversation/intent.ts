import type { Weekday } from '../../shared/domain/time.ts';

/** Until when a person wants quiet, as said. */
export type PauseEnd =
  | { readonly kind: 'after'; readonly unit: 'day' | 'week' | 'month'; readonly count: number }
  | { readonly kind: 'weekday'; readonly day: Weekday }
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly month: number;
      readonly year: number | undefined;
    }
  /** A day was meant, but it could not be read. */
  | { readonly kind: 'unread' };

/** What a person who writes to the bot wants. */
export type Intent =
  | {
      readonly kind:
        | 'greet'
        | 'help'
        | 'pledges'
        | 'check-in'
        | 'practise'
        | 'resume'
        | 'settings'
        | 'export'
        | 'stop'
        | 'erase'
        | 'decline'
        | 'unknown';
    }
  /** With the minutes at hand, where they were said. */
  | { readonly kind: 'learn'; readonly minutes?: number }
  | { readonly kind: 'pause'; readonly end: PauseEnd };

/** The pause of somebody who names no day. */
export const TWO_WEEKS: PauseEnd = { kind: 'after', unit: 'week', count: 2 };
