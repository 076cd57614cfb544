import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import { readMessage } from './message-text.ts';
import type { MessageReceipt, Queues, ReceivedMessage } from './queues.ts';
import { setAside } from './set-aside.ts';

/** "Look at this person: something may not have reached the roster of this ERG." */
export interface PersonBell {
  readonly about: 'person';
  readonly key: PersonKey;
  /** The ERGs that the change is about. */
  readonly ergIds: readonly string[];
  /** The pairs of buddies that the change is about. */
  readonly pairIds?: readonly string[];
  /** The name that the directory gives them now, where it gave another before. */
  readonly named?: string;
}

/** "Look at this ERG: its line in the directory may not say what its head says." */
export interface ErgBell {
  readonly about: 'erg';
  readonly tenantId: string;
  readonly ergId: string;
  /** Names that were kept for it, or were its own before: those that it does not have are to be given back. */
  readonly names: readonly string[];
  /** Pieces of news that may not have reached Home, or their broadcast. */
  readonly newsIds?: readonly string[];
}

type Bell = PersonBell | ErgBell;

/** A bell in hand. */
export type RungBell<About extends Bell = Bell> = About & {
  readonly receipt: MessageReceipt;
  readonly rungAtMs: number;
};

/** How a message of this queue is read. */
export const BellText = z.union([
  z.object({
    tenantId: z.string(),
    userId: z.string(),
    ergIds: z.array(z.string()),
    pairIds: z.array(z.string()).exactOptional(),
    named: z.string().exactOptional(),
  }),
  z.object({
    tenantId: z.string(),
    ergId: z.string(),
    names: z.array(z.string()),
    newsIds: z.array(z.string()).exactOptional(),
  }),
]);

/** A bell rings this long after it was set, in real time, unless it is taken off before. */
export const BELL_DELAY_MS = 120_000;

/** How long a roster remembers that somebody left, so that a slow "joined" cannot overtake "left". */
export const TOMBSTONE_MS = 24 * 60 * 60 * 1000;

/** The store of bells. */
export type Bells = ReturnType<typeof createBells>;

/** The queue `projections`. A bell is set before a commit, so that a program that dies after it is heard. */
export function createBells(
  queues: Queues,
  options: { readonly realMs: () => number; readonly delayMs?: number },
) {
  const queue = queues.queue('projections');
  const delayMs = options.delayMs ?? BELL_DELAY_MS;

  /** Sets a bell. A commit must be done within half its delay, or set a new one. */
  async function ring<About extends Bell>(bell: About): Promise<RungBell<About>> {
    const rungAtMs = options.realMs();
    const text = JSON.stringify(textOf(bell));
    const receipt = await queue.send(text, { delayMs });
    return { ...bell, receipt, rungAtMs };
  }

  /** Whether a commit may still rely on this bell. */
  function isFresh(bell: RungBell): boolean {
    return options.realMs() - bell.rungAtMs < delayMs / 2;
  }

  /** What was done before a commit at this real time or earlier was committed by now, or never will be. */
  function settledBeforeMs(): number {
    return options.realMs() - delayMs / 2;
  }

  /** Takes a bell off: everything reached its place. */
  async function takeOff(bell: RungBell): Promise<void> {
    await queue.remove(bell.receipt);
  }

  /** Lets a bell ring in a day instead, to clear the tombstone of somebody who left. */
  async function ringForTombstone(bell: RungBell): Promise<void> {
    await queue.hide(bell.receipt, TOMBSTONE_MS + delayMs);
  }

  /** Bells that ring now, hidden for a minute each. What is no bell is set aside. */
  async function listen(most: number): Promise<readonly RungBell[]> {
    const messages = await queue.receive({ most, visibilityMs: 60_000 });
    const bells: RungBell[] = [];
    for (const message of messages) {
      const bell = toBell(message, options.realMs());
      if (bell === undefined) await setAside(queue, message);
      else bells.push(bell);
    }
    return bells;
  }

  return { ring, isFresh, settledBeforeMs, takeOff, ringForTombstone, listen };
}

function textOf(bell: Bell): z.infer<typeof BellText> {
  if (bell.about === 'person') {
    const { key, ergIds, pairIds = [], named } = bell;
    return {
      ...key,
      ergIds: [...ergIds],
      ...(pairIds.length === 0 ? {} : { pairIds: [...pairIds] }),
      ...(named === undefined ? {} : { named }),
    };
  }
  const { tenantId, ergId, names, newsIds = [] } = bell;
  return {
    tenantId,
    ergId,
    names: [...names],
    ...(newsIds.length === 0 ? {} : { newsIds: [...newsIds] }),
  };
}

function toBell(message: ReceivedMessage, nowMs: number): RungBell | undefined {
  const said = readMessage(BellText, message.text);
  if (said === undefined) return undefined;
  const rung = { receipt: message, rungAtMs: nowMs };
  if ('ergId' in said) return { about: 'erg', ...said, ...rung };
  const { tenantId, userId, ...rest } = said;
  return { about: 'person', key: { tenantId, userId }, ...rest, ...rung };
}
