import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startAzurite } from '../../infra/local/azurite-process.ts';
import { startIssuer } from '../../infra/local/issuer.ts';
import { checkStorage, type Finding } from '../../infra/operate/check-storage.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { TENANT_ID } from '../support/builders.ts';
import { type Chance, chanceFrom } from '../support/chance.ts';
import { startFaultyStorage, type StorageCounts } from './faulty-storage.ts';
import { type ActCounts, createPerson, noActs, type SimulatedPerson } from './person.ts';
import { type ProgramProcess, startProgramProcess } from './program-process.ts';
import { noRequests, openTab, type RequestCounts, type TabSession } from './tab-session.ts';

/** How much of everything there is. */
export interface Course {
  readonly seed: number;
  readonly people: number;
  /** When it is over: after a time, or when each person did so many acts, however long it takes. */
  readonly length:
    | { readonly kind: 'time'; readonly ms: number }
    | { readonly kind: 'acts'; readonly each: number };
  /** Of the requests to storage, from 0 to 1. */
  readonly faultShare: number;
  /** How long a silent request to storage is left alone, if its client waits so long. */
  readonly silenceMs: number;
  /** How often Azurite is ended and started again on the same data, spread over the course. */
  readonly restarts: number;
  /** By how many weeks product time moves on, one at a time, spread over the course. */
  readonly weeks: number;
  /** Between two acts of a person, at most; half of that at least. */
  readonly pauseMs: number;
  readonly bellDelayMs: number;
  /** How long the product may take to finish by itself, after the faults. */
  readonly settleMs: number;
  /** As the tab waits between two tries, unless given. */
  readonly retryDelayMs?: (failures: number) => number;
}

/** What was counted. */
export interface CourseFigures {
  readonly requests: RequestCounts;
  readonly storage: StorageCounts;
  readonly restarts: number;
  readonly acts: ActCounts;
  /** Acknowledged, and not there. Sentences. */
  readonly lost: readonly string[];
  /** There, and never asked for so. Sentences. */
  readonly halfDone: readonly string[];
  readonly findings: readonly Finding[];
  /** People whose home did not come when the faults were over. */
  readonly notBack: number;
  readonly hasDied: boolean;
  /** What the program logged as warnings and errors, and how often. */
  readonly logged: ReadonlyMap<string, number>;
  /** What it said besides, as where it died. */
  readonly spoken: readonly string[];
}

const CLIENT_ID = 'c11e0000-0000-4000-8000-000000000001';
const STARTS_AT = '2026-03-02T12:00:00.000Z';
const A_WEEK_MS = 7 * 86_400_000;
const LOOK_AGAIN_MS = 1000;
const LOOK_EVERY_MS = 20;

/**
 * People use the tab's API while storage fails and is restarted; then the faults stop, the product gets its time to finish,
 * and everything is looked at.
 */
