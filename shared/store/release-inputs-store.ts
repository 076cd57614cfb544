import { z } from 'zod';
import type { EarlierCell } from '../domain/disclosure/lines-of-descent.ts';
import {
  MEASURES,
  type Measure,
  type RememberedPeriod,
} from '../domain/disclosure/release-period.ts';
import type { TeamSketch } from '../domain/team-sketch.ts';
import type { Pseudonymise } from './pseudonyms.ts';
import type { Tables } from './tables.ts';
import { readChunks, readLines, removeChunks, writeChunks, writeLines } from './text-chunks.ts';

/** Somebody in the copy of the directory that a release is computed from. */
export interface CopiedPerson {
  readonly id: string;
  readonly manager: string | null;
  /** Of managers alone: what they are called. */
  readonly name?: string;
  /** Of managers alone: who reports to them. */
  readonly team?: TeamSketch;
}

/** What is remembered of a release, by those that come later. */
export interface Memory extends RememberedPeriod {
  readonly cells: readonly EarlierCell[];
}

/** The store of what releases are computed from. */
export type ReleaseInputsStore = ReturnType<typeof createReleaseInputsStore>;

/** A person of the copied directory: managers alone have a name and a team. */
export const PersonLine = z
  .tuple([z.string().describe('userId'), z.string().nullable().describe('managerId')])
  .rest(z.string().describe('name, team'));
/** Which measures a person did, as bits. */
export const DoesLine = z.tuple([z.string().describe('userId'), z.number().describe('measures')]);
/** A cell of a release: from which place in the order of people to which. */
export const CellLine = z.tuple([
  z.number().describe('from'),
  z.number().describe('before'),
  z.string().describe('line'),
]);
/** A band of a release: of which people, and what it said. */
export const BandLine = z.tuple([
  z.number().describe('measure'),
  z.number().describe('from'),
  z.number().describe('before'),
  z.number().describe('band from'),
  z.number().describe('band to'),
]);

/** What is remembered of a person: so many characters of a keyed pseudonym, 48 bits. */
const REMEMBERED_LENGTH = 8;

/**
 * Table `Releases`. Partition `{tenant}_copy_{month}`: the directory and what people did, copied in parts and removed once
 * the month is shown; `{tenant}_memory`: of every month the people in the chart's order, as keyed pseudonyms, its cells and
 * the bands that were set then.
 */
