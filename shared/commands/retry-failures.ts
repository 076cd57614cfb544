import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { packPeople, packToText } from '../store/packs.ts';
import type { CommandDeps } from './deps.ts';

/** How many pages of 50 one request hands on. */
const PAGES_A_REQUEST = 20;

type RetryDeps = Pick<CommandDeps, 'audit' | 'clock' | 'failures' | 'newId' | 'queues'>;

/** How many people were handed on, and whether others are left. */
export interface Retried {
  readonly people: number;
  readonly more: boolean;
}

/** As `retryFailures`; `messages-stopped`: workers would send nothing, and what was given up would be forgotten. */
export async function retryUnlessStopped(
  deps: RetryDeps & Pick<CommandDeps, 'tenants'>,
  admin: PersonKey,
): Promise<Result<Retried, 'messages-stopped'>> {
  const { messages } = await deps.tenants.rulesOf(admin.tenantId);
  return messages === 'stopped'
    ? refused('messages-stopped')
    : accepted(await retryFailures(deps, admin));
}

/**
 * Hands the people whose message was given up back to the workers, who may send once more on the same day: at most a
 * thousand a request. Each page is removed once its people are on the queue, so that a program that dies in between
 * hands them on again, which is harmless. The act is audited first.
 */
export async function retryFailures(deps: RetryDeps, admin: PersonKey): Promise<Retried> {
  const { tenantId } = admin;
  await deps.audit.record(tenantId, 'admin', {
    act: 'failures.retried',
    actorId: admin.userId,
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  });
  const queue = deps.queues.queue('packs');
  const handed = new Set<string>();
  let continuation: string | undefined;
  for (let pages = 0; pages < PAGES_A_REQUEST; pages += 1) {
    // Each row is met once: one that cannot be read, or is written anew meanwhile, holds up none behind it.
    const page = await deps.failures.page(tenantId, continuation);
    const keys = page.failures
      .filter(({ userId }) => !handed.has(userId))
      .map(({ userId }) => ({ key: { tenantId, userId } }));
    for (const pack of packPeople(keys)) {
      await queue.send(packToText({ ...pack, again: true }));
      for (const { userId } of pack.people) handed.add(userId);
    }
    await deps.failures.remove(page.failures);
    continuation = page.continuation;
    if (continuation === undefined) return { people: handed.size, more: false };
  }
  return { people: handed.size, more: true };
}
