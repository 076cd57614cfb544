import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from './api-context.ts';
import { useChangeHome } from './home-query.ts';

/** *No thanks* to an invitation: it goes from home, and nobody is told. */
export function useDeclineInvitation(ergId: string): UseMutationResult<void, Error, void> {
  const api = useApi();
  const changeHome = useChangeHome();
  return useMutation({
    mutationFn: () =>
      api.request<void>('DELETE', `/api/ergs/${encodeURIComponent(ergId)}/invitation`),
    onSuccess: () =>
      changeHome((home) => ({
        ...home,
        invitations: home.invitations.filter((invitation) => invitation.ergId !== ergId),
      })),
  });
}
