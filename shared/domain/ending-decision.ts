import { addDays, daysBetween, localDateAt } from './cadence.ts';
import type { DecisionMoment, PersonChange } from './decision.ts';
import type { Person } from './person.ts';
import { LONGEST_PERIOD_WEEKS } from './pledge.ts';
import { changePledge, type PledgeEdit, type PledgeRefusal } from './pledge-decisions.ts';
import { refused, type Result } from './result.ts';
import type { LocalDate } from './time.ts';

/** What a person chooses, on a card, for a pledge whose period is over. */
export const ENDING_CHOICES = ['renew', 'complete', 'let-go'] as const;
export type EndingChoice = (typeof ENDING_CHOICES)[number];

/** Why nothing became of it. `ending-passed`: the pledge was renewed, changed or ended since the card was sent. */
export type EndingRefusal = PledgeRefusal | 'ending-passed';

/**
 * Does what was chosen for a pledge whose period ended on a date. Renewing is for as long again, from today. A card
 * that is older than what became of the pledge changes nothing.
 */
export function answerEnding(
  person: Person,
  given: { readonly pledgeId: string; readonly endsOn: LocalDate; readonly choice: EndingChoice },
  at: DecisionMoment,
): Result<PersonChange, EndingRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  const pledge = person.pledges.find(({ id }) => id === given.pledgeId);
  if (pledge === undefined) {
    const wasMine = person.profile.endedPledges.includes(given.pledgeId);
    return refused(wasMine ? 'ending-passed' : 'not-found');
  }
  const today = localDateAt(at.now, person.profile.settings.zone);
  const isOver = pledge.life.state === 'active' && pledge.endsOn < today;
  if (pledge.endsOn !== given.endsOn || !isOver) return refused('ending-passed');
  const days = Math.min(daysBetween(pledge.startedOn, pledge.endsOn), LONGEST_PERIOD_WEEKS * 7);
  const edit: PledgeEdit =
    given.choice === 'renew'
      ? { do: 'renew', endsOn: addDays(today, Math.max(7, days)) }
      : { do: given.choice };
  return changePledge(person, pledge.id, pledge.revision, edit, at);
}
