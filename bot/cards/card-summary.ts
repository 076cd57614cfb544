import { translatorFor } from '../../shared/i18n/translator.ts';

/** What the notification of a card says: neutral, since others may see a screen. */
export function cardSummary(of: 'check-in' | 'greeting' | 'reply', language: string): string {
  return translatorFor(language).t(`cards:summary.${of}`);
}
