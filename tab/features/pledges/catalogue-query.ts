import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CatalogueReply, TemplateView } from '../../../shared/contract/catalogue.ts';
import { useApi } from '../../lib/api-context.ts';
import { useTeams } from '../../lib/teams-context.ts';

/** The suggested pledges in the order in which they are shown, in the language nearest to that of Teams. */
export function useCatalogue(): UseQueryResult<readonly TemplateView[]> {
  const api = useApi();
  const { language } = useTeams();
  return useQuery({
    queryKey: ['catalogue', language],
    queryFn: async () => (await api.request<CatalogueReply>('GET', '/api/catalogue')).templates,
    // It comes with a release of Alongside, so it does not change while the tab is open.
    staleTime: Infinity,
  });
}

/** The cues that a template suggests; none where the pledge has no template or it is not there any more. */
export function cuesOf(
  templates: readonly TemplateView[] | undefined,
  templateId: string | null | undefined,
): readonly string[] {
  const words = templates?.find((template) => template.id === templateId)?.words;
  return words?.form === 'if-then' ? words.cues : [];
}
