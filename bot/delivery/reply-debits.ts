import type { Log } from '../../shared/commands/deps.ts';
import type { PermitsStore } from '../../shared/store/permits-store.ts';
import type { ChatHandlers } from '../ports.ts';
import type { Timers } from './timers.ts';

/** How often what has left is written down. */
const EVERY_MS = 500;

/** Interactive replies leave at once; what they took of the tenant's rate is taken off afterwards. */
export interface ReplyDebits {
  /** So many requests to Teams have left without a permit. */
  add(tenantId: string, requests: number): void;
  /** Writes what is left and ends. */
  stop(): Promise<void>;
}

/** Debits over the shared row, a handful of replies in one request. A debit that fails is logged and let go. */
export function createReplyDebits(
  permits: Pick<PermitsStore, 'debit'>,
  { timers, log }: { readonly timers: Timers; readonly log: Log },
): ReplyDebits {
  const owed = new Map<string, number>();
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    const due = [...owed];
    owed.clear();
    for (const [tenantId, requests] of due) {
      try {
        await permits.debit(tenantId, requests);
      } catch (error) {
        // A debit lost makes a 429 a little likelier, and nothing else.
        log.error('permits.debit-failed', error);
      }
    }
  }

  const end = timers.every(EVERY_MS, () => {
    if (owed.size > 0) writing = writing.then(write);
  });
  return {
    add(tenantId, requests) {
      if (requests > 0) owed.set(tenantId, (owed.get(tenantId) ?? 0) + requests);
    },
    async stop() {
      end();
      await writing;
      await write();
    },
  };
}

/** The same handlers, with what they say taken off the tenant's rate. A tap is answered in its own response. */
export function debitReplies(handlers: ChatHandlers, debits: ReplyDebits): ChatHandlers {
  return {
    ...handlers,
    async onInstall(origin) {
      const replies = await handlers.onInstall(origin);
      debits.add(origin.person.tenantId, replies.length);
      return replies;
    },
    async onMessage(origin, text) {
      const replies = await handlers.onMessage(origin, text);
      debits.add(origin.person.tenantId, replies.length);
      return replies;
    },
  };
}
