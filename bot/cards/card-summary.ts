import { translatorFor } from '../../shared/i18n/translator.ts';

/** What a notification can be about. */
export type SummaryKind =
  | 'check-in'
  | 'ending'
  | 'event'
  | 'event-change'
  | 'greeting'
  | 'last-card'
  | 'lesson'
  | 'moment'
  | 'news'
  | 'reply'
  | 'requests';

/** What the notification of a card says: neutral, since others may see a screen. */
export function cardSummary(of: SummaryKind, language: string): string {
  return translatorFor(language).t(`cards:summary.${of}`);
}
