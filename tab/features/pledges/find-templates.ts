import { foldName } from '../../../shared/domain/names.ts';
import type { Suggestion } from './catalogue-query.ts';
import { PILLARS, type Pillar } from '../../../shared/domain/pillar.ts';

/** Templates of one pillar. */
export interface TemplateGroup {
  readonly pillar: Pillar;
  readonly templates: readonly Suggestion[];
}

/**
 * The templates of a pillar (or of all) in whose words every word of `text` occurs, accents and capitals
 * aside, grouped by pillar in their fixed order; no empty groups.
 */
export function findTemplates(
  templates: readonly Suggestion[],
  wanted: { readonly pillar: Pillar | undefined; readonly text: string },
): readonly TemplateGroup[] {
  const words = foldName(wanted.text).split(' ');
  const fitting = templates.filter((template) => {
    if (wanted.pillar !== undefined && template.pillar !== wanted.pillar) return false;
    const text = foldName(textOf(template));
    return words.every((word) => text.includes(word));
  });
  return PILLARS.map((pillar) => ({
    pillar,
    templates: fitting.filter((template) => template.pillar === pillar),
  })).filter((group) => group.templates.length > 0);
}

function textOf({ title, why, words, erg }: Suggestion): string {
  const behaviour = words.form === 'if-then' ? [words.action, ...words.cues] : [words.goal];
  return [title, why, erg?.name ?? '', ...behaviour].join(' ');
}
