import type { Delivery } from '../domain/delivery.ts';
import type { Person, PersonKey } from '../domain/person.ts';
import { MOST_CARDS_BLANKED } from '../domain/retention.ts';
import { putErasureJob } from '../store/erasure-jobs.ts';
import type { CommandDeps } from './deps.ts';
import { leaveErgsRun } from './change-organisers.ts';
import { forgetInvitations } from './forget-invitations.ts';
import { projectOutbox } from './project-outbox.ts';

const MOST_TRIES = 6;

/** Cards of one job: their ids fit into a message of a queue, and it is done in a minute. */
const CARDS_A_JOB = 50;

/**
 * Goes on with an erasing that was begun: rosters, buddies and ERGs that they run first, then the jobs that blank their
 * cards and look for what else names them, then every row, each under the profile that says so. Done already is fine;
 * somebody who agreed anew meanwhile is left alone.
 */
export async function finishErasing(deps: CommandDeps, key: PersonKey): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(key);
    if (loaded?.person.profile.life !== 'erasing') return;
    const { person } = loaded;
    await projectOutbox(deps, person);
    await leaveErgsRun(deps, key);
    await forgetInvitations(deps, person);
    await putJobs(deps, person);
    if ((await deps.people.deleteEverything(key, 'erasing')) === 'deleted') return;
    // A message that was on its way was recorded, or somebody else erases: look again.
  }
  throw new Error('Somebody who is erased changed under every try.');
}

/** Asks for the cards to be blanked of somebody whose rows go now: where they are is known from these alone. */
async function putJobs(deps: CommandDeps, person: Person): Promise<void> {
  const { key, conversation, profile } = person;
  const erasedAt = deps.clock.now();
  await putErasureJob(deps.queues, { do: 'forget', ...key, erasedAt });
  if (conversation?.state !== 'reachable' || conversation.conversationId === undefined) return;
  const { serviceUrl, conversationId } = conversation;
  const past = await deps.people.readPastDeliveries(key, MOST_CARDS_BLANKED);
  const activityIds = [...person.deliveries.toReversed(), ...past]
    .flatMap(activityOf)
    .slice(0, MOST_CARDS_BLANKED);
  for (let from = 0; from < activityIds.length; from += CARDS_A_JOB) {
    await putErasureJob(deps.queues, {
      do: 'blank',
      ...key,
      language: profile.language,
      serviceUrl,
      conversationId,
      activityIds: activityIds.slice(from, from + CARDS_A_JOB),
      tries: 0,
    });
  }
}

function activityOf({ progress }: Delivery): readonly string[] {
  return progress.state === 'sent' ? [progress.activityId] : [];
}
