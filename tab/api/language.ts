import type { FastifyRequest } from 'fastify';

const LONGEST_TAG = 35;
const FALLBACK = 'en';

/** The first language that the request asks for, BCP 47; English where it asks for none that is one. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): string {
  const first = request.headers['accept-language']?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  return first.length <= LONGEST_TAG && isLanguageTag(first) ? first : FALLBACK;
}

/** Whether dates, numbers and names can be put in order by this tag: Intl throws on any other. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
