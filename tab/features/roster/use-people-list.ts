import { useState } from 'react';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { newId } from '../../lib/new-id.ts';
import { type ActedRows, canRetry, isOpen, withActed } from './acts.ts';
import { type PageAsk, type PeopleList, usePeoplePage } from './roster-calls.ts';
import { useActs } from './use-acts.ts';

const NOBODY: readonly AllyView[] = [];

/** One list of people of an ERG: its page, who is chosen on all pages, and what was done to them. */
export function usePeopleList(ergId: string, list: PeopleList, find: string) {
  const acts = useActs(ergId, list);
  const [visit] = useState(newId);
  const [chosen, setChosen] = useState<ReadonlyMap<string, AllyView>>(new Map());
  const [trail, setTrail] = useState<{ find: string; pages: readonly string[] }>({
    find,
    pages: [],
  });
  // Other people are looked for: from the first page.
  const pages = trail.find === find ? trail.pages : [];
  const continuation = pages.at(-1);
  const ask: PageAsk = {
    ...(find === '' ? {} : { find }),
    ...(continuation === undefined ? {} : { continuation }),
  };
  const isQuiet = chosen.size === 0 && acts.rows.size === 0;
  const load = usePeoplePage(ergId, list, ask, { visit, isQuiet });
  const first = usePeoplePage(ergId, list, {}, { visit, isQuiet });
  const isFirst = pages.length === 0 && find === '';
  const here = load.data?.people ?? NOBODY;
  const people = isFirst ? withActed(here, acts.rows) : here;
  const canChoose = (userId: string): boolean =>
    !acts.isRunning && isOpen(acts.rows.get(userId)?.row);
  const next = load.isPlaceholderData ? undefined : load.data?.continuation;
  return {
    acts,
    load,
    people,
    /** The exact numbers, as they were when the list was first read. */
    counts: first.data,
    chosen: [...chosen.values()].filter(({ userId }) => isOpen(acts.rows.get(userId)?.row)),
    canChoose,
    /** Chooses these of the people here, and leaves those of other pages as they are. */
    choose(userIds: ReadonlySet<string>): void {
      const after = new Map(chosen);
      for (const person of people) {
        if (userIds.has(person.userId)) after.set(person.userId, person);
        else after.delete(person.userId);
      }
      setChosen(after);
    },
    chooseAll: (all: readonly AllyView[]): void =>
      setChosen(
        new Map(
          all.filter(({ userId }) => canChoose(userId)).map((person) => [person.userId, person]),
        ),
      ),
    chooseNobody: (): void => setChosen(new Map()),
    page: pages.length + 1,
    next: next === undefined ? undefined : () => setTrail({ find, pages: [...pages, next] }),
    previous: pages.length === 0 ? undefined : () => setTrail({ find, pages: pages.slice(0, -1) }),
  };
}

/** How many of the rows wait for nobody any more: they were done and not taken back, or somebody else was first. */
export function countSettled(rows: ActedRows): number {
  return [...rows.values()].filter(
    ({ row }) => row.state === 'done' || (row.state === 'failed' && !canRetry(row)),
  ).length;
}
