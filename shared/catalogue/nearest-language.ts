/** The language in which everything is written. */
export const FALLBACK_LANGUAGE = 'en';

/**
 * What is written in the language nearest to a BCP 47 tag: the tag itself, else its first part ("en-GB" → "en"), else
 * English.
 */
export function inNearest<Written>(
  written: ReadonlyMap<string, Written>,
  language: string,
): Written {
  const tag = language.toLowerCase();
  const [primary = ''] = tag.split('-');
  const found = written.get(tag) ?? written.get(primary) ?? written.get(FALLBACK_LANGUAGE);
  if (found === undefined) throw new Error(`Nothing is written in "${FALLBACK_LANGUAGE}".`);
  return found;
}
