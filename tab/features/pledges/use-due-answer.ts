import type { DueView } from '../../../shared/contract/home.ts';
import type { Answer } from '../../../shared/domain/check-in.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { isDecided } from '../../lib/problem-words.ts';
import { useSaveCheckIn } from '../../lib/save-check-in.ts';

/** An answer that stands already, while it is being saved. */
export interface AnswerOnItsWay {
  readonly date: string;
  readonly answer: Answer;
}

/** An answer that could not be saved. */
export interface AnswerNotSaved {
  readonly answer: Answer;
  readonly error: unknown;
  /** Sending the same again may help. */
  readonly mayRetry: boolean;
}

/** The question about a pledge that waits, and what became of its answer. */
export interface DueAnswer {
  /** The question to show; none while its answer is on the way. */
  readonly question: DueView | undefined;
  readonly onItsWay: AnswerOnItsWay | undefined;
  readonly failed: AnswerNotSaved | undefined;
  answer(question: DueView, answer: Answer): void;
}

/**
 * The question about one pledge. Its answer counts as given at once; where saving fails, the question comes back
 * with what happened. `onSaved` is called when it is saved.
 */
export function useDueAnswer(pledgeId: string, onSaved: () => void): DueAnswer {
  const { due } = useGivenHome();
  const { mutate, isPending, error, variables } = useSaveCheckIn();
  const question = due.find((one) => one.pledgeId === pledgeId);
  const sent =
    variables === undefined ? undefined : { date: variables.date, answer: variables.body.answer };

  return {
    question: isPending && question?.date === sent?.date ? undefined : question,
    onItsWay: isPending ? sent : undefined,
    failed:
      error === null || sent === undefined
        ? undefined
        : { answer: sent.answer, error, mayRetry: !isDecided(error) },
    answer({ date }, answer) {
      if (isPending) return;
      mutate({ pledgeId, date, body: { answer, revision: null } }, { onSuccess: onSaved });
    },
  };
}
