import { type ErgEvent, factsOf } from '../domain/erg-content.ts';
import { eventNews, withNewsTold } from '../domain/erg-content-decisions.ts';
import { accepted } from '../domain/result.ts';
import { followEvent } from '../domain/rsvp-decisions.ts';
import { type EventJob, putEventJob } from '../store/broadcast-jobs.ts';
import { itemWrites } from '../store/erg-content-store.ts';
import { changeErg } from './change-erg.ts';
import { changePerson } from './change-person.ts';
import { confirmBroadcast } from './confirm-broadcast.ts';
import type { CommandDeps } from './deps.ts';
import { asTold } from './event-source.ts';

/**
 * Does one job of an event that changed. First it is written down what those who said yes are told, then they are
 * frozen as the recipients of one broadcast, then, page by page, the yes of each follows. Safe to repeat at any point.
 * `later`: somebody else is at it, or the change is not written yet. A change that another has overtaken is left to
 * the job of that one.
 */
export async function carryEventChange(
  deps: CommandDeps,
  job: EventJob,
): Promise<'done' | 'later'> {
  return job.do === 'event-change' ? tell(deps, job) : follow(deps, job);
}

async function tell(deps: CommandDeps, job: EventJob): Promise<'done' | 'later'> {
  const { tenantId, ergId, eventId, sequence } = job;
  const marked = await changeErg<never, ErgEvent>(
    deps,
    { tenantId, ergId, actor: { userId: 'alongside', as: 'alongside' } },
    async (erg) => {
      const loaded = await deps.ergContent.load({ tenantId, ergId }, 'event', eventId);
      if (loaded === undefined) return accepted({ erg, acts: [] });
      const { item } = loaded;
      const isMine = item.sequence === sequence && eventNews(item) !== undefined;
      if (!isMine) return accepted({ erg, acts: [], given: item });
      const told = withNewsTold(item);
      const rows = itemWrites({ tenantId, ergId }, loaded, told);
      return accepted({ erg, rows, acts: [], given: told });
    },
  );
  if (!marked.ok) return marked.reason === 'not-found' ? 'done' : 'later';
  const event = marked.value.given;
  if (event === undefined || event.sequence < sequence) return 'later';
  if (event.sequence > sequence) return 'done';
  const { told } = event;
  if (told?.sequence !== sequence || told.until === undefined) return 'done';
  const change = factsOf(event).takesPlace ? 'moved' : 'cancelled';
  const confirmed = await confirmBroadcast(
    deps,
    {
      tenantId,
      id: `event-change.${eventId}.${sequence}`,
      content: { kind: 'event-change', change, ...asTold(event.words) },
      until: told.until,
    },
    deps.attendees.everybody({ tenantId, ergId, eventId }),
    // They were told nothing yet that could be taken back: the job itself came late enough for an undo.
    { holdMinutes: 0 },
  );
  if (!confirmed.ok && confirmed.reason === 'busy') return 'later';
  await putEventJob(deps.queues, { ...job, do: 'event-follow' });
  return 'done';
}

/** Lets the yes of a page of people follow what the event is now, and hands the rest on. */
async function follow(deps: CommandDeps, job: EventJob): Promise<'done' | 'later'> {
  const { tenantId, ergId, eventId } = job;
  const [event, page] = await Promise.all([
    deps.ergContent.readEvent(tenantId, ergId, eventId),
    deps.attendees.readPage(job, job.continuation),
  ]);
  let isBusy = false;
  for (const userId of page.userIds) {
    const asker = { key: { tenantId, userId }, acts: false };
    const followed = await changePerson<never>(deps, asker, (person, at) =>
      accepted(followEvent(person, { ergId, eventId, event }, at)),
    );
    isBusy ||= !followed.ok;
  }
  if (isBusy) return 'later';
  const { continuation } = page;
  if (continuation !== undefined) await putEventJob(deps.queues, { ...job, continuation });
  return 'done';
}
