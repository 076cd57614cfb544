import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { ConsentBody } from '../../../shared/contract/settings.ts';
import { useApi } from '../../lib/api-context.ts';
import { useRefreshHome } from '../../lib/home-query.ts';

/**
 * Agrees to the consent text that the person has read. It is settled when their home is there, which replaces
 * the welcome; `beforeHome` is called between the two.
 */
export function useGiveConsent(
  beforeHome: () => void,
): UseMutationResult<void, Error, ConsentBody> {
  const api = useApi();
  const refreshHome = useRefreshHome();
  return useMutation({
    mutationFn: (body: ConsentBody) => api.request<void>('POST', '/api/consent', body),
    onSuccess() {
      beforeHome();
      return refreshHome();
    },
  });
}
