/** A number of people as it is shown: it lies from `from` to `to`. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** Of a group of fewer people nothing is told. */
const FEWEST_PEOPLE = 10;

/** A band is as wide at least, so that it says nothing of one person. */
export const NARROWEST_BAND = 5;

/**
 * How many of a group of so many people, as a band: none is narrower than 5, for large groups a hundredth wide, and the
 * last takes the rest, so that all or none never shows as all or none. Nothing where the group is fewer than ten.
 */
export function bandOf(count: number, people: number): Band | undefined {
  if (people < FEWEST_PEOPLE) return undefined;
  const width = NARROWEST_BAND * Math.max(1, Math.ceil(people / 100 / NARROWEST_BAND));
  const bands = Math.floor((people + 1) / width);
  const index = Math.min(Math.floor(count / width), bands - 1);
  const from = index * width;
  return { from, to: index === bands - 1 ? people : from + width - 1 };
}
