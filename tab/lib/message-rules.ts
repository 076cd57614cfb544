import { useEffect, useRef } from 'react';
import {
  type QueryClient,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import type { AdminSettingsReply } from '../../shared/contract/entry.ts';
import type {
  ChangeMessageRulesBody,
  HealthReply,
  MessageRulesBody,
  MessageRulesView,
} from '../../shared/contract/health.ts';
import { ADMIN_SETTINGS_KEY, HEALTH_KEY } from './admin-keys.ts';
import { useApi } from './api-context.ts';

const RULES_KEY = ['message-rules'] as const;
/** Where the rules are read: whether messages get through, and the settings of admins. */
const READ_UNDER = [HEALTH_KEY, ADMIN_SETTINGS_KEY] as const;

/** The organisation's rules as the admin wants them, and how a change of them fares. */
export interface MessageRules {
  /** With the changes that are on their way. */
  readonly shown: MessageRulesBody;
  readonly saving: boolean;
  /** Why the last change from here was not saved; null where it was. */
  readonly error: Error | null;
  /** Changes some of the rules; the promise ends when that is saved, and fails when it is not. */
  save(fields: Partial<MessageRulesBody>): Promise<void>;
  /** Sends what could not be saved once more. */
  tryAgain(): void;
}

/**
 * The rules of the organisation, where a change shows at once. Changes go out one after the other, each over those
 * before it from here; over what another admin changed none is written.
 */
export function useMessageRules({ revision, ...known }: MessageRulesView): MessageRules {
  const api = useApi();
  const client = useQueryClient();
  const [wanted] = useMutationState({
    filters: { mutationKey: RULES_KEY, status: 'pending' },
    select: ({ state }) => (state.variables as ChangeMessageRulesBody).rules,
  }).toReversed();
  const change = useMutation({
    mutationKey: RULES_KEY,
    scope: { id: RULES_KEY[0] },
    mutationFn: ({ revision: seen, rules }: ChangeMessageRulesBody) =>
      api.request<MessageRulesView>('PUT', '/api/admin/message-rules', {
        revision: afterOwnChanges(client, seen),
        rules,
      }),
    async onSuccess(rules) {
      await Promise.all(READ_UNDER.map((queryKey) => client.cancelQueries({ queryKey })));
      const withRules = <Read extends object>(read: Read | undefined) =>
        read === undefined ? read : { ...read, rules };
      client.setQueryData<HealthReply>(HEALTH_KEY, withRules);
      client.setQueryData<AdminSettingsReply>(ADMIN_SETTINGS_KEY, withRules);
    },
    onError: () =>
      Promise.all(READ_UNDER.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const shown = wanted ?? known;
  // An undo comes seconds later, over whatever was changed since.
  const latest = useRef({ revision, shown });
  useEffect(() => {
    latest.current = { revision, shown };
  });
  return {
    shown,
    saving: wanted !== undefined,
    error: change.error,
    async save(fields) {
      const { revision: seen, shown: rules } = latest.current;
      await change.mutateAsync({ revision: seen, rules: { ...rules, ...fields } });
    },
    tryAgain() {
      if (change.variables !== undefined) change.mutate(change.variables);
    },
  };
}

/** The revision that the rules have after the changes made from here since that one was seen. */
function afterOwnChanges(client: QueryClient, seen: number): number {
  const changes = client.getMutationCache().findAll({ mutationKey: RULES_KEY, status: 'success' });
  const own = new Set(changes.map(({ state }) => (state.data as MessageRulesView).revision));
  let revision = seen;
  while (own.has(revision + 1)) revision += 1;
  return revision;
}
