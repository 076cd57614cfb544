import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { deliverBroadcast } from '../../../bot/delivery/deliver-broadcast.ts';
import { deliverPack } from '../../../bot/delivery/deliver-pack.ts';
import type { DeliveryDeps } from '../../../bot/delivery/delivery-deps.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import type { Sender, SendOutcome } from '../../../bot/ports.ts';
import { readBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import type { BroadcastProgress } from '../../../shared/domain/broadcast.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import {
  BROADCAST,
  BROADCAST_ID,
  personId,
  SENDING_FROM,
  there,
} from '../../support/broadcasts.ts';
import { aPerson, NOON, type PersonFields, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { store } from './due-people.ts';
import { recordingSender, type SendRequest } from './recording-sender.ts';

/** One request to bring a card up to date. */
interface UpdateRequest {
  readonly userId: string;
  readonly activityId: string;
}

type Answer<Request> = (
  request: Request,
  n: number,
) => SendOutcome | undefined | Promise<SendOutcome | undefined>;

/** Teams as the tests of broadcasts see it: what was sent, what was updated, and what every card shows by now. */
export function recordingTeams(
  answers: {
    /** As `recordingSender` takes it. */
    readonly send?: Answer<SendRequest>;
    /** What came of the n-th update, from 1; undefined is success. */
    readonly update?: Answer<UpdateRequest>;
  } = {},
) {
  const sender = recordingSender(answers.send);
  const updates: UpdateRequest[] = [];
  const cards = new Map<string, { readonly userId: string; readonly text: string }>();
  const receivers = (): readonly string[] =>
    sender.requests.map(({ target }) => target.person.userId).toSorted();
  const calls: Sender = {
    async send(target, message, signal) {
      const outcome = await sender.send(target, message, signal);
      const { userId } = target.person;
      if (outcome.ok) {
        cards.set(outcome.activityId, { userId, text: JSON.stringify(message.card) });
      }
      return outcome;
    },
    async update(target, activityId, message) {
      const request = { userId: target.person.userId, activityId };
      updates.push(request);
      const answered = await answers.update?.(request, updates.length);
      if (answered?.ok === false) return answered;
      cards.set(activityId, { userId: request.userId, text: JSON.stringify(message.card) });
      return { ok: true, activityId, conversationId: target.conversationId };
    },
  };
  return {
    ...calls,
    requests: sender.requests,
    updates,
    /** To whom something was sent, once for every request. */
    receivers,
    /** How many requests to send there were to somebody. */
    sendsTo: (userId: string) => receivers().filter((one) => one === userId).length,
    /** What somebody's cards show now, as text, the oldest first. */
    cardsOf: (userId: string) =>
      [...cards.values()].filter((card) => card.userId === userId).map(({ text }) => text),
  };
}

/** Thrown by a program that is dead: nothing that it does later reaches storage or Teams. */
class Killed extends Error {}

/** A world at noon in which every program shares one storage and one Teams, and the running one can be killed. */
export function aWorld(
  options: {
    readonly teams?: ReturnType<typeof recordingTeams>;
    /** Leads the storage's calls through something of the test's. */
    readonly between?: (storage: Storage) => Storage;
    /** Waiting moves the clock on unless said otherwise. */
    readonly wait?: DeliveryDeps['wait'];
  } = {},
) {
  const clock = testClock(NOON);
  const teams = options.teams ?? recordingTeams();
  let stepsLeft = Infinity;
  const step = (): void => {
    stepsLeft -= 1;
    if (stepsLeft < 0) throw new Killed();
  };
  const memory = createMemoryStorage({ realMs: clock.realMs, observe: step });
  const storage = options.between?.(memory) ?? memory;
  let programs = 0;
  return {
    clock,
    teams,
    storage,
    /** A new program; what was in an older one's memory is not in its own. */
    program(): TestDeps {
      programs += 1;
      const holder = `program-${programs}`;
      let ids = 0;
      const { wait } = options;
      return {
        ...testDeps({ clock, storage, ...(wait === undefined ? {} : { wait }) }),
        holder,
        newId: () => {
          ids += 1;
          return `${holder}-${ids}`;
        },
        sender: {
          send: async (...request) => {
            step();
            return teams.send(...request);
          },
          update: async (...request) => {
            step();
            return teams.update(...request);
          },
        },
      };
    },
    /** The program dies before this step, from 1: a request to storage or to Teams. */
    dieAtStep(n: number) {
      stepsLeft = n - 1;
    },
    /** Whether the program got to its end; whoever starts now lives. */
    startAgain(): boolean {
      const survived = stepsLeft >= 0;
      stepsLeft = Infinity;
      return survived;
    },
  };
}

/** Ends when the program has done its work, or was killed at it. */
export async function unlessKilled(begun: Promise<unknown>): Promise<void> {
  await begun.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** Stores people, `personId(0)` the first of them, each with these fields. Gives them as they were stored. */
export async function storePeople(
  deps: TestDeps,
  fields: readonly PersonFields[],
): Promise<readonly Person[]> {
  const people = fields.map((one, n) => aPerson({ userId: personId(n), ...one }));
  for (const person of people) await store(deps, person);
  return people;
}

/** So many people about whom there is nothing special. */
export function anybody(count: number): readonly PersonFields[] {
  return Array.from({ length: count }, () => ({}));
}

const NEVER = new AbortController().signal;

/** What a worker does with the jobs of broadcasts and the packs that show now, until none shows. */
export async function work(deps: TestDeps): Promise<void> {
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  const handlers = { broadcasts: deliverBroadcast, packs: deliverPack } as const;
  for (;;) {
    let found = 0;
    for (const name of ['broadcasts', 'packs'] as const) {
      const queue = deps.queues.queue(name);
      const messages = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
      for (const message of messages) {
        await handlers[name](deps, permits, { queue, message }, NEVER);
      }
      found += messages.length;
    }
    if (found === 0) return;
  }
}

/** A worker and a scheduler for so many minutes: leases, claims and hidden jobs come to an end. */
export async function workFor(deps: TestDeps, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await collectDue(deps);
    await work(deps);
    deps.clock.advanceMs(60_000);
  }
}

/** The hold is over, and a worker does all there is to do. */
export async function workAfterHold(deps: TestDeps): Promise<void> {
  if (deps.clock.now() < SENDING_FROM) deps.clock.set(SENDING_FROM);
  await work(deps);
}

/** How far a broadcast is, without the outcomes of which there are none. */
export async function progressOf(
  deps: TestDeps,
  id = BROADCAST_ID,
): Promise<Partial<BroadcastProgress>> {
  const { progress } = there(await readBroadcast(deps, { ...BROADCAST, id }));
  return Object.fromEntries(Object.entries(progress).filter(([, people]) => people > 0));
}

/** What waits for somebody, and what was told to them. */
export async function rowsOf(deps: TestDeps, n: number) {
  const loaded = await deps.people.load({ tenantId: TENANT_ID, userId: personId(n) });
  const { pendings, deliveries } = there(loaded).person;
  return { pendings, deliveries };
}
