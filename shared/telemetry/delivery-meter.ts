import type { SpanStatusCode } from '@opentelemetry/api';
import type { Telemetry } from './telemetry.ts';
import { isKindOfError } from './without-secrets.ts';

// Written out, so that a start without telemetry loads nothing for it.
const FAILED: SpanStatusCode.ERROR = 2;

/** The reasons that are told apart; any other is `other`, so that no text can become a label. */
const REASONS = new Set([
  'throttled',
  'try-again',
  'not-installed',
  'blocked',
  'conversation-gone',
  'too-large',
  'refused',
  'error',
]);

/** From a minute to six hours: a message later than its window is not sent. */
const LAG_BOUNDS_S = [1, 5, 15, 60, 300, 900, 3600, 7200, 21_600];

/** Counters and traces of delivery; it has the shape of delivery's own `DeliveryMeter`. */
export function createDeliveryTelemetry({ meter, tracer }: Pick<Telemetry, 'meter' | 'tracer'>) {
  const due = meter.createCounter('alongside.delivery.due', { description: 'people handed on' });
  const sent = meter.createCounter('alongside.delivery.sent', { description: 'messages accepted' });
  const retried = meter.createCounter('alongside.delivery.retried');
  const blocked = meter.createCounter('alongside.delivery.blocked');
  const givenUp = meter.createCounter('alongside.delivery.given_up');
  const lag = meter.createHistogram('alongside.delivery.lag', {
    unit: 's',
    description: 'between due and sent',
    advice: { explicitBucketBoundaries: LAG_BOUNDS_S },
  });
  const named = (reason: string) => ({ reason: REASONS.has(reason) ? reason : 'other' });
  return {
    due: (_tenantId: string, people: number) => due.add(people),
    sent(_tenantId: string, lagMs: number) {
      sent.add(1);
      lag.record(lagMs / 1000);
    },
    retried: (_tenantId: string, reason: string) => retried.add(1, named(reason)),
    blocked: (_tenantId: string, reason: string) => blocked.add(1, named(reason)),
    givenUp: (_tenantId: string, reason: string) => givenUp.add(1, named(reason)),
    pack<Outcome>(people: number, work: () => Promise<Outcome>): Promise<Outcome> {
      return tracer.startActiveSpan('delivery.pack', async (span) => {
        span.setAttribute('alongside.people', people);
        try {
          const outcome = await work();
          span.setAttribute('alongside.outcome', 'done');
          return outcome;
        } catch (error) {
          span.setAttribute('alongside.outcome', 'failed');
          span.setAttribute('alongside.failure', kindOf(error));
          span.setStatus({ code: FAILED });
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

function kindOf(error: unknown): string {
  return error instanceof Error && isKindOfError(error.name) ? error.name : 'Unknown';
}
