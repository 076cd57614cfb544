import { isPeriodOver, waitingQuestions } from '../../shared/domain/questions.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Ask } from '../cards/ask-part.ts';

/**
 * What waits to be answered, in the order in which it is asked: the questions, then what is to become of pledges whose
 * period is over. In the chat nobody waits for their weekday: whoever is here is asked at once.
 */
export function waitingAsks(person: Person, now: Instant): readonly Ask[] {
  const { pledges, profile } = person;
  return [
    ...waitingQuestions(person, now).map(
      (question) => ({ kind: 'question', ...question }) as const,
    ),
    ...pledges
      .filter((pledge) => isPeriodOver(pledge, profile.settings, now))
      .toSorted((one, other) => (one.endsOn < other.endsOn ? -1 : 1))
      .map(({ id, endsOn }) => ({ kind: 'ending', pledgeId: id, endsOn }) as const),
  ];
}
