import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type {
  ChangePledgeBody,
  CheckInView,
  MakePledgeBody,
  PledgeFormBody,
  PledgeView,
} from '../../../shared/contract/pledges.ts';
import { useApi } from '../../lib/api-context.ts';
import { useChangeHome, useRefreshHome } from '../../lib/home-query.ts';
import { withoutPledge, withPledge } from '../../lib/pledge-in-home.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { pledgeKey } from '../../lib/pledge-cache.ts';
import { PAST_KEY } from '../../lib/pledge-lists.ts';

/**
 * Makes a pledge and shows it on home. The same body again is the same pledge; where an earlier attempt arrived
 * after all and the words were changed since, the pledge gets the words of this attempt. `onMade` is called
 * when the pledge is there to be shown, and before home has it, so that the form can be left first.
 */
export function useMakePledge(
  onMade: (pledge: PledgeView) => void,
): UseMutationResult<PledgeView, Error, MakePledgeBody> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  return useMutation({
    mutationFn: async (body: MakePledgeBody) => {
      const made = await api.request<PledgeView>('POST', '/api/pledges', body);
      if (isAsWanted(made, body)) return made;
      const { form, cadence, endsOn, ergId } = body;
      const edit: ChangePledgeBody = {
        do: 'edit',
        revision: made.revision,
        form,
        cadence,
        endsOn,
        ...(ergId === undefined ? {} : { ergId }),
      };
      return api.request<PledgeView>('PATCH', `/api/pledges/${body.id}`, edit);
    },
    onSuccess: async (pledge) => {
      client.setQueryData(pledgeKey(pledge.id), pledge);
      onMade(pledge);
      await changeHome((home) => withPledge(home, pledge));
    },
  });
}

function isAsWanted(made: PledgeView, wanted: MakePledgeBody): boolean {
  return (
    made.cadence === wanted.cadence &&
    made.endsOn === wanted.endsOn &&
    made.ergId === wanted.ergId &&
    JSON.stringify(linesOf(made.form)) === JSON.stringify(linesOf(wanted.form))
  );
}

function linesOf(form: PledgeFormBody): readonly string[] {
  switch (form.kind) {
    case 'if-then':
      return [form.cue, form.action, form.selfTalk ?? ''];
    case 'plain-goal':
      return [form.goal, ...form.phrases];
    case 'own-words':
      return [form.words];
  }
}

/**
 * Changes a pledge: edit, make smaller, pause, resume, renew, complete, let go. Where it was changed elsewhere
 * in the meantime, the pledge as it is now is fetched.
 */
export function useChangePledge(
  id: string,
): UseMutationResult<PledgeView, Error, ChangePledgeBody> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    mutationFn: (body: ChangePledgeBody) =>
      api.request<PledgeView>('PATCH', `/api/pledges/${encodeURIComponent(id)}`, body),
    onSuccess: async (pledge) => {
      client.setQueryData(pledgeKey(id), pledge);
      await changeHome((home) => withPledge(home, pledge));
      // Which questions wait may have changed with it; the API knows.
      void refreshHome();
      void client.invalidateQueries({ queryKey: PAST_KEY });
      void client.invalidateQueries({ queryKey: pledgeKey(id) });
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await refreshHome();
    },
  });
}

/**
 * Deletes a pledge with its answers and notes, for good. `onDeleted` is called before the pledge disappears
 * from the cache, so that its page can be left first.
 */
export function useDeletePledge(
  onDeleted: () => void,
): UseMutationResult<undefined, Error, Pick<PledgeView, 'id' | 'revision'>> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    mutationFn: ({ id, revision }: Pick<PledgeView, 'id' | 'revision'>) =>
      api.request<undefined>(
        'DELETE',
        `/api/pledges/${encodeURIComponent(id)}?revision=${revision}`,
      ),
    onSuccess: async (_nothing, { id }) => {
      onDeleted();
      await changeHome((home) => withoutPledge(home, id));
      client.removeQueries({ queryKey: pledgeKey(id) });
      void client.invalidateQueries({ queryKey: PAST_KEY });
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await refreshHome();
    },
  });
}

/** Deletes one answer with its note, for good. The last question may wait again then. */
export function useDeleteAnswer(): UseMutationResult<undefined, Error, CheckInView> {
  const api = useApi();
  const client = useQueryClient();
  const refreshHome = useRefreshHome();
  return useMutation({
    mutationFn: ({ pledgeId, date, revision }: CheckInView) =>
      api.request<undefined>(
        'DELETE',
        `/api/pledges/${encodeURIComponent(pledgeId)}/check-ins/${date}?revision=${revision}`,
      ),
    onSettled: async (_nothing, _error, { pledgeId }) => {
      await Promise.all([
        refreshHome(),
        client.invalidateQueries({ queryKey: pledgeKey(pledgeId) }),
      ]);
    },
  });
}
