import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { CheckInBody, CheckInView, PledgeView } from '../../shared/contract/pledges.ts';
import { useApi } from './api-context.ts';
import { useChangeHome } from './home-query.ts';
import { withPledge } from './pledge-in-home.ts';

/** An answer on its way: which question, and what is sent. */
export interface CheckInToSave {
  readonly pledgeId: string;
  readonly date: string;
  readonly body: CheckInBody;
}

/** What the API gives back for a saved answer. */
export interface SavedCheckIn {
  readonly pledge: PledgeView;
  readonly checkIn: CheckInView;
}

/**
 * Saves an answer, or a changed answer or note. When it is saved, home shows the pledge as it is now and the
 * question is gone from what is due; the pledge's own queries (`['pledges', id]` and below) are fetched again.
 */
export function useSaveCheckIn(): UseMutationResult<SavedCheckIn, Error, CheckInToSave> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  return useMutation({
    mutationFn: ({ pledgeId, date, body }: CheckInToSave) =>
      api.request<SavedCheckIn>('PUT', `/api/pledges/${pledgeId}/check-ins/${date}`, body),
    onSuccess: async ({ pledge }, { pledgeId, date }) => {
      await changeHome((home) => {
        const changed = withPledge(home, pledge);
        const due = changed.due.filter((one) => one.pledgeId !== pledgeId || one.date !== date);
        return { ...changed, due };
      });
      void client.invalidateQueries({ queryKey: ['pledges', pledgeId] });
    },
  });
}