export function createReleaseInputsStore(tables: Tables, pseudonymise: Pseudonymise) {
  const releases = tables.table('Releases');

  /** How a person is remembered in an organisation, and nowhere else. */
  function rememberedAs(tenantId: string, userId: string): string {
    return pseudonymise(`${tenantId} chart ${userId}`).slice(0, REMEMBERED_LENGTH);
  }

  /** The name of a line of descent that begins with this manager's cell in this month. */
  function lineOf(tenantId: string, month: string, userId: string): string {
    return pseudonymise(`${tenantId} line ${month} ${userId}`);
  }

  /** Copies one part of the directory. */
  function copyPeople(
    tenantId: string,
    month: string,
    part: number,
    people: readonly CopiedPerson[],
  ): Promise<void> {
    const lines = people.map(({ id, manager, name, team = '' }) =>
      name === undefined ? [id, manager] : [id, manager, name, team],
    );
    return writeLines(releases, copyOf(tenantId, month), `people_${twoDigits(part)}`, lines);
  }

  /** Copies what the people of one part did; who did nothing may be left out. */
  function copyDone(
    tenantId: string,
    month: string,
    part: number,
    done: ReadonlyMap<string, readonly Measure[]>,
  ): Promise<void> {
    const lines = [...done].map(([id, measures]) => [
      id,
      measures.reduce((sum, one) => sum + 2 ** MEASURES.indexOf(one), 0),
    ]);
    return writeLines(releases, copyOf(tenantId, month), `done_${twoDigits(part)}`, lines);
  }

  /** Removes what was copied of one part, before it is copied anew. */
  function forgetPart(
    tenantId: string,
    month: string,
    of: 'people' | 'done',
    part: number,
  ): Promise<void> {
    return removeChunks(releases, copyOf(tenantId, month), `${of}_${twoDigits(part)}`);
  }

  /** Everybody who was copied, one after the other. */
  async function* readPeople(tenantId: string, month: string): AsyncGenerator<CopiedPerson> {
    for await (const line of readLines(releases, copyOf(tenantId, month), 'people')) {
      const [id, manager, name, team = ''] = PersonLine.parse(line);
      yield name === undefined ? { id, manager } : { id, manager, name, team };
    }
  }

  /** What people did, as copied. */
  async function readDone(
    tenantId: string,
    month: string,
  ): Promise<ReadonlyMap<string, readonly Measure[]>> {
    const done = new Map<string, readonly Measure[]>();
    for await (const line of readLines(releases, copyOf(tenantId, month), 'done')) {
      const [id, bits] = DoesLine.parse(line);
      done.set(id, SETS[bits] ?? []);
    }
    return done;
  }

  /** Removes the copy of a month. */
  async function forgetCopy(tenantId: string, month: string): Promise<void> {
    await removeChunks(releases, copyOf(tenantId, month), 'people');
    await removeChunks(releases, copyOf(tenantId, month), 'done');
  }

  /** Remembers a release. Its people are pseudonyms (`rememberedAs`). */
  async function remember(tenantId: string, month: string, memory: Memory): Promise<void> {
    const partition = memoryOf(tenantId);
    await writeChunks(releases, partition, `${month}_order`, memory.order);
    const cells = memory.cells.map(({ from, before, line }) => [from, before, line]);
    await writeLines(releases, partition, `${month}_cells`, cells);
    const bands = memory.bands.map(({ measure, from, before, band }) => [
      ...[MEASURES.indexOf(measure), from, before],
      ...[band.from, band.to],
    ]);
    await writeLines(releases, partition, `${month}_bands`, bands);
  }

  /** What is remembered of a month. Throws where it cannot be read: nothing may be released beside it then. */
  async function recall(tenantId: string, month: string): Promise<Memory> {
    const order: string[] = [];
    for await (const chunk of readChunks(releases, memoryOf(tenantId), `${month}_order`)) {
      for (let at = 0; at < chunk.length; at += REMEMBERED_LENGTH) {
        order.push(chunk.slice(at, at + REMEMBERED_LENGTH));
      }
    }
    const cells = await parsed(tenantId, `${month}_cells`, (line) => {
      const [from, before, name] = CellLine.parse(line);
      return { from, before, line: name };
    });
    const bands = await parsed(tenantId, `${month}_bands`, (line) => {
      const [of, from, before, low, high] = BandLine.parse(line);
      const measure = MEASURES[of];
      if (measure === undefined) throw new Error('A band of no measure is remembered.');
      return { measure, from, before, band: { from: low, to: high, asOf: month } };
    });
    return { order, cells, bands };
  }

  async function parsed<Value>(
    tenantId: string,
    prefix: string,
    read: (line: unknown) => Value,
  ): Promise<readonly Value[]> {
    const values: Value[] = [];
    for await (const line of readLines(releases, memoryOf(tenantId), prefix)) {
      values.push(read(line));
    }
    return values;
  }

  return {
    rememberedAs,
    lineOf,
    copyPeople,
    copyDone,
    forgetPart,
    readPeople,
    readDone,
    forgetCopy,
    remember,
    recall,
  };
}

/** Every set of measures by its bits, so that as many people share one. */
const SETS: readonly (readonly Measure[])[] = Array.from(
  { length: 2 ** MEASURES.length },
  (_, bits) => MEASURES.filter((_measure, at) => (bits & (2 ** at)) !== 0),
);

function copyOf(tenantId: string, month: string): string {
  return `${tenantId}_copy_${month}`;
}

function memoryOf(tenantId: string): string {
  return `${tenantId}_memory`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
