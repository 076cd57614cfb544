import type { QuietDates } from './quiet-dates.ts';

/** What an admin decided about messages for the whole organisation. */
export interface TenantRules {
  /** `stopped`: the bot writes to nobody by itself; who writes to it is answered. */
  readonly messages: 'on' | 'stopped';
  readonly quietDates: readonly QuietDates[];
  /** `silent`: whoever gets the app with the organisation is not greeted. */
  readonly installation: 'greeting' | 'silent';
  /** Grows with every change. */
  readonly revision: number;
}

/** An organisation about which nothing was decided. */
export const OPEN_TENANT: TenantRules = {
  messages: 'on',
  quietDates: [],
  installation: 'greeting',
  revision: 0,
};
