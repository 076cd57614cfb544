import type { CommandDeps } from './deps.ts';

/** What commands about broadcasts need. */
export type BroadcastDeps = Pick<CommandDeps, 'clock' | 'broadcasts' | 'queues'>;
