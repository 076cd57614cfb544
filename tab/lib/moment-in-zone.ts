/**
 * The moment, in UTC, of a date and a time on the clocks of a zone; undefined where one of them is not there yet. For
 * what is only shown: Temporal, by which the API counts, is too large for the tab. A time that the clocks skip is
 * moved forward by what they skip.
 */
export function momentInZone(date: string, time: string, zone: string): string | undefined {
  const asIfUtc = Date.parse(`${date}T${time}:00.000Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  // The offset before a change of the clocks, then what it makes of the time, looked at once more.
  const first = asIfUtc - offsetMs(asIfUtc - 86_400_000, zone);
  const second = asIfUtc - offsetMs(first, zone);
  const shows = second + offsetMs(second, zone) === asIfUtc;
  return new Date(shows ? second : first).toISOString();
}

/** How far the clocks of a zone are ahead of UTC at this moment. */
function offsetMs(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(moment));
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(moment / 1000) * 1000;
}
