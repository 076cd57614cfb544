import { type PauseEnd, TWO_WEEKS } from './intent.ts';
import { join, type Phrases } from './phrases.ts';

/**
 * Reads what follows "pause": "2 weeks", "for a month", "until friday", "until 5 January". Nothing at all is two
 * weeks. `unread` where a day was meant that cannot be read; undefined where it is about something else.
 */
export function readPauseLength(words: readonly string[], phrases: Phrases): PauseEnd | undefined {
  const meant = words.filter((word) => !phrases.joining.has(word));
  if (meant.length === 0) return TWO_WEEKS;
  const isUntil = meant.some((word) => phrases.until.has(word));
  const rest = meant.filter((word) => !phrases.until.has(word));
  const end = readSpan(rest, phrases) ?? readDay(rest, phrases) ?? readDate(rest, phrases);
  if (end !== undefined) return end;
  const hasLength = rest.some((word) => isNumber(word) || phrases.units.has(word));
  return isUntil || hasLength ? { kind: 'unread' } : undefined;
}

function isNumber(word: string): boolean {
  return /^[0-9]+$/.test(word);
}

function numberOf(word: string, phrases: Phrases): number | undefined {
  return isNumber(word) ? Number(word) : phrases.numbers.get(word);
}

/** "2 weeks", "a couple weeks", "week"; "next month" is a month from now. */
function readSpan(words: readonly string[], phrases: Phrases): PauseEnd | undefined {
  const unit = phrases.units.get(words.at(-1) ?? '');
  if (unit === undefined) return undefined;
  const numbers = words.slice(0, -1).map((word) => numberOf(word, phrases));
  if (numbers.includes(undefined)) return undefined;
  return { kind: 'after', unit: unit.unit, count: (numbers.at(-1) ?? 1) * unit.times };
}

/** "tomorrow", "friday", "next friday". */
function readDay(words: readonly string[], phrases: Phrases): PauseEnd | undefined {
  // Some languages say a weekday in two words.
  for (const length of [2, 1]) {
    const last = join(words.slice(-length));
    const saysMore = words.slice(0, -length).some((word) => phrases.numbers.get(word) !== 1);
    if (words.length < length || saysMore) continue;
    if (phrases.tomorrow.has(last)) return { kind: 'after', unit: 'day', count: 1 };
    const day = phrases.weekdays.get(last);
    if (day !== undefined) return { kind: 'weekday', day };
  }
  return undefined;
}

/** "5 january", "january 5 2027", "friday 5 january", "2027 01 05". Figures alone such as 5/1 are read by nobody alike. */
function readDate(words: readonly string[], phrases: Phrases): PauseEnd | undefined {
  const figures = words.filter(isNumber);
  const isOfWeekday = (word: string) =>
    phrases.weekdays.has(word) || phrases.units.get(word)?.unit === 'day';
  const names = words.filter((word) => !isNumber(word) && !isOfWeekday(word));
  const [name] = names;
  if (name === undefined) {
    const [year, month, day] = figures;
    return figures.length === 3 && year?.length === 4
      ? { kind: 'date', day: Number(day), month: Number(month), year: Number(year) }
      : undefined;
  }
  const month = phrases.months.get(name);
  const [day, year] = figures;
  if (names.length > 1 || month === undefined || figures.length > 2) return undefined;
  if (day === undefined || day.length > 2 || (year !== undefined && year.length !== 4)) {
    return undefined;
  }
  return { kind: 'date', day: Number(day), month, year: year === undefined ? year : Number(year) };
}
