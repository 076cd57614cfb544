import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  ReportsReply,
  ReportView,
  ResolveReportBody,
} from '../../../shared/contract/reports.ts';
import { useApi } from '../../lib/api-context.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

const REPORTS_KEY = ['reports'] as const;

/** The open reports, newest first, page by page. */
export function useReports() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: REPORTS_KEY,
    queryFn: ({ pageParam }) =>
      api.request<ReportsReply>(
        'GET',
        pageParam === undefined
          ? '/api/admin/reports'
          : `/api/admin/reports?continuation=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** Deals with a report, by what the admin saw of its content; settled when the list is as it is now. */
export function useResolveReport(report: ReportView) {
  const api = useApi();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: REPORTS_KEY });
  return useMutation({
    mutationFn: (wanted: ResolveReportBody['do']) => {
      const body: ResolveReportBody = { do: wanted, revision: report.content?.revision ?? 0 };
      const path = `/api/admin/reports/${encodeURIComponent(report.id)}/resolve`;
      return api.request<unknown>('POST', path, body);
    },
    onSuccess: refresh,
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await refresh();
    },
  });
}
