import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { EventView, RsvpBody, RsvpsReply } from '../../shared/contract/content.ts';
import type { HomeReply } from '../../shared/contract/home.ts';
import { useApi } from './api-context.ts';
import { HOME_KEY, useChangeHome, useRefreshHome } from './home-query.ts';
import { isChangedMeanwhile } from './problem-words.ts';

/**
 * Says yes to an event, or takes it back; home shows it at once. These answers run one after the other over all events,
 * and each takes the revision that the one before it left behind, so that quick taps are not refused as stale.
 */
export function useAnswerEvent({
  ergId,
  id,
}: Pick<EventView, 'ergId' | 'id'>): UseMutationResult<RsvpsReply, Error, boolean> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    scope: { id: 'rsvps' },
    mutationFn: (going: boolean) => {
      const home = client.getQueryData<HomeReply>(HOME_KEY);
      if (home?.consent !== 'given') throw new Error('Not below the shell: home is not there yet');
      const body: RsvpBody = { going, revision: home.rsvpsRevision };
      const event = `/api/ergs/${encodeURIComponent(ergId)}/events/${encodeURIComponent(id)}`;
      return api.request<RsvpsReply>('PUT', `${event}/rsvp`, body);
    },
    onSuccess: ({ events, rsvpsRevision }) =>
      changeHome((home) => ({ ...home, events, rsvpsRevision })),
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await refreshHome();
    },
  });
}
