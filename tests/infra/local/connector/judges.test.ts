import { expect, test } from 'vitest';
import { inTurn } from '../../../../infra/local/connector/judges.ts';
import type { ConnectorRequest, Judge } from '../../../../infra/local/connector/verdict.ts';

const request: ConnectorRequest = {
  operation: 'send',
  personId: 'person',
  conversationId: 'a:1',
  atMs: 0,
};

test('the first judge that does not allow a request decides, and the next ones never see it', async () => {
  const asked: string[] = [];
  const allows: Judge = () => {
    asked.push('allows');
    return { kind: 'allow' };
  };
  const refuses: Judge = async () => {
    asked.push('refuses');
    return { kind: 'answer', status: 429 };
  };
  const loses: Judge = () => {
    asked.push('loses');
    return { kind: 'lose', carriedOut: false };
  };

  expect(await inTurn(allows, refuses, loses)(request)).toEqual({ kind: 'answer', status: 429 });
  expect(asked).toEqual(['allows', 'refuses']);
});

test('what every judge allows is allowed', async () => {
  const allows: Judge = () => ({ kind: 'allow' });

  expect(await inTurn(allows, allows)(request)).toEqual({ kind: 'allow' });
  expect(await inTurn()(request)).toEqual({ kind: 'allow' });
});
