import { z } from 'zod';
import type { ShippedLanguage } from '../domain/languages.ts';
import {
  BUILT_IN_TEMPLATES,
  type BuiltInTemplate,
  TEMPLATE_IDS,
  TemplateText,
} from './template.ts';
import { jsonIn, written } from './written.ts';

/** A built-in template with its words. `language` is the language of the words, which may be the fallback. */
export type Template = BuiltInTemplate & { readonly text: TemplateText; readonly language: string };

// A record keyed by an enum is exhaustive in zod 4: a missing or unknown template id is refused.
const Texts = z.record(z.enum(TEMPLATE_IDS), TemplateText);
const SomeTexts = z.partialRecord(z.enum(TEMPLATE_IDS), TemplateText);

const catalogues = written<readonly Template[]>((language, english) => {
  const json = jsonIn(language, 'templates.json');
  if (english === undefined) return merge(language, Texts.parse(json));
  const own = merge(language, SomeTexts.parse(json));
  return english.map((template) => own.find(({ id }) => id === template.id) ?? template);
});

/**
 * Every built-in template in the order of `TEMPLATE_IDS`, in the language nearest to a BCP 47 tag; in English where its words
 * are not written there yet.
 */
export function catalogueIn(language: string): readonly Template[] {
  return catalogues.in(language);
}

/** Every built-in template in every language. */
export function catalogueInEach(): readonly Template[] {
  return catalogues.inEach().flat();
}

/** The built-in template with this id, in the language that `catalogueIn` picks; undefined when there is none. */
export function findTemplate(id: string, language: string): Template | undefined {
  return catalogueIn(language).find((template) => template.id === id);
}

function merge(language: ShippedLanguage, texts: z.infer<typeof SomeTexts>): readonly Template[] {
  return BUILT_IN_TEMPLATES.flatMap((template) => {
    const text = texts[template.id];
    if (text === undefined) return [];
    if (text.form !== template.form) {
      throw new Error(
        `Template ${template.id} in "${language}" is written as ${text.form}, not as ${template.form}`,
      );
    }
    return [{ ...template, text, language }];
  });
}
