import { lastWholeMonth } from '../domain/month.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted } from '../domain/result.ts';
import {
  erasuresKeptSince,
  keptSince,
  keptSinceDate,
  recipientsKeptSince,
  withoutWhatIsOver,
} from '../domain/retention.ts';
import type { Instant } from '../domain/time.ts';
import { putErasureJob, type RetentionJob } from '../store/erasure-jobs.ts';
import { atOnce } from './at-once.ts';
import { changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

const PEOPLE_AT_ONCE = 4;

/** Between one page of people and the next: there is a week for all of them. */
const BETWEEN_PAGES_MS = 1000;

/** Before any release. */
const FIRST_MONTH = '0000-00';

/**
 * Deletes what is past and kept no longer of up to 200 people of one part, and asks for the next ones: three requests a person
 * who has nothing of it. Of whom it fails it is tried again the next week.
 */
export async function retainPeople(
  deps: CommandDeps,
  job: Extract<RetentionJob, { do: 'retain-people' }>,
): Promise<void> {
  const { tenantId, shard, after } = job;
  const now = deps.clock.now();
  const page = await deps.audience.pageOf(tenantId, shard, after);
  await atOnce(page.userIds, PEOPLE_AT_ONCE, async (userId) => {
    try {
      await retainPerson(deps, { tenantId, userId }, now);
    } catch (error) {
      deps.log.error('retention.person-postponed', error);
    }
  });
  if (page.next === undefined) return;
  await putErasureJob(deps.queues, { ...job, after: page.next }, BETWEEN_PAGES_MS);
}

/** The past of one person, and what never became past because nothing came after it. */
async function retainPerson(deps: CommandDeps, key: PersonKey, now: Instant): Promise<void> {
  await deps.people.deletePast(key, { at: keptSince(now), date: keptSinceDate(now) });
  // Where nothing is over, nothing is written.
  await changePerson<never>(deps, { key, acts: false }, (person, at) =>
    accepted({ person: withoutWhatIsOver(person, at), past: [] }),
  );
}

/**
 * Deletes what is kept no longer outside of people: acts of the audit logs, failures, reports that were dealt with, news and
 * broadcasts that are over, what delivery counted, copies of months that will not be released any more, and erasures that no
 * backup can undo. What was released stays, and what is remembered of it as pseudonyms. False where it might not go on.
 */
export async function retainRecords(
  deps: CommandDeps,
  tenantId: string,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const now = deps.clock.now();
  const since = keptSince(now);
  const date = keptSinceDate(now);
  await deps.audit.removeBefore(tenantId, 'admin', Date.parse(since));
  for (const { id: ergId } of await deps.ergs.list(tenantId)) {
    if (!mayGoOn()) return false;
    await deps.audit.removeBefore(tenantId, { ergId }, Date.parse(since));
    await deps.news.removeOverBefore(tenantId, ergId, since);
  }
  await deps.failures.removeBefore(tenantId, date);
  await deps.reports.removeClosedBefore(tenantId, since);
  await deps.deliveryCounts.removeBefore(tenantId, date);
  await deps.erasures.removeBefore(tenantId, erasuresKeptSince(now));
  await forgetCopies(deps, tenantId, now);
  return retainBroadcasts(deps, tenantId, now, mayGoOn);
}

async function retainBroadcasts(
  deps: CommandDeps,
  tenantId: string,
  now: Instant,
  mayGoOn: () => boolean,
): Promise<boolean> {
  for (const listed of await deps.broadcasts.list(tenantId)) {
    if (!mayGoOn()) return false;
    const { id, until, recipients } = listed;
    if (until < keptSince(now)) await deps.broadcasts.remove(tenantId, id);
    else if (until < recipientsKeptSince(now) && recipients === undefined) {
      await deps.broadcasts.forgetRecipients(tenantId, listed);
    }
  }
  return true;
}

/** The copy of a month goes when it is shown; that of one that never was, and never will be, goes here. */
async function forgetCopies(deps: CommandDeps, tenantId: string, now: Instant): Promise<void> {
  const last = lastWholeMonth(now);
  for (const { month, stage } of await deps.releases.readStates(tenantId, FIRST_MONTH)) {
    if (stage !== 'shown' && month < last) await deps.releaseInputs.forgetCopy(tenantId, month);
  }
}
