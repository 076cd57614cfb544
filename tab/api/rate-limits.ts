import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PersonKey } from '../../shared/domain/person.ts';
import { RequestProblem } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who says or taps something in the chat, once the bot knows. */
    speaker: PersonKey | null;
  }
}

/** The most requests that one replica answers in a minute, to one person and to everybody of one tenant. */
export interface RequestLimits {
  readonly aPerson: number;
  readonly aTenant: number;
}

/**
 * A person who looks through everything stays far below the first; the second is 300 a second, of which one tenant at
 * its busiest minute (a moment went to everybody) asks for a third.
 */
export const REQUEST_LIMITS: RequestLimits = { aPerson: 300, aTenant: 18_000 };

/**
 * Limits how often somebody may ask, and how often a whole tenant. Counted in this process alone: with several replicas
 * the limits are so many times as high, and no request waits for another replica to be asked.
 */
export async function limitRequests(app: FastifyInstance, limits: RequestLimits): Promise<void> {
  await app.register(rateLimit, {
    hook: 'preHandler',
    max: limits.aPerson,
    timeWindow: '1 minute',
    errorResponseBuilder: () => new RequestProblem('too-many-requests'),
    keyGenerator: ({ signedIn, ip }) =>
      signedIn === null ? ip : `${signedIn.key.tenantId}_${signedIn.key.userId}`,
  });
  const countForTenant = app.createRateLimit({
    max: limits.aTenant,
    timeWindow: '1 minute',
    keyGenerator: ({ signedIn }) => `tenant_${signedIn?.key.tenantId ?? ''}`,
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.signedIn === null) return;
    if (!(await hasRoom(countForTenant, request, reply))) {
      throw new RequestProblem('too-many-requests');
    }
  });
}

/**
 * Limits how often somebody may say or tap something in the chat, and how often a whole tenant, as `limitRequests` does what they
 * ask of the API. Who it is, only the bot finds out: it asks what this gives, whether it may go on; where not, the reply says when.
 */
export async function limitActivities(
  app: FastifyInstance,
  limits: RequestLimits,
): Promise<(request: FastifyRequest, reply: FastifyReply, speaker: PersonKey) => Promise<boolean>> {
  await app.register(rateLimit, { global: false });
  app.decorateRequest('speaker', null);
  const counts = [
    app.createRateLimit({
      max: limits.aPerson,
      timeWindow: '1 minute',
      keyGenerator: ({ speaker }) => `${speaker?.tenantId}_${speaker?.userId}`,
    }),
    app.createRateLimit({
      max: limits.aTenant,
      timeWindow: '1 minute',
      keyGenerator: ({ speaker }) => `tenant_${speaker?.tenantId}`,
    }),
  ];
  return async (request, reply, speaker) => {
    request.speaker = speaker;
    for (const count of counts) if (!(await hasRoom(count, request, reply))) return false;
    return true;
  };
}

/** Counts a request. Whether there was room for it; where not, the reply says when there is. */
async function hasRoom(
  count: ReturnType<FastifyInstance['createRateLimit']>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const counted = await count(request);
  if (counted.isAllowed || !counted.isExceeded) return true;
  void reply.header('retry-after', counted.ttlInSeconds);
  return false;
}
