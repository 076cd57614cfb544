import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { LeasesStore } from '../../shared/store/leases-store.ts';
import type { PermitsStore } from '../../shared/store/permits-store.ts';
import type { Sender } from '../ports.ts';
import type { DeliveryMeter } from './delivery-meter.ts';
import type { Timers } from './timers.ts';

/** What the scheduler and the worker need besides what commands need. */
export interface DeliveryDeps extends CommandDeps {
  readonly permits: PermitsStore;
  readonly leases: LeasesStore;
  readonly sender: Sender;
  readonly meter: DeliveryMeter;
  /** The organisations that this program serves. */
  readonly tenantIds: readonly string[];
  /** The Teams app id, for links into the tab. */
  readonly appId: string;
  /** Waits in real time; ends early, without an error, when the signal does. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly timers: Timers;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  /** Names this process among the holders of leases. */
  readonly holder: string;
}
