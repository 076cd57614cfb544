import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { LeasesStore } from '../../shared/store/leases-store.ts';
import type { PermitsStore } from '../../shared/store/permits-store.ts';
import type { Queues } from '../../shared/store/queues.ts';
import type { Sender } from '../ports.ts';

/** What the scheduler and the worker need besides what commands need. */
export interface DeliveryDeps extends CommandDeps {
  readonly queues: Queues;
  readonly permits: PermitsStore;
  readonly leases: LeasesStore;
  readonly sender: Sender;
  /** The Teams app id, for links into the tab. */
  readonly appId: string;
  /** Waits in real time; ends early, without an error, when the signal does. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Names this process among the holders of leases. */
  readonly holder: string;
}
