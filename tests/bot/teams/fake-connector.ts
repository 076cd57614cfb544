import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that reached the connector; `body` is the JSON in it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/** How to answer one request: a response, or whatever is done with the raw one. */
export type Answer =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse, request: IncomingMessage) => void);

/** A Bot Connector on a free port that records what it gets and answers as told. */
export interface FakeConnector {
  readonly serviceUrl: string;
  readonly seen: SeenRequest[];
  /** The answers to come, in order; afterwards 201 with an id. */
  answerNext(...answers: readonly Answer[]): void;
  /** Resolves when the next request has arrived whole. */
  nextRequest(): Promise<SeenRequest>;
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const seen: SeenRequest[] = [];
  const answers: Answer[] = [];
  let waiting: ((request: SeenRequest) => void)[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seenRequest: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
    };
    seen.push(seenRequest);
    const told = waiting;
    waiting = [];
    const answer = answers.shift() ?? { status: 201, body: { id: `id-${seen.length}` } };
    if (typeof answer === 'function') {
      answer(response, request);
    } else {
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    }
    for (const tell of told) tell(seenRequest);
  }
  // A request that is cut off, or is no JSON, gets no answer; the one who sent it notices.
  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    seen,
    answerNext: (...next) => void answers.push(...next),
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
