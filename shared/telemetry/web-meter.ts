import type { Telemetry } from './telemetry.ts';

/** The methods that are told apart; any other is `other`. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A route's template has no digits; an address with an id in it does. */
const TEMPLATE = /^\/[A-Za-z/:*._-]{0,100}$/;

/** OpenTelemetry's conventions for HTTP name these, in seconds. */
const DURATION_BOUNDS_S = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/**
 * Counts what the web server answers, and how long it takes, by the names that OpenTelemetry gives them; it has the
 * shape of the server's own `WebMeter`.
 */
export function createWebTelemetry({ meter }: Pick<Telemetry, 'meter'>) {
  const duration = meter.createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'from request to answer',
    advice: { explicitBucketBoundaries: DURATION_BOUNDS_S },
  });
  return {
    answered(answer: {
      readonly method: string;
      readonly route: string;
      readonly status: number;
      readonly tookMs: number;
    }): void {
      const isTemplate = answer.route === 'none' || TEMPLATE.test(answer.route);
      duration.record(answer.tookMs / 1000, {
        'http.request.method': METHODS.has(answer.method) ? answer.method : 'other',
        'http.route': isTemplate ? answer.route : 'other',
        'http.response.status_code': answer.status,
      });
    },
  };
}
