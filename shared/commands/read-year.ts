import { observancesIn } from '../catalogue/observance.ts';
import { type ErgEvent, isShown, type Lesson } from '../domain/erg-content.ts';
import { type Observance, type ObservanceTime, yearFrom } from '../domain/tenant-year.ts';
import type { LocalDate } from '../domain/time.ts';
import { nearestTime } from '../domain/year-attachments.ts';
import type { CommandDeps } from './deps.ts';

/** Something that organisers published, with their ERG. */
export interface OfErg<Item> {
  readonly ergId: string;
  readonly ergName: string;
  readonly item: Item;
}

/** An observance at one time, with what ERGs have for it. */
export interface YearEntry {
  readonly observance: Observance;
  readonly time: ObservanceTime;
  readonly lessons: readonly OfErg<Lesson>[];
  /** Those that are nearest to this time of the observance, earliest first. */
  readonly events: readonly OfErg<ErgEvent>[];
}

/**
 * The year of an organisation from a day on, in the language of who reads it, with what its active ERGs have published for each observance: as it was at most a
 * minute ago, and without a request where that is known here. A first look reads each ERG once.
 */
export async function readYear(
  deps: Pick<CommandDeps, 'publishedErgs' | 'publishedContent' | 'publishedYear' | 'clock'>,
  { tenantId, language }: { readonly tenantId: string; readonly language: string },
  from: LocalDate,
): Promise<readonly YearEntry[]> {
  const [tenant, attached] = await Promise.all([
    deps.publishedYear.get(tenantId),
    readAttached(deps, tenantId),
  ]);
  const shown = yearFrom(from, observancesIn(language), tenant);
  return shown.map(({ observance, time }) => {
    const times = shown.flatMap((one) => (one.observance === observance ? [one.time] : []));
    return {
      observance,
      time,
      lessons: attached.flatMap(({ item, ...erg }) =>
        item.kind === 'lesson' && item.words.observanceId === observance.id
          ? [{ ...erg, item }]
          : [],
      ),
      events: attached
        .flatMap(({ item, ...erg }) =>
          item.kind === 'event' &&
          item.words.observanceId === observance.id &&
          nearestTime(item.words.date, times) === time
            ? [{ ...erg, item }]
            : [],
        )
        .toSorted((one, other) => compare(whenOf(one.item), whenOf(other.item))),
    };
  });
}

/** Everything that active ERGs have published for some observance, by the names of the ERGs. */
async function readAttached(
  deps: Pick<CommandDeps, 'publishedErgs' | 'publishedContent' | 'clock'>,
  tenantId: string,
): Promise<readonly OfErg<Lesson | ErgEvent>[]> {
  const now = deps.clock.now();
  const ergs = (await deps.publishedErgs.get(tenantId))
    .filter(({ state }) => state === 'active')
    .toSorted((one, other) => compare(one.name, other.name));
  const found = await Promise.all(
    ergs.map(async ({ id: ergId, name: ergName }) => {
      const items = await deps.publishedContent.get(tenantId, ergId);
      return items.flatMap((item) =>
        item.kind !== 'ask' && item.words.observanceId !== undefined && isShown(item, now)
          ? [{ ergId, ergName, item }]
          : [],
      );
    }),
  );
  return found.flat();
}

function whenOf({ words: { date, time } }: ErgEvent): string {
  return `${date} ${time}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
