import { HOLD_MINUTES } from '../domain/broadcast.ts';
import { addMinutes } from '../domain/cadence.ts';
import type { PersonKey } from '../domain/person.ts';
import { recipientsKeptSince } from '../domain/retention.ts';
import type { ForgetJob } from '../store/erasure-jobs.ts';
import type { CommandDeps } from './deps.ts';

/** By then whatever was on its way when somebody was erased has been committed, or never will be, real milliseconds. */
const SETTLED_AFTER_MS = 150_000;

/** What came of looking for what names somebody; with `afterMs` it has to be looked for again. */
export type Forgotten = 'done' | { readonly afterMs: number };

/**
 * Deletes what names somebody who was erased outside of their own partition, and is found by no bell: hints, failures,
 * rounds of requests that they were told of, that they left the directory, and that they stand among the recipients of
 * what was sent to many. Whoever agreed anew meanwhile keeps what is theirs now. Safe to repeat; it has to be done again
 * until nothing more is found, since a program may have been about to write when they were erased.
 */
export async function forgetTraces(
  deps: CommandDeps,
  { tenantId, userId, erasedAt }: ForgetJob,
  mayGoOn: () => boolean,
): Promise<Forgotten> {
  const key = { tenantId, userId };
  const again = { afterMs: SETTLED_AFTER_MS };
  if ((await deps.people.load(key))?.person.profile.life === 'erasing') return again;
  const hints = await forgetHints(deps, key);
  await deps.failures.forget(key, erasedAt);
  await forgetRounds(deps, key);
  await forgetLeaving(deps, key);
  const recipients = await forgetRecipient(deps, key, erasedAt, mayGoOn);
  return hints === 'found' || recipients === 'not-yet' ? again : 'done';
}

/**
 * Removes the hints of somebody of whom nothing is kept. Whoever agrees anew at this very moment may lose the hint of that,
 * so it is looked at once more afterwards, when it is written again.
 */
async function forgetHints(deps: CommandDeps, key: PersonKey): Promise<'found' | 'none'> {
  const hints = await deps.schedule.hintsOf(key);
  const known = (await deps.people.load(key))?.person;
  if (known !== undefined) {
    const at = known.profile.nextLookAt;
    if (at !== undefined) await deps.schedule.put({ key, at });
    return 'none';
  }
  await deps.schedule.remove(hints);
  return hints.length > 0 ? 'found' : 'none';
}

/** Takes somebody off the rounds of requests of which they were told, but where they organise. */
async function forgetRounds(deps: CommandDeps, { tenantId, userId }: PersonKey): Promise<void> {
  for (const { id: ergId, organisers } of await deps.ergs.list(tenantId)) {
    if (organisers.includes(userId)) continue;
    for (;;) {
      const stored = await deps.requestsRounds.read({ tenantId, ergId });
      if (stored.round?.told.includes(userId) !== true) break;
      const told = stored.round.told.filter((one) => one !== userId);
      if (await deps.requestsRounds.write({ tenantId, ergId }, stored, { ...stored.round, told })) {
        break;
      }
    }
  }
}

/** Of somebody of whom nothing is kept, it is not kept that they left the directory. */
async function forgetLeaving(deps: CommandDeps, key: PersonKey): Promise<void> {
  const { tenantId, userId } = key;
  if ((await deps.leavers.read(tenantId, userId)) === undefined) return;
  if ((await deps.people.load(key)) === undefined) await deps.leavers.forget(tenantId, userId);
}

/** Takes somebody out of the recipients of everything that was begun before; `not-yet`: some are being written down. */
async function forgetRecipient(
  deps: CommandDeps,
  { tenantId, userId }: PersonKey,
  erasedAt: string,
  mayGoOn: () => boolean,
): Promise<'done' | 'not-yet'> {
  let outcome: 'done' | 'not-yet' = 'done';
  const since = recipientsKeptSince(deps.clock.now());
  // One that is to be sent later than this was begun after they were erased.
  const soonest = addMinutes(erasedAt, HOLD_MINUTES);
  for (const { id, sendFrom, until } of await deps.broadcasts.list(tenantId)) {
    if (until < since || sendFrom > soonest) continue;
    if (!mayGoOn()) return 'not-yet';
    const forgotten = await deps.broadcasts.forgetRecipient(tenantId, id, userId);
    if (forgotten === 'freezing') outcome = 'not-yet';
  }
  return outcome;
}
