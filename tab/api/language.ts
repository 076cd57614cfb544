import type { FastifyRequest } from 'fastify';

const LONGEST_TAG = 35;

/** The first language that the request asks for, BCP 47; English where it asks for none that has the form of one. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): string {
  const first = request.headers['accept-language']?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  return first.length <= LONGEST_TAG && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(first)
    ? first
    : 'en';
}
