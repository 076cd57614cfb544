import { z } from 'zod';
import english from './en/templates.json' with { type: 'json' };
import { FALLBACK_LANGUAGE, inNearest } from './nearest-language.ts';
import { BUILT_IN_TEMPLATES, TEMPLATE_IDS, TemplateText } from './template.ts';
import type { BuiltInTemplate } from './template.ts';

/** A built-in template with its words. `language` is the language of the words, which may be the fallback. */
export type Template = BuiltInTemplate & { readonly text: TemplateText; readonly language: string };

// A record keyed by an enum is exhaustive in zod 4: a missing or unknown template id is refused.
const Texts = z.record(z.enum(TEMPLATE_IDS), TemplateText);

// Parsed at load, so that a broken file stops the start and not somebody's pledge.
const catalogues: ReadonlyMap<string, readonly Template[]> = new Map([
  [FALLBACK_LANGUAGE, merge(FALLBACK_LANGUAGE, english)],
]);

/** The languages that the catalogue is written in. */
export const CATALOGUE_LANGUAGES: readonly string[] = [...catalogues.keys()];

/** Every built-in template in the order of `TEMPLATE_IDS`, in the language nearest to a BCP 47 tag. */
export function catalogueIn(language: string): readonly Template[] {
  return inNearest(catalogues, language);
}

/** The built-in template with this id, in the language that `catalogueIn` picks; undefined when there is none. */
export function findTemplate(id: string, language: string): Template | undefined {
  return catalogueIn(language).find((template) => template.id === id);
}

function merge(language: string, json: unknown): readonly Template[] {
  const texts = Texts.parse(json);
  return BUILT_IN_TEMPLATES.map((template) => {
    const text = texts[template.id];
    if (text.form !== template.form) {
      throw new Error(
        `Template ${template.id} in "${language}" is written as ${text.form}, not as ${template.form}`,
      );
    }
    return { ...template, text, language };
  });
}
