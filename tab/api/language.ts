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

/** The first language that the request asks for, BCP 47; English where it asks for none that is one. */
export function languageOf({
  headers,
  server,
}: Pick<FastifyRequest, 'headers' | 'server'>): string {
  const first = headers['accept-language']?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  const tag = first.length <= LONGEST_TAG ? canonicalTag(first) : undefined;
  return heardTag(tag ?? FALLBACK_LANGUAGE, server);
}
