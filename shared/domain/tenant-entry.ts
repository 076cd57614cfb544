import type { MessageBudget } from './settings.ts';

/** What admins decided about those who begin to take part in their organisation. */
export interface TenantEntry {
  /** `pilot`: nobody begins but those in the pilot group; who takes part already stays. */
  readonly access: 'everyone' | 'pilot';
  /** Whether guests of the organisation may take part; they never run Alongside. */
  readonly guests: 'refused' | 'allowed';
  /** How many messages a week are proposed to whoever agrees: theirs to change at once and ever after. */
  readonly budget: MessageBudget;
  /** Grows with every change. */
  readonly revision: number;
}

/** An organisation about which nothing was decided. */
export const OPEN_ENTRY: TenantEntry = {
  access: 'everyone',
  guests: 'refused',
  budget: 1,
  revision: 0,
};
