import type { FastifyInstance, FastifyRequest } from 'fastify';
import { canonicalTag, FALLBACK_LANGUAGE, heardTag } from '../../shared/domain/languages.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the languages that are for tests alone are spoken here. */
    readonly pseudoLanguages: boolean;
  }
}

const LONGEST_TAG = 35;

/** Says whether requests may ask for the languages that are for tests alone. */
export function speakLanguages(app: FastifyInstance, pseudoLanguages: boolean): void {
  app.decorate('pseudoLanguages', pseudoLanguages);
}

/** As many languages of a request as are looked at. */
const MOST_TAGS = 20;

/** The language that the request likes best, BCP 47; English where it asks for none that is one. */
export function languageOf({
  headers,
  server,
}: Pick<FastifyRequest, 'headers' | 'server'>): string {
  const first = liked(headers['accept-language'] ?? '')[0] ?? '';
  const tag = first.length <= LONGEST_TAG ? canonicalTag(first) : undefined;
  return heardTag(tag ?? FALLBACK_LANGUAGE, server);
}

/** The tags of an `Accept-Language` header, the best liked first; of those liked as well as one another, as they stand. */
function liked(header: string): readonly string[] {
  return header
    .split(',', MOST_TAGS)
    .map((one) => {
      const [tag = '', quality] = one.split(';', 2).map((part) => part.trim());
      const q = quality?.startsWith('q=') === true ? Number(quality.slice(2)) : 1;
      return { tag, q: Number.isFinite(q) ? q : 0 };
    })
    .toSorted((one, other) => other.q - one.q)
    .map(({ tag }) => tag);
}
