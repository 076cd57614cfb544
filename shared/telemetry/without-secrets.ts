import type { AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** The names that a span may have; any other is `other`. */
const SPANS = new Set(['delivery.pack']);

/** The attributes of a span that may leave, and what each may hold: never a key, an address, an id or a text. */
const ATTRIBUTES = new Map<string, (value: AttributeValue | undefined) => boolean>([
  ['alongside.people', (value) => typeof value === 'number'],
  ['alongside.outcome', (value) => value === 'done' || value === 'failed'],
  ['alongside.failure', (value) => typeof value === 'string' && isKindOfError(value)],
]);

/** What is counted may be told apart by these alone; who counts sees to it that each is one of a few words. */
export const LABELS: readonly string[] = [
  'reason',
  'http.request.method',
  'http.route',
  'http.response.status_code',
];

/** Whether this is the name of a kind of error, as `TypeError`: one word of letters, never a sentence or a number. */
export function isKindOfError(name: string): boolean {
  return /^[A-Z][A-Za-z]{0,59}$/.test(name);
}

/**
 * Lets a span through with its times and what may leave of its name and attributes. Events, links and the words of
 * an error stay here: they can hold table keys and addresses.
 */
export function withoutSecrets(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd: (span) => processor.onEnd(bare(span)),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

function bare(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(
      ([name, value]) => ATTRIBUTES.get(name)?.(value) === true,
    ),
  );
  return Object.create(span, {
    name: { value: SPANS.has(span.name) ? span.name : 'other', enumerable: true },
    attributes: { value: attributes, enumerable: true },
    events: { value: [], enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;
}
