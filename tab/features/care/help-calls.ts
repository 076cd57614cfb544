import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeHelpBody, HelpReply } from '../../../shared/contract/help.ts';
import { useApi } from '../../lib/api-context.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

const ADMIN_HELP_KEY = ['admin-help'] as const;

/** Where people here get help, as it is now, with the revision that a change has to name. */
export function useAdminHelp() {
  const api = useApi();
  return useQuery({
    queryKey: ADMIN_HELP_KEY,
    queryFn: () => api.request<HelpReply>('GET', '/api/admin/help'),
  });
}

/** Sets it; where another admin was first, the present revision is fetched. */
export function useSaveHelp() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeHelpBody) => api.request<HelpReply>('PUT', '/api/admin/help', body),
    onSuccess: (help) => {
      client.setQueryData(ADMIN_HELP_KEY, help);
      client.setQueryData(['help'], help);
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await client.invalidateQueries({ queryKey: ADMIN_HELP_KEY });
    },
  });
}
