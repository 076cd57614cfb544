import { expect, test } from 'vitest';
import type { DirectorySource, SourceChange } from '../../../shared/graph/directory-source.ts';
import { directoryId } from '../../support/directories.ts';

/** What a test does to the organisation behind a source. */
export interface SourceWorld {
  readonly source: DirectorySource;
  /** Adds or changes somebody; `manager: null` takes the manager away. */
  put(
    number: number,
    fields?: {
      readonly name?: string;
      readonly enabled?: boolean;
      readonly manager?: number | null;
    },
  ): void;
  remove(number: number): void;
  /** What was given to go on from is too old now. */
  forgetCursors(): void;
}

/** Reads a round to its end, waiting in no time; gives the last word about everybody who was told. */
async function readRound(source: DirectorySource, from?: string) {
  const last = new Map<string, SourceChange>();
  let cursor = from;
  for (let pages = 0; pages < 1000; pages += 1) {
    const page = await source.readChanges(cursor);
    if (!page.ok && page.reason === 'wait') continue;
    if (!page.ok) return { startAnew: true as const, last, cursor: '' };
    for (const change of page.changes) last.set(change.userId, change);
    ({ cursor } = page);
    if (!page.more) return { startAnew: false as const, last, cursor };
  }
  throw new Error('A round does not end.');
}

/** What every source of a directory promises. */
export function describeDirectorySource(makeWorld: () => Promise<SourceWorld>): void {
  test('tells everybody first, in however many pages', async () => {
    const world = await makeWorld();
    for (let n = 0; n < 25; n += 1) world.put(n, n === 0 ? {} : { manager: 0 });
    const { last } = await readRound(world.source);
    expect([...last.keys()].toSorted()).toEqual(
      Array.from({ length: 25 }, (_, n) => directoryId(n)),
    );
    expect(last.get(directoryId(7))).toMatchObject({
      kind: 'person',
      name: 'Person 7',
      enabled: true,
      manager: { id: directoryId(0) },
    });
    const top = last.get(directoryId(0));
    expect(top?.kind === 'person' && top.manager?.id).toBeUndefined();
  });

  test('tells afterwards what changed, and of whom nobody told nothing', async () => {
    const world = await makeWorld();
    for (let n = 0; n < 12; n += 1) world.put(n, n === 0 ? {} : { manager: 0 });
    const first = await readRound(world.source);
    world.put(3, { name: 'Ann Renamed' });
    world.put(4, { manager: 3 });
    world.put(5, { manager: null });
    world.put(6, { enabled: false });
    world.remove(7);
    world.put(20, { manager: 3 });
    const { last, cursor } = await readRound(world.source, first.cursor);
    expect([...last.keys()].toSorted()).toEqual([3, 4, 5, 6, 7, 20].map(directoryId));
    expect(last.get(directoryId(3))).toMatchObject({ name: 'Ann Renamed' });
    expect(last.get(directoryId(4))).toMatchObject({ manager: { id: directoryId(3) } });
    expect(last.get(directoryId(5))).toMatchObject({ manager: {} });
    expect(last.get(directoryId(6))).toMatchObject({ enabled: false });
    expect(last.get(directoryId(7))).toEqual({ kind: 'gone', userId: directoryId(7) });
    expect(last.get(directoryId(20))).toMatchObject({ name: 'Person 20', enabled: true });
    expect((await readRound(world.source, cursor)).last.size).toBe(0);
  });

  test('says that it cannot go on from a cursor that is too old, and begins anew without one', async () => {
    const world = await makeWorld();
    world.put(1);
    const first = await readRound(world.source);
    world.forgetCursors();
    expect((await readRound(world.source, first.cursor)).startAnew).toBe(true);
    expect((await readRound(world.source)).last.size).toBe(1);
  });
}
