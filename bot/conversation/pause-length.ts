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
  const rest = joinWeekdays(
    meant.filter((word) => !phrases.until.has(word)),
    phrases,
  );
  const end = readSpan(rest, phrases) ?? readDay(rest, phrases) ?? readDate(rest, phrases);
  if (end !== undefined) return end;
  const hasLength = rest.some((word) => isNumber(word) || phrases.units.has(word));
  return isUntil || hasLength ? { kind: 'unread' } : undefined;
}

/** The same words, each weekday that is said in two ("dydd Gwener") as one, as the phrases have it. */
function joinWeekdays(words: readonly string[], { weekdays }: Phrases): readonly string[] {
  return words.flatMap((word, index) => {
    const both = join([word, words[index + 1] ?? '']);
    if (both !== word && weekdays.has(both)) return [both];
    return index > 0 && weekdays.has(join([words[index - 1] ?? '', word])) ? [] : [word];
  });
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
  const last = words.at(-1) ?? '';
  if (words.slice(0, -1).some((word) => phrases.numbers.get(word) !== 1)) return undefined;
  if (phrases.tomorrow.has(last)) return { kind: 'after', unit: 'day', count: 1 };
  const day = phrases.weekdays.get(last);
  return day === undefined ? undefined : { kind: 'weekday', day };
}

/** "5 january", "january 5 2027", "friday 5 january", "2027 01 05". Figures alone such as 5/1 are read by nobody alike. */
function readDate(words: readonly string[], phrases: Phrases): PauseEnd | undefined {
  const figures = words.filter(isNumber);
  const names = words.filter((word) => !isNumber(word) && !phrases.weekdays.has(word));
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
