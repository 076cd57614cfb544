import type { CardJson, CardReply, Reply } from '../ports.ts';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** A message activity that carries one Adaptive Card; `summary` is what a notification shows. */
export function cardMessage(card: CardJson, summary: string | undefined) {
  return {
    type: 'message',
    ...(summary === undefined ? {} : { summary }),
    attachments: [{ contentType: ADAPTIVE_CARD, content: card }],
  };
}

/** The message activity for a reply. Text is shown as it is, without Markdown. */
export function replyMessage(reply: Reply) {
  return reply.kind === 'text' ? textMessage(reply.text) : cardMessage(reply.card, reply.summary);
}

/** The message activity for the answer to an Action.Submit, which has no response of its own. */
export function submitMessage(reply: CardReply) {
  return reply.kind === 'message' ? textMessage(reply.text) : cardMessage(reply.card, undefined);
}

function textMessage(text: string) {
  return { type: 'message', text, textFormat: 'plain' };
}

/** The body of the response to an Action.Execute (Adaptive Cards, universal actions). */
export function executeBody(reply: CardReply) {
  return reply.kind === 'card'
    ? { statusCode: 200, type: ADAPTIVE_CARD, value: reply.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text };
}

/** The body of the response to an Action.Execute that failed; Teams shows its own words. */
export function executeFailure(statusCode: 400 | 500) {
  const code = statusCode === 400 ? 'BadRequest' : 'InternalServerError';
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message: code } };
}
