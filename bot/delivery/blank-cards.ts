import type { Person } from '../../shared/domain/person.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { type BlankJob, putErasureJob } from '../../shared/store/erasure-jobs.ts';
import { blankCard } from '../cards/blank-card.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { SendPermits } from './send-permits.ts';
import { sendWithin, waitForPermits } from './send-within.ts';

/** How long blanking one card may take, all attempts together, in real milliseconds. */
const BLANK_WITHIN_MS = 20_000;

/** Teams takes 60 requests to a conversation in 30 seconds; so they never come faster. */
const BETWEEN_CARDS_MS = 550;

/** The first time that cards are tried again, and twice as late each time: five times in two hours and a half. */
const FIRST_AGAIN_MS = 5 * 60_000;
const MOST_TRIES = 5;

/**
 * Puts a neutral card in the place of each of these, which somebody got who was erased. As well as it goes: what Teams is
 * too busy for is tried again, five times in some hours, and what it refuses is let be. `mayGoOn` false leaves the rest to
 * the next who takes the job; a card that is blanked twice looks the same. Gives how many were left.
 */
export async function blankCards(
  deps: DeliveryDeps,
  permits: SendPermits,
  job: BlankJob,
  mayGoOn: () => boolean,
): Promise<number> {
  const { tenantId, userId, serviceUrl, conversationId, language } = job;
  const person: Pick<Person, 'key' | 'conversation'> = {
    key: { tenantId, userId },
    conversation: { state: 'reachable', conversationId, serviceUrl, learntAt: deps.clock.now() },
  };
  const message = {
    card: blankCard({ language, appId: deps.appId }),
    summary: translatorFor(language).t('cards:blank.text'),
  };
  const left: string[] = [];
  for (const [n, activityId] of job.activityIds.entries()) {
    if (!mayGoOn()) return job.activityIds.length - n + left.length;
    if (n > 0) await deps.wait(BETWEEN_CARDS_MS);
    const outcome = await blank(activityId);
    if (outcome === 'unreachable') return 0;
    if (outcome === 'again') left.push(activityId);
  }
  if (left.length > 0 && job.tries < MOST_TRIES) {
    const again = { ...job, activityIds: left, tries: job.tries + 1 };
    await putErasureJob(deps.queues, again, FIRST_AGAIN_MS * 2 ** job.tries);
  }
  return left.length;

  async function blank(activityId: string): Promise<'done' | 'again' | 'unreachable'> {
    await waitForPermits(deps, permits, { person: person.key, conversationId });
    const untilMs = deps.clock.realMs() + BLANK_WITHIN_MS;
    const { signal, cancel } = deps.timers.after(BLANK_WITHIN_MS);
    try {
      const { outcome } = await sendWithin(
        deps,
        permits,
        person,
        (target, ending) =>
          deps.sender.update({ ...target, conversationId }, activityId, message, ending),
        { signal, untilMs, isWanted: async () => mayGoOn() },
      );
      if (outcome.ok) return 'done';
      const { reason, status } = outcome;
      deps.log.warn('card.not-blanked', { reason, status });
      switch (reason) {
        case 'throttled':
        case 'try-again':
          return 'again';
        // No card of this chat can be reached.
        case 'not-installed':
        case 'blocked':
          return 'unreachable';
        // This card is gone already, or is not to be changed.
        case 'conversation-gone':
        case 'too-large':
        case 'refused':
          return 'done';
      }
    } finally {
      cancel();
    }
  }
}
