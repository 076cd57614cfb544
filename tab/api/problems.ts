import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEM_STATUS, type Problem, type ProblemCode } from '../../shared/contract/problem.ts';
import type { Result } from '../../shared/domain/result.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { languageOf } from './language.ts';

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
  'too-many-memberships': 'not-allowed',
};

/** Refusals that are about one field of the request. */
const FIELD_OF_REASON: Readonly<Record<string, { path: string; reason: string }>> = {
  'period-not-allowed': { path: 'endsOn', reason: 'not-a-date' },
  'pause-in-the-past': { path: 'settings.messages.until', reason: 'not-a-date' },
  'not-an-ally': { path: 'ergId', reason: 'not-an-id' },
  'template-unknown': { path: 'source.templateId', reason: 'not-an-id' },
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
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      reason: issue.message ?? 'invalid',
    }));
    const zone = fields.some((field) => field.reason === 'unknown-time-zone');
    return { code: zone ? 'unknown-time-zone' : 'invalid', fields };
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
    default:
      if (known.statusCode === 429) return { code: 'too-many-requests', fields: undefined };
      if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500) {
        return { code: 'invalid', fields: undefined };
      }
      return { code: isStorageBusy(error) ? 'busy' : 'unexpected', fields: undefined };
  }
}

/** Storage that is overloaded, restarting or out of reach: worth trying again. */
function isStorageBusy(error: unknown): boolean {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  return (
    statusCode === 500 ||
    statusCode === 503 ||
    ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'REQUEST_SEND_ERROR'].includes(code ?? '')
  );
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
