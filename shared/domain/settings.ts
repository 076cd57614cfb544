import type { QuietDates } from './quiet-dates.ts';
import type { LocalDate, LocalTime, Weekday } from './time.ts';

/** How many unsolicited messages a week a person wants, over everything. */
export const MESSAGE_BUDGETS = [0, 1, 2, 3] as const;
export type MessageBudget = (typeof MESSAGE_BUDGETS)[number];

/** Whether the bot may write: on, paused until a date (comes back by itself), or stopped. */
export type Messages =
  | { readonly state: 'on' }
  | { readonly state: 'paused'; readonly until: LocalDate }
  | { readonly state: 'stopped' };

/** What a person chose about messages and time. */
export interface Settings {
  readonly budget: MessageBudget;
  readonly day: Weekday;
  readonly time: LocalTime;
  /** IANA time zone, `Europe/London`. */
  readonly zone: string;
  readonly messages: Messages;
  /** Days without messages: holidays, a busy week. */
  readonly quietDates: readonly QuietDates[];
  /** Show my own words on cards; off by default, since chat is covered by compliance search. */
  readonly showWords: boolean;
}
