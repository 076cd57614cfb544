import type { YearEntryView } from '../../../shared/contract/year.ts';
import { foldName } from '../../../shared/domain/names.ts';

/** What somebody looks for in the year. */
export interface YearWanted {
  readonly text: string;
  /** `2026-03`; empty: every month. */
  readonly month: string;
  /** Only those for which an ERG has something. */
  readonly onlyWithMore: boolean;
}

/** Some observances under one heading. */
export interface YearGroup {
  /** `now`, or the month in which they begin: `2026-03`. */
  readonly of: string;
  readonly entries: readonly YearEntryView[];
}

/**
 * The observances that are wanted. Every word of the text begins a word of the title, the sentence, the region or of what ERGs
 * have for it, accents and capitals aside; a month has those of which some day lies in it. Their order stays.
 */
export function findEntries(
  entries: readonly YearEntryView[],
  { text, month, onlyWithMore }: YearWanted,
): readonly YearEntryView[] {
  const wanted = foldName(text).split(' ');
  return entries.filter((entry) => {
    const { title, sentence, region = '', first, last, lessons, events } = entry;
    const more = [...lessons, ...events];
    if (onlyWithMore && more.length === 0) return false;
    if (month !== '' && (first.slice(0, 7) > month || last.slice(0, 7) < month)) return false;
    const said = [title, sentence, region, ...more.map((one) => `${one.title} ${one.ergName}`)];
    const words = foldName(said.join(' ')).split(' ');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}

/** Observances under headings: what lasts today, then the months in which the others begin. */
export function groupEntries(
  entries: readonly YearEntryView[],
  today: string,
): readonly YearGroup[] {
  const groups = new Map<string, YearEntryView[]>();
  for (const entry of entries) {
    const of = entry.first <= today ? 'now' : entry.first.slice(0, 7);
    groups.set(of, [...(groups.get(of) ?? []), entry]);
  }
  return [...groups].map(([of, found]) => ({ of, entries: found }));
}

/** The months that a year from a day on touches: `2026-03` to `2027-02`, and the month of the last day. */
export function monthsOf({
  from,
  through,
}: {
  readonly from: string;
  readonly through: string;
}): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > through.slice(0, 7)) return months;
    months.push(name);
    year += month === 12 ? 1 : 0;
    month = month === 12 ? 1 : month + 1;
  }
}
