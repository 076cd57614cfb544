import type { HealthDay } from '../../../shared/contract/health.ts';

/** What is told of a day, in this order, and the name of its words. */
export const DAY_FIGURES = [
  { field: 'due', name: 'due' },
  { field: 'sent', name: 'sent' },
  { field: 'retried', name: 'retried' },
  { field: 'blocked', name: 'blocked' },
  { field: 'givenUp', name: 'given-up' },
] as const satisfies readonly { readonly field: keyof HealthDay; readonly name: string }[];
