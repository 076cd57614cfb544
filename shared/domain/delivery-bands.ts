/** A number of people as it is shown: it lies from `from` to `to`. */
export interface DeliveryBand {
  readonly from: number;
  readonly to: number;
}

/** Of fewer recipients nothing is told. */
const FEWEST_RECIPIENTS = 10;

const NARROWEST_BAND = 5;

/**
 * How many of so many recipients, as a band: none is narrower than 5, for large numbers a hundredth wide, and the last
 * takes the rest, so that all or none never shows as all or none. Nothing where the recipients are fewer than ten.
 */
export function bandOf(count: number, recipients: number): DeliveryBand | undefined {
  if (recipients < FEWEST_RECIPIENTS) return undefined;
  const width = NARROWEST_BAND * Math.max(1, Math.ceil(recipients / 100 / NARROWEST_BAND));
  const bands = Math.floor((recipients + 1) / width);
  const index = Math.min(Math.floor(count / width), bands - 1);
  const from = index * width;
  return { from, to: index === bands - 1 ? recipients : from + width - 1 };
}
