import type { CardJson, Sender, SendOutcome, SendTarget } from '../../../bot/ports.ts';

/** One request to send, as the worker made it. */
export interface SendRequest {
  readonly target: SendTarget;
  readonly message: { readonly card: CardJson; readonly summary: string };
  readonly signal: AbortSignal;
}

/** A failed attempt, as Teams might answer it. */
export type SendFailure = Extract<SendOutcome, { readonly ok: false }>;

/** A failed attempt with nothing known but the reason. */
export function failure(
  reason: SendFailure['reason'],
  fields: Partial<SendFailure> = {},
): SendFailure {
  return {
    ok: false,
    reason,
    status: undefined,
    retryAfterMs: undefined,
    detail: 'as the test says',
    maybeAccepted: false,
    ...fields,
  };
}

/**
 * A sender that keeps every request. `answer` decides what came of the n-th one, from 1; undefined is success,
 * in the conversation that was asked for or in a new one, `a:new-conversation`.
 */
export function recordingSender(
  answer: (
    request: SendRequest,
    n: number,
  ) => SendOutcome | undefined | Promise<SendOutcome | undefined> = () => undefined,
): Sender & { readonly requests: readonly SendRequest[] } {
  const requests: SendRequest[] = [];
  return {
    requests,
    async send(target, message, signal) {
      const request = { target, message, signal };
      requests.push(request);
      const n = requests.length;
      const answered = await answer(request, n);
      return (
        answered ?? {
          ok: true,
          activityId: `activity-${n}`,
          conversationId: target.conversationId ?? 'a:new-conversation',
        }
      );
    },
    update: () => Promise.reject(new Error('Delivery updates no card.')),
  };
}
