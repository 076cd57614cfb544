import type { Answer } from '../chat.ts';
import type { PageSetup } from '../page-setup.ts';
import type { LocalPerson } from '../people.ts';

/** What product time is, `GET /local/clock`. */
export interface ClockReading {
  readonly now: string;
  readonly realNow: string;
  readonly aheadMs: number;
}

/** A demo person, and whether they have the app. */
export type ListedPerson = LocalPerson & { readonly installed: boolean };

/** A request that was refused; the message is for the person. */
export class LocalRefusal extends Error {
  override readonly name = 'LocalRefusal';
}

/** The calls to `/local/*`. Each throws LocalRefusal with the server's words, or TypeError where it is gone. */
export const localApi = {
  setup: () => call<PageSetup>('/local/setup'),
  people: () => call<readonly ListedPerson[]>('/local/people'),
  clock: () => call<ClockReading>('/local/clock'),
  token: (person: string) => call<{ readonly token: string }>('/local/token', { person }),
  advance: (advance: string) => call<ClockReading>('/local/clock', { advance }),
  nextCheckIn: (person: string) =>
    call<ClockReading>('/local/clock', { to: 'next-check-in', person }),
  say: (person: string, text: string, locale: string) =>
    call<{ readonly answer: Answer }>('/local/messages', { person, text, locale }),
  tap: (
    person: string,
    action: { readonly verb: string; readonly data: unknown; readonly activityId: string },
    locale: string,
  ) => call<{ readonly answer: Answer }>('/local/messages', { person, action, locale }),
  install: (person: string, installed: boolean, locale: string) =>
    call<{ readonly answer: Answer }>('/local/install', { person, installed, locale }),
};

async function call<Reply>(path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  const reply: unknown = await response.json();
  if (response.ok) return reply as Reply;
  const { detail } = reply as { detail?: string };
  throw new LocalRefusal(detail ?? response.statusText);
}
