import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AdminYearReply,
  DateObservanceBody,
  ShowObservanceBody,
  WriteObservanceBody,
} from '../../../shared/contract/year.ts';
import { useApi } from '../../lib/api-context.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

const ADMIN_YEAR_KEY = ['admin-year'] as const;

/** A change of the year, as the API takes it, with the revision that was seen. */
export type YearSave =
  | ({ readonly do: 'show' } & ShowObservanceBody)
  | ({ readonly do: 'write'; readonly id: string } & WriteObservanceBody)
  | { readonly do: 'remove'; readonly id: string; readonly revision: number }
  | ({ readonly do: 'date' } & DateObservanceBody);

/** All observances of the year, hidden ones too, with the revision that a change has to name. */
export function useAdminYear(): UseQueryResult<AdminYearReply> {
  const api = useApi();
  return useQuery({
    queryKey: ADMIN_YEAR_KEY,
    queryFn: () => api.request<AdminYearReply>('GET', '/api/admin/year'),
  });
}

/** Changes the year; where another admin was first, it is fetched as it is now. */
export function useChangeYear(): UseMutationResult<AdminYearReply, Error, YearSave> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (save: YearSave) => {
      switch (save.do) {
        case 'show': {
          const { do: _do, ...body } = save;
          return api.request<AdminYearReply>('PUT', '/api/admin/year/shown', body);
        }
        case 'write': {
          const { do: _do, id, ...body } = save;
          return api.request<AdminYearReply>('PUT', pathOf(id), body);
        }
        case 'remove':
          await api.request<undefined>('DELETE', `${pathOf(save.id)}?revision=${save.revision}`);
          return api.request<AdminYearReply>('GET', '/api/admin/year');
        case 'date': {
          const { do: _do, ...body } = save;
          return api.request<AdminYearReply>('PUT', '/api/admin/year/dates', body);
        }
      }
    },
    onSuccess: (year) => {
      client.setQueryData(ADMIN_YEAR_KEY, year);
      void client.invalidateQueries({ queryKey: ['year'] });
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await client.invalidateQueries({ queryKey: ADMIN_YEAR_KEY });
    },
  });
}

function pathOf(id: string): string {
  return `/api/admin/year/own/${encodeURIComponent(id)}`;
}
