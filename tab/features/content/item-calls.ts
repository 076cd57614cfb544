import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import type {
  AskWordsBody,
  EventWordsBody,
  LessonWordsBody,
  MoveItemBody,
  RunAskView,
  RunEventView,
  RunLessonView,
} from '../../../shared/contract/content.ts';
import type { ItemKind } from '../../../shared/domain/erg-content.ts';
import { useApi } from '../../lib/api-context.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

/** What an organiser wrote, whatever it is. */
export type RunItem =
  | ({ readonly kind: 'ask' } & RunAskView)
  | ({ readonly kind: 'lesson' } & RunLessonView)
  | ({ readonly kind: 'event' } & RunEventView);

/** The words of an item. */
export type ItemWords =
  | { readonly kind: 'ask'; readonly words: AskWordsBody }
  | { readonly kind: 'lesson'; readonly words: LessonWordsBody }
  | { readonly kind: 'event'; readonly words: EventWordsBody };

/** How the items of each kind are called in addresses. */
export const PART_OF = { ask: 'asks', lesson: 'lessons', event: 'events' } as const;

interface ItemsPage {
  readonly items: readonly RunItem[];
  readonly continuation?: string;
}

/** The items of one kind that are in hand, or page by page what is put away. */
export function useItems(
  ergId: string,
  kind: ItemKind,
  of: 'in-hand' | 'put-away',
): UseInfiniteQueryResult<InfiniteData<ItemsPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...keyOf(ergId, kind), of],
    initialPageParam: '',
    queryFn: async ({ pageParam }) => {
      const on = pageParam === '' ? '' : `&continuation=${encodeURIComponent(pageParam)}`;
      const path = `${pathOf(ergId, kind)}?of=${of}${on}`;
      const page = await api.request<ItemsPage>('GET', path);
      return { ...page, items: page.items.map((item) => ({ ...item, kind }) as RunItem) };
    },
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** Saves words: of a new draft where the revision is 0. */
export function useWriteItem(
  ergId: string,
): UseMutationResult<
  RunItem,
  Error,
  ItemWords & { readonly id: string; readonly revision: number }
> {
  const api = useApi();
  const refresh = useRefreshItems(ergId);
  return useMutation({
    mutationFn: async ({ kind, id, revision, words }) => {
      const path = `${pathOf(ergId, kind)}/${encodeURIComponent(id)}`;
      const item = await api.request<RunItem>('PUT', path, { revision, words });
      return { ...item, kind } as RunItem;
    },
    onSuccess: ({ kind }) => refresh(kind),
    onError: (error, { kind }) => (isChangedMeanwhile(error) ? refresh(kind) : undefined),
  });
}

/** Publishes an item, retires it, or makes a draft of it again. */
export function useMoveItem(
  ergId: string,
): UseMutationResult<
  RunItem,
  Error,
  MoveItemBody & { readonly kind: ItemKind; readonly id: string }
> {
  const api = useApi();
  const refresh = useRefreshItems(ergId);
  return useMutation({
    mutationFn: async ({ kind, id, revision, state }) => {
      const path = `${pathOf(ergId, kind)}/${encodeURIComponent(id)}/state`;
      const item = await api.request<RunItem>('PUT', path, { revision, state });
      return { ...item, kind } as RunItem;
    },
    onSuccess: ({ kind }) => refresh(kind),
    onError: (error, { kind }) => (isChangedMeanwhile(error) ? refresh(kind) : undefined),
  });
}

/** Fetches the lists of a kind again, and whatever shows what is published. */
function useRefreshItems(ergId: string): (kind: ItemKind) => Promise<void> {
  const client = useQueryClient();
  return async (kind) => {
    void client.invalidateQueries({ queryKey: ['ergs', ergId] });
    void client.invalidateQueries({ queryKey: ['asks'] });
    void client.invalidateQueries({ queryKey: ['year'] });
    await client.invalidateQueries({ queryKey: keyOf(ergId, kind) });
  };
}

function keyOf(ergId: string, kind: ItemKind): readonly string[] {
  return ['run', ergId, PART_OF[kind]];
}

function pathOf(ergId: string, kind: ItemKind): string {
  return `/api/ergs/${encodeURIComponent(ergId)}/run/${PART_OF[kind]}`;
}
