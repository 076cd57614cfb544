/** What the bot asks of the connector, before anything is done about it. */
export interface ConnectorRequest {
  readonly operation: 'create-conversation' | 'send' | 'update' | 'delete' | 'read-members';
  /** Whose chat it is about; `undefined` where no such conversation exists. */
  readonly personId: string | undefined;
  readonly conversationId: string | undefined;
  /** Real time, in milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * What Teams makes of a request. `lose` cuts the connection: the bot never learns whether the request was
 * carried out (`carriedOut`).
 */
export type Verdict =
  | { readonly kind: 'allow' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | { readonly kind: 'lose'; readonly carriedOut: boolean };

/** Decides about every request: limits, and failures put in on purpose. May take its time. */
export type Judge = (request: ConnectorRequest) => Verdict | Promise<Verdict>;

/** Everything is allowed. */
export const allowAll: Judge = () => ({ kind: 'allow' });
