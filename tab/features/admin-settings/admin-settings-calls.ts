import {
  useInfiniteQuery,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AdminSettingsReply,
  ChangedPilotReply,
  ChangeEntryBody,
  EntryView,
  PilotReply,
} from '../../../shared/contract/entry.ts';
import type { DisclosureRulesRequest, WholeReply } from '../../../shared/contract/organisation.ts';
import { ADMIN_SETTINGS_KEY } from '../../lib/admin-keys.ts';
import { useApi } from '../../lib/api-context.ts';

const PILOT_KEY = ['admin-pilot'] as const;

/** All that admins decide for their organisation. */
export function useAdminSettings(): UseQueryResult<AdminSettingsReply> {
  const api = useApi();
  return useQuery({
    queryKey: ADMIN_SETTINGS_KEY,
    queryFn: () => api.request<AdminSettingsReply>('GET', '/api/admin/settings'),
  });
}

/** Saves who may take part and what is proposed; settled when the page knows what holds then. */
export function useSaveEntry(): UseMutationResult<EntryView, Error, ChangeEntryBody> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeEntryBody) => api.request<EntryView>('PUT', '/api/admin/entry', body),
    onSettled: () => client.invalidateQueries({ queryKey: ADMIN_SETTINGS_KEY }),
  });
}

/** Sets the smallest group that is shown; settled when the page knows what holds then. */
export function useSaveSmallestGroup(): UseMutationResult<
  WholeReply,
  Error,
  DisclosureRulesRequest
> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DisclosureRulesRequest) =>
      api.request<WholeReply>('PUT', '/api/organisation/rules', body),
    onSettled: () => client.invalidateQueries({ queryKey: ADMIN_SETTINGS_KEY }),
  });
}

/** The pilot group, a page at a time. */
export function usePilot() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: PILOT_KEY,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.request<PilotReply>(
        'GET',
        pageParam === ''
          ? '/api/admin/pilot'
          : `/api/admin/pilot?${new URLSearchParams({ continuation: pageParam }).toString()}`,
      ),
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** Puts somebody into the pilot group, or takes them out. */
export function useChangePilot(): UseMutationResult<
  ChangedPilotReply | undefined,
  Error,
  { readonly userId: string; readonly to: 'in' | 'out' }
> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, to }) =>
      api.request<ChangedPilotReply | undefined>(
        to === 'in' ? 'PUT' : 'DELETE',
        `/api/admin/pilot/${encodeURIComponent(userId)}`,
        ...(to === 'in' ? [{}] : []),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: PILOT_KEY }),
        client.invalidateQueries({ queryKey: ADMIN_SETTINGS_KEY }),
      ]),
  });
}
