import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { RequestProblem } from './problems.ts';

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
    const counted = await countForTenant(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    void reply.header('retry-after', counted.ttlInSeconds);
    throw new RequestProblem('too-many-requests');
  });
}
