import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AsksReply, AskView } from '../../../shared/contract/content.ts';
import type { CatalogueReply, TemplateView } from '../../../shared/contract/catalogue.ts';
import { useApi } from '../../lib/api-context.ts';
import { useTeams } from '../../lib/teams-context.ts';

/** A suggested pledge, of the catalogue or what an ERG asks. */
export type Suggestion = Omit<TemplateView, 'language'> & {
  /** BCP 47: the language of the words; absent where organisers wrote them. */
  readonly language?: string;
  /** The ERG that asks for it; absent in the catalogue. */
  readonly erg?: { readonly id: string; readonly name: string };
};

/**
 * The suggested pledges: what the person's ERGs ask, and what the ERG of the suggestion `start` asks, before the
 * catalogue. Where the asks cannot be had, the catalogue is shown alone.
 */
export function useSuggestions(start?: string): {
  readonly data: readonly Suggestion[] | undefined;
  readonly error: Error | null;
  refetch(): void;
} {
  const catalogue = useCatalogue();
  const asks = useAsks(start === undefined ? undefined : askOf(start)?.ergId);
  const isKnown = catalogue.data !== undefined && !asks.isPending;
  return {
    data: isKnown ? [...(asks.data ?? []), ...catalogue.data] : undefined,
    error: catalogue.error,
    refetch() {
      void catalogue.refetch();
      void asks.refetch();
    },
  };
}

/** Which ask a suggestion's id names; undefined where it is one of the catalogue's. */
export function askOf(id: string): { readonly ergId: string; readonly askId: string } | undefined {
  const [kind, ergId, askId] = id.split('.');
  return kind === 'ask' && ergId !== undefined && askId !== undefined
    ? { ergId, askId }
    : undefined;
}

function useAsks(ergId: string | undefined): UseQueryResult<readonly Suggestion[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['asks', ergId ?? null],
    queryFn: async () => {
      const query = ergId === undefined ? '' : `?ergId=${encodeURIComponent(ergId)}`;
      const { asks } = await api.request<AsksReply>('GET', `/api/asks${query}`);
      return asks.map(toSuggestion);
    },
    staleTime: 60_000,
  });
}

function toSuggestion({
  id,
  ergId,
  ergName,
  pillar,
  cadence,
  title,
  why,
  question,
  form,
}: AskView): Suggestion {
  return {
    id: `ask.${ergId}.${id}`,
    pillar,
    cadence,
    title,
    why,
    question,
    words:
      form.kind === 'if-then'
        ? {
            form: 'if-then',
            action: form.action,
            cues: form.cues,
            selfTalk: form.selfTalk ?? '',
          }
        : { form: 'plain-goal', goal: form.goal, phrases: form.phrases },
    erg: { id: ergId, name: ergName },
  };
}

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
