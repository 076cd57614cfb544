import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEM_STATUS, type Problem, type ProblemCode } from '../../shared/contract/problem.ts';
import type { Log } from '../../shared/commands/deps.ts';
import type { Result } from '../../shared/domain/result.ts';
import { textsIn, translatorFor } from '../../shared/i18n/translator.ts';
import { KeysUnreachable } from '../../shared/identity/token.ts';
import { ContinuationNotAllowed } from '../../shared/store/guards.ts';
import { languageOf } from './language.ts';

type Field = NonNullable<Problem['fields']>[number];

/** A request that fails for a reason the person can be told. Thrown by routes, told by `sendProblem`. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly code: ProblemCode;
  readonly fields: Problem['fields'];

  constructor(code: ProblemCode, fields?: Problem['fields']) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

/** What the refusals of the domain are called outside, where it is not the same word. */
const CODE_OF_REASON: Readonly<Record<string, ProblemCode>> = {
  'already-answered': 'changed-meanwhile',
  'consent-version-passed': 'changed-meanwhile',
};

/** Refusals that are about one field of the request. */
const FIELD_OF_REASON: Readonly<Record<string, Field>> = {
  'period-not-allowed': { path: 'endsOn', reason: 'period-not-allowed' },
  'pause-in-the-past': { path: 'settings.messages.until', reason: 'pause-in-the-past' },
  'not-an-ally': { path: 'ergId', reason: 'not-an-ally' },
  'unknown-person': { path: 'userId', reason: 'unknown-person' },
  'link-needed': { path: 'link', reason: 'link-needed' },
  'where-needed': { path: 'place', reason: 'where-needed' },
  'template-unknown': { path: 'source.templateId', reason: 'template-unknown' },
};

/** The value of a result, or its refusal as a `RequestProblem`. */
export function orProblem<Value>(result: Result<Value, string>): Value {
  if (result.ok) return result.value;
  const field = FIELD_OF_REASON[result.reason];
  if (field !== undefined) throw new RequestProblem('invalid', [field]);
  const code = CODE_OF_REASON[result.reason] ?? result.reason;
  if (!(code in PROBLEM_STATUS)) throw new Error(`No problem is known for "${result.reason}".`);
  throw new RequestProblem(code as ProblemCode);
}

/** Turns whatever was thrown into what the person is told. `unexpected` is what nobody foresaw. */
export function toProblem(error: unknown): {
  readonly code: ProblemCode;
  readonly fields: Problem['fields'];
} {
  if (error instanceof RequestProblem) return { code: error.code, fields: error.fields };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.flatMap(toFields).slice(0, MOST_FIELDS);
    const zone = fields.some((field) => field.reason === 'unknown-time-zone');
    return { code: zone ? 'unknown-time-zone' : 'invalid', fields };
  }
  if (error instanceof ContinuationNotAllowed) {
    return { code: 'invalid', fields: [{ path: 'continuation', reason: 'invalid' }] };
  }
  const known = error as Partial<FastifyError>;
  switch (known.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'too-large', fields: undefined };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'not-json', fields: undefined };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'invalid', fields: undefined };
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { code: 'not-found', fields: undefined };
    default:
      return { code: isWorthRepeating(error) ? 'busy' : 'unexpected', fields: undefined };
  }
}

// An answer need not name everything that is wrong with a request.
const MOST_FIELDS = 20;
const LONGEST_FIELD_NAME = 100;

const REASONS: ReadonlySet<string> = new Set(Object.keys(textsIn('en').problems.field));

/** What zod found, as fields: with a reason that there are words for, and an unexpected field by its name. */
function toFields(issue: FastifySchemaValidationError): readonly Field[] {
  const path = issue.instancePath.split('/').filter((part) => part !== '');
  const { keys } = issue.params;
  if (issue.keyword === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({ path: pathOf([...path, String(key)]), reason: 'not-expected' }));
  }
  const { message = '' } = issue;
  return [{ path: pathOf(path), reason: REASONS.has(message) ? message : 'invalid' }];
}

function pathOf(parts: readonly string[]): string {
  return parts.join('.').slice(0, LONGEST_FIELD_NAME).toWellFormed();
}

const NO_ANSWER: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'REQUEST_SEND_ERROR',
  'Timeout',
]);

/** Storage or the sign-in that is overloaded, restarting or out of reach. */
function isWorthRepeating(error: unknown): boolean {
  if (error instanceof KeysUnreachable) return true;
  const { statusCode = 0, code = '' } = error as { statusCode?: number; code?: string };
  // What Fastify itself calls a 500 is a defect of ours.
  return !code.startsWith('FST_') && (statusCode >= 500 || NO_ANSWER.has(code));
}

/** Answers with problem+json in the person's language. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  fields?: Problem['fields'],
): FastifyReply {
  const { t } = translatorFor(languageOf(request));
  const problem: Problem = {
    type: `/problems/${code}`,
    title: t(`problems:${code}.title`),
    status: PROBLEM_STATUS[code],
    detail: t(`problems:${code}.detail`),
    code,
    ...(fields === undefined ? {} : { fields: [...fields] }),
  };
  return (
    reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      // As text: the route's schema describes what it answers when all is well.
      .serializer((body: unknown) => JSON.stringify(body))
      .send(problem)
  );
}

/** Answers whatever goes wrong in these routes, and paths that do not exist, with problem+json. */
export function answerProblems(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const { code, fields } = toProblem(error);
    if (code === 'unexpected' || code === 'busy') {
      log.error('request.failed', error, {
        route: request.routeOptions.url,
        method: request.method,
      });
    }
    return sendProblem(request, reply, code, fields);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'));
}
