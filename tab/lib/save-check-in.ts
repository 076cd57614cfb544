import {
  useMutation,
  useMutationState,
  useQueryClient,
  type InfiniteData,
  type UseMutationResult,
} from '@tanstack/react-query';
import type {
  CheckInBody,
  CheckInsReply,
  CheckInView,
  PledgeView,
} from '../../shared/contract/pledges.ts';
import { useApi } from './api-context.ts';
import { useChangeHome, useRefreshHome } from './home-query.ts';
import { checkInsKey, pledgeKey, withCheckIn } from './pledge-cache.ts';
import { withPledge } from './pledge-in-home.ts';
import { isDecided } from './problem-words.ts';

/** An answer on its way: which question, and what is sent. */
export interface CheckInToSave {
  readonly pledgeId: string;
  readonly date: string;
  readonly body: CheckInBody;
}

const SAVE_KEY = ['save-check-in'];

/** The answers that are being saved now, wherever they were given: their questions wait no longer. */
export function useAnswersOnTheirWay(): readonly CheckInToSave[] {
  return useMutationState({
    filters: { mutationKey: SAVE_KEY, status: 'pending' },
    select: ({ state }) => state.variables as CheckInToSave,
  });
}

/** What the API gives back for a saved answer. */
export interface SavedCheckIn {
  readonly pledge: PledgeView;
  readonly checkIn: CheckInView;
}

/**
 * Saves an answer, or a changed answer or note. When it is saved, home shows the pledge as it is now, the question
 * is gone from what is due, and the answer stands in the pledge's list; the pledge's own queries (`['pledges', id]`
 * and below) are fetched again. Where the API decided otherwise, home and the pledge's queries are fetched again.
 */
export function useSaveCheckIn(): UseMutationResult<SavedCheckIn, Error, CheckInToSave> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    mutationKey: SAVE_KEY,
    mutationFn: ({ pledgeId, date, body }: CheckInToSave) =>
      api.request<SavedCheckIn>('PUT', `/api/pledges/${pledgeId}/check-ins/${date}`, body),
    onSuccess: async ({ pledge, checkIn }, { pledgeId, date }) => {
      client.setQueryData<InfiniteData<CheckInsReply>>(checkInsKey(pledgeId), (answers) =>
        answers === undefined ? undefined : withCheckIn(answers, checkIn),
      );
      await changeHome((home) => {
        const changed = withPledge(home, pledge);
        const due = changed.due.filter((one) => one.pledgeId !== pledgeId || one.date !== date);
        return { ...changed, due };
      });
      void client.invalidateQueries({ queryKey: pledgeKey(pledgeId) });
    },
    onError: (error, { pledgeId }) => {
      if (!isDecided(error)) return;
      // Answered or changed elsewhere, or the next question has come: what is shown is fetched again, to go on from.
      void refreshHome();
      void client.invalidateQueries({ queryKey: pledgeKey(pledgeId) });
    },
  });
}
