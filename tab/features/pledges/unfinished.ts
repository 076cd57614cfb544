import type { TemplateView } from '../../../shared/contract/catalogue.ts';
import { readDraft } from '../../lib/drafts.ts';
import { paths } from '../../lib/paths.ts';
import type { PledgeDraft } from './pledge-draft.ts';

/** What a new pledge starts from: a template, own words, or a pledge that has ended. */
export type Start =
  | { readonly kind: 'template'; readonly id: string }
  | { readonly kind: 'own' }
  | { readonly kind: 'again'; readonly pledgeId: string };

/** What the address of the page says to start from; undefined where the suggestions are shown. */
export function startOf(search: URLSearchParams): Start | undefined {
  const template = search.get('template');
  if (template !== null) return { kind: 'template', id: template };
  const again = search.get('again');
  if (again !== null) return { kind: 'again', pledgeId: again };
  return search.has('own') ? { kind: 'own' } : undefined;
}

/** The address that starts a new pledge from a template, from own words or from one that has ended. */
export function pathOfStart(start: Start): string {
  const base = paths.newPledge();
  switch (start.kind) {
    case 'template':
      return `${base}?template=${encodeURIComponent(start.id)}`;
    case 'own':
      return `${base}?own=1`;
    case 'again':
      return `${base}?again=${encodeURIComponent(start.pledgeId)}`;
  }
}

/** The key under which what is typed is kept until it is saved, one per start. */
export function draftKey(start: Start): string {
  switch (start.kind) {
    case 'template':
      return `new-pledge.${start.id}`;
    case 'own':
      return 'new-pledge';
    case 'again':
      return `new-pledge.again.${start.pledgeId}`;
  }
}

/** The new pledges that were begun and not saved: own words first, then in the order of the templates. */
export function unfinishedStarts(templates: readonly Pick<TemplateView, 'id'>[]): readonly Start[] {
  const starts: readonly Start[] = [
    { kind: 'own' },
    ...templates.map(({ id }) => ({ kind: 'template', id }) as const),
  ];
  return starts.filter((start) => readDraft<PledgeDraft>(draftKey(start)) !== undefined);
}
