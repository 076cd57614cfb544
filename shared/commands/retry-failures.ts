import type { PersonKey } from '../domain/person.ts';
import { packPeople, packToText } from '../store/packs.ts';
import type { CommandDeps } from './deps.ts';

/** How many pages of 50 one request hands on. */
const PAGES_A_REQUEST = 20;

/**
 * Hands the people whose message was given up back to the workers, who may send once more on the same day: at most a
 * thousand a request. Each page is removed once its people are on the queue, so that a program that dies in between
 * hands them on again, which is harmless. The act is audited first.
 */
export async function retryFailures(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'failures' | 'newId' | 'queues'>,
  admin: PersonKey,
): Promise<{ readonly people: number; readonly more: boolean }> {
  const { tenantId } = admin;
  await deps.audit.record(tenantId, 'admin', {
    act: 'failures.retried',
    actorId: admin.userId,
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  });
  const queue = deps.queues.queue('packs');
  let people = 0;
  for (let pages = 0; pages < PAGES_A_REQUEST; pages += 1) {
    // Always the first page: the ones before were removed.
    const { failures, continuation } = await deps.failures.page(tenantId);
    if (failures.length > 0) {
      const keys = failures.map(({ userId }) => ({ key: { tenantId, userId } }));
      for (const pack of packPeople(keys)) {
        await queue.send(packToText({ ...pack, again: true }));
        people += pack.people.length;
      }
      await deps.failures.remove(failures);
    }
    if (continuation === undefined) return { people, more: false };
  }
  return { people, more: true };
}
