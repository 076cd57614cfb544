import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  ImportRowsReply,
  ImportRowView,
  ImportsReply,
  ImportView,
} from '../../../shared/contract/imports.ts';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';
import { newId } from '../../lib/new-id.ts';

/** How often an import that is worked on is looked at. */
const LOOK_MS = 1500;

/** Whether a worker has an import in hand. */
export function isWorkedOn({ state }: ImportView): boolean {
  return state === 'checking' || state === 'inviting';
}

function runPath(ergId: string): string {
  return `/api/ergs/${encodeURIComponent(ergId)}/run`;
}

/** The newest import of an ERG, or nothing; looked at again by itself while it is worked on. */
export function useNewestImport(ergId: string): UseQueryResult<ImportView | null> {
  const api = useApi();
  return useQuery({
    queryKey: ['run', ergId, 'imports'],
    queryFn: async () => {
      const { imports } = await api.request<ImportsReply>('GET', `${runPath(ergId)}/imports`);
      return imports[0] ?? null;
    },
    refetchInterval: ({ state: { data } }) => (data && isWorkedOn(data) ? LOOK_MS : false),
  });
}

/** Sends a file. Sent again after a failure it is the same import. */
export function useUpload(ergId: string): UseMutationResult<ImportView, Error, ChosenFile> {
  const api = useApi();
  const show = useShowImport(ergId);
  return useMutation({
    mutationFn: ({ id, file }: ChosenFile) =>
      api.request<ImportView>('POST', `${runPath(ergId)}/imports?id=${id}`, file),
    onSuccess: show,
  });
}

/** A file, and the number that its import will have. */
export interface ChosenFile {
  readonly id: string;
  readonly file: File;
}

/** A file as it was chosen now. */
export function choose(file: File): ChosenFile {
  return { id: newId(), file };
}

/** Confirms or withdraws an import. What somebody else did meanwhile is shown. */
export function useSteer(
  ergId: string,
  importId: string,
): UseMutationResult<ImportView, Error, 'confirm' | 'withdraw'> {
  const api = useApi();
  const client = useQueryClient();
  const show = useShowImport(ergId);
  return useMutation({
    mutationFn: (wish: 'confirm' | 'withdraw') =>
      api.request<ImportView>('POST', `${runPath(ergId)}/imports/${importId}/${wish}`),
    onSuccess: show,
    onError: () => client.invalidateQueries({ queryKey: ['run', ergId, 'imports'] }),
  });
}

function useShowImport(ergId: string): (shown: ImportView) => Promise<void> {
  const client = useQueryClient();
  return async (shown) => {
    const queryKey = ['run', ergId, 'imports'];
    await client.cancelQueries({ queryKey });
    client.setQueryData<ImportView | null>(queryKey, shown);
  };
}

/** A page of the rows of an import, all or those with one fate. */
export function useImportRows(
  ergId: string,
  { id, state }: ImportView,
  fate: ImportRowView['fate'] | undefined,
  continuation: string | undefined,
): UseQueryResult<ImportRowsReply> {
  const api = useApi();
  return useQuery({
    queryKey: ['run', ergId, 'import-rows', id, state, fate, continuation],
    queryFn: () => {
      const query = new URLSearchParams({
        ...(fate === undefined ? {} : { fate }),
        ...(continuation === undefined ? {} : { continuation }),
      }).toString();
      const path = `${runPath(ergId)}/imports/${id}/rows`;
      return api.request<ImportRowsReply>('GET', query === '' ? path : `${path}?${query}`);
    },
    placeholderData: keepPreviousData,
  });
}

/** Fetches what became of every row, as a file. */
export function useReport(ergId: string, importId: string): UseMutationResult<void, Error, void> {
  const api = useApi();
  return useMutation({
    async mutationFn() {
      const path = `${runPath(ergId)}/imports/${importId}/report.csv`;
      giveFile('import.csv', await api.request<Blob>('GET', path));
    },
  });
}