export async function runCourse(course: Course): Promise<CourseFigures> {
  const chance = chanceFrom(course.seed);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alongside-faults-'));
  const endings: (() => Promise<void> | void)[] = [
    () => rmSync(dataDir, { recursive: true, force: true }),
  ];
  try {
    const first = await startAzurite({ dataDir });
    let azurite = first;
    endings.push(() => azurite.stop());
    const faulty = await startFaultyStorage(first.connectionString, {
      chance: chanceFrom(chance.upTo(2 ** 31)),
      silenceMs: course.silenceMs,
    });
    endings.push(() => faulty.stop());
    const issuer = await startIssuer({ dataDir, tenantId: TENANT_ID, clientId: CLIENT_ID });
    endings.push(() => issuer.stop());
    const program = await startProgramProcess({
      connectionString: faulty.connectionString,
      issuerUrl: issuer.issuerUrl,
      jwksUrl: issuer.jwksUrl,
      clientId: CLIENT_ID,
      startsAt: STARTS_AT,
      bellDelayMs: course.bellDelayMs,
    });
    endings.push(() => program.stop());
    const startedMs = Date.now();

    const requests = noRequests();
    const acts = noActs();
    const tabs: TabSession[] = [];
    const people: SimulatedPerson[] = [];
    const { length } = course;
    const isOver = (done: number) =>
      length.kind === 'acts' ? done >= length.each : Date.now() - startedMs >= length.ms;
    /** How much of the course is over, from 0. */
    const progress = () =>
      length.kind === 'acts'
        ? actsOf(acts) / (length.each * course.people)
        : (Date.now() - startedMs) / length.ms;
    for (let number = 1; number <= course.people; number += 1) {
      const token = await issuer.tokenFor(employee(number));
      const tab = openTab({ url: program.url, token, counts: requests }, course.retryDelayMs);
      tabs.push(tab);
      people.push(
        createPerson({
          tab,
          chance: chanceFrom(chance.upTo(2 ** 31)),
          organisation: program,
          counts: acts,
          pause: (own: Chance) => pause((course.pauseMs * (1 + own.next())) / 2),
          isOver: (done) => program.hasDied() || isOver(done),
        }),
      );
    }
    endings.push(() => {
      for (const tab of tabs) tab.close();
    });

    faulty.fail(course.faultShare);
    const living = Promise.all(people.map((person) => person.live()));
    for (const { at, what } of plan(course)) {
      while (progress() < at && !program.hasDied()) await pause(LOOK_EVERY_MS);
      if (what === 'week') program.advance(A_WEEK_MS);
      else {
        await faulty.goAway();
        await azurite.stop();
        azurite = await startAzurite({ dataDir });
        if (azurite.connectionString !== first.connectionString) {
          throw new Error('Azurite came back on other ports.');
        }
        faulty.comeBack();
      }
    }
    while (progress() < 1 && !program.hasDied()) await pause(LOOK_EVERY_MS);
    faulty.fail(0);
    await living;

    const nowMs = () => Date.parse(STARTS_AT) + Date.now() - startedMs + course.weeks * A_WEEK_MS;
    const back = await Promise.all(people.map((person) => person.comeBack()));
    const findings = await settle(azurite.connectionString, {
      untilMs: Date.now() + course.settleMs,
      nowMs,
      program,
    });
    const seen = program.hasDied() ? [] : await lookBack(people);
    const { lost, halfDone } = Object.groupBy(seen, ({ kind }) => kind);
    return {
      requests,
      storage: faulty.counts,
      restarts: course.restarts,
      acts,
      lost: lost?.map(({ sentence }) => sentence) ?? [],
      halfDone: halfDone?.map(({ sentence }) => sentence) ?? [],
      findings,
      notBack: back.filter((isBack) => !isBack).length,
      hasDied: program.hasDied(),
      logged: program.logged,
      spoken: program.spoken,
    };
  } finally {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  }
}

/** Restarts and weeks, each at a share of the course, in order; none at the very beginning or end. */
function plan({ restarts, weeks }: Course) {
  const spread = (what: 'restart' | 'week', count: number) =>
    Array.from({ length: count }, (_, n) => ({ what, at: (n + 1) / (count + 1) }));
  return [...spread('restart', restarts), ...spread('week', weeks)].toSorted(
    (one, other) => one.at - other.at,
  );
}

function actsOf({ acknowledged, refused, unanswered }: ActCounts): number {
  return [acknowledged, refused, unanswered]
    .flatMap((counted) => [...counted.values()])
    .reduce((sum, one) => sum + one, 0);
}

function employee(number: number) {
  const digits = String(number).padStart(12, '0');
  return {
    id: `5b2e9f10-0000-4000-8000-${digits}`,
    name: `Employee ${number}`,
    mail: `employee${number}@example.com`,
    roles: [],
    guest: false,
  };
}

/** Waits until the checker finds nothing; gives what it found last. */
async function settle(
  connectionString: string,
  {
    untilMs,
    nowMs,
    program,
  }: { untilMs: number; nowMs: () => number; program: Pick<ProgramProcess, 'hasDied'> },
): Promise<readonly Finding[]> {
  const direct = createAzureStorage({ kind: 'connection-string', connectionString });
  for (;;) {
    const findings = await checkStorage(direct, new Date(nowMs()).toISOString());
    if (findings.length === 0 || Date.now() > untilMs || program.hasDied()) return findings;
    await pause(LOOK_AGAIN_MS);
  }
}

async function lookBack(people: readonly SimulatedPerson[]) {
  const seen = people.map(async (person, n) => {
    const { lost, halfDone } = await person.lookBack();
    const told = (sentence: string) => `employee ${n + 1}: ${sentence}`;
    return [
      ...lost.map((one) => ({ kind: 'lost', sentence: told(one) }) as const),
      ...halfDone.map((one) => ({ kind: 'halfDone', sentence: told(one) }) as const),
    ];
  });
  return (await Promise.all(seen)).flat();
}
