import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.ts';
import { clearAllDrafts } from '../../lib/drafts.ts';
import { HOME_KEY } from '../../lib/home-query.ts';

/**
 * Withdraws consent and erases everything, drafts in this browser included. `afterwards` is called once it
 * is done; then home is fetched anew and the welcome comes.
 */
export function useEraseMe(afterwards: () => void): UseMutationResult<void, Error, void> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.request<void>('DELETE', '/api/me'),
    async onSuccess() {
      clearAllDrafts();
      afterwards();
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== HOME_KEY[0] });
      await queries.refetchQueries({ queryKey: HOME_KEY });
    },
  });
}
