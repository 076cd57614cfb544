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
 * What Teams makes of a request. `answer` says something else than what Teams would say, and `lose` cuts the
 * connection: in both the bot does not learn whether the request was carried out (`carriedOut`; it was not,
 * where nothing is said).
 */
export type Verdict =
  | { readonly kind: 'allow' }
  | ({
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    } & Partial<CarriedOut>)
  | ({ readonly kind: 'lose' } & CarriedOut);

/** Whether a request is carried out although the bot does not hear so. */
interface CarriedOut {
  readonly carriedOut: boolean;
  /** Told at once how many new messages stand in the chat because of it: none for one that had to be refused. */
  readonly whenCarriedOut?: (newMessages: number) => void;
}

/** A verdict that answers in the place of Teams. */
export type AnswerVerdict = Extract<Verdict, { readonly kind: 'answer' }>;

/** Decides about every request: limits, and failures put in on purpose. May take its time. */
export type Judge = (request: ConnectorRequest) => Verdict | Promise<Verdict>;

/** Everything is allowed. */
export const allowAll: Judge = () => ({ kind: 'allow' });
