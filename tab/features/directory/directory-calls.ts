import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  ConfirmDirectoryBody,
  DirectoryImportView,
  DirectoryReply,
  DirectoryUploadReply,
} from '../../../shared/contract/directory.ts';
import { useApi } from '../../lib/api-context.ts';

const AT = '/api/admin/directory';
const KEY = ['admin', 'directory'];

/** How often an import that is worked on is looked at. */
const LOOK_MS = 1500;

/** Whether a worker has an import in hand. */
export function isWorkedOn({ state }: DirectoryImportView): boolean {
  return state === 'comparing' || state === 'applying';
}

/** The newest import of the directory, if there is one; looked at again by itself while it is worked on. */
export function useDirectory(): UseQueryResult<DirectoryReply> {
  const api = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: () => api.request<DirectoryReply>('GET', AT),
    refetchInterval: ({ state: { data } }) =>
      data?.import !== undefined && isWorkedOn(data.import) ? LOOK_MS : false,
  });
}

/** A file, and the number that its import will have. */
export interface ChosenDirectory {
  readonly id: string;
  readonly file: File;
}

/** Sends a file. Sent again after a failure it is the same import. */
export function useUploadDirectory(): UseMutationResult<
  DirectoryUploadReply,
  Error,
  ChosenDirectory
> {
  const api = useApi();
  const show = useShowImport();
  return useMutation({
    mutationFn: ({ id, file }: ChosenDirectory) =>
      api.request<DirectoryUploadReply>('POST', `${AT}/imports?id=${id}`, file),
    onSuccess: async (reply) => {
      if (reply.outcome === 'kept') await show(reply.import);
    },
  });
}

/** What is done with an import: `removals` is how many people whoever confirms says that it removes. */
export type DirectoryWish =
  | { readonly do: 'withdraw' }
  | ({ readonly do: 'confirm' } & ConfirmDirectoryBody);

/** Confirms or withdraws an import. What somebody else did meanwhile is shown. */
export function useSteerDirectory(
  importId: string,
): UseMutationResult<DirectoryImportView, Error, DirectoryWish> {
  const api = useApi();
  const client = useQueryClient();
  const show = useShowImport();
  return useMutation({
    mutationFn: (wish: DirectoryWish) =>
      api.request<DirectoryImportView>(
        'POST',
        `${AT}/imports/${importId}/${wish.do}`,
        wish.do === 'confirm' ? { removals: wish.removals } : undefined,
      ),
    onSuccess: show,
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

function useShowImport(): (shown: DirectoryImportView) => Promise<void> {
  const client = useQueryClient();
  return async (shown) => {
    await client.cancelQueries({ queryKey: KEY });
    client.setQueryData<DirectoryReply>(KEY, (before) => ({ ...before, import: shown }));
  };
}
