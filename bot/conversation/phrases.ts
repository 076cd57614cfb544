import type { Weekday } from '../../shared/domain/time.ts';
import {
  FALLBACK_LANGUAGE,
  isPseudo,
  type Language,
  nearestLanguage,
} from '../../shared/domain/languages.ts';
import { monthName, weekdayName } from '../../shared/i18n/dates.ts';
import { textsIn } from '../../shared/i18n/translator.ts';
import type { Intent } from './intent.ts';
import { spokenWords } from './spoken-words.ts';

const UNITS = ['day', 'week', 'month'] as const;
type Unit = (typeof UNITS)[number];

/** What people say, in one language, folded as `spokenWords` folds. */
export interface Phrases {
  /** Written together, as `join` does; the same phrase never has two meanings. */
  readonly intents: ReadonlyMap<string, Intent['kind']>;
  readonly filler: ReadonlySet<string>;
  readonly until: ReadonlySet<string>;
  readonly joining: ReadonlySet<string>;
  readonly tomorrow: ReadonlySet<string>;
  /** `times` is two where a language has one word for two of them. */
  readonly units: ReadonlyMap<string, { readonly unit: Unit; readonly times: number }>;
  readonly minute: ReadonlySet<string>;
  /** What is said around the minutes that somebody has. */
  readonly having: ReadonlySet<string>;
  readonly numbers: ReadonlyMap<string, number>;
  /** A name of two words written together, as `join` does. */
  readonly weekdays: ReadonlyMap<string, Weekday>;
  /** From 1. */
  readonly months: ReadonlyMap<string, number>;
}

/** Words written together, so that "check in", "check-in" and "checkin" are one. */
export function join(words: readonly string[]): string {
  return words.join('');
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WIDTHS = ['long', 'short'] as const;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

function folded(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.map((text) => join(spokenWords(text))));
}

function unitOf(text: string): Unit {
  const unit = UNITS.find((one) => one === text);
  if (unit === undefined) throw new Error(`"${text}" is no unit of time`);
  return unit;
}

/**
 * How a weekday is said, written together: by its name, and after any word for a day ("ddydd Gwener" after a preposition).
 * Where that word is of the name ("dydd Gwener"), it may be missing, unless the rest is a month as well (Mawrth).
 */
function saidOfWeekday(
  words: readonly string[],
  dayWords: readonly string[],
  months: ReadonlyMap<string, number>,
): readonly string[] {
  const last = words.at(-1) ?? '';
  const led = dayWords.map((day) => join([...spokenWords(day), last]));
  return [join(words), ...led, ...(months.has(last) ? [] : [last])];
}

function readPhrases(language: Language): Phrases {
  const { intents, filler: fillerTexts, length, time } = textsIn(language).bot.phrases;
  const filler = folded(fillerTexts);
  const meanings = new Map<string, Intent['kind']>();
  for (const [kind, texts] of Object.entries(intents)) {
    for (const text of texts) {
      const words = spokenWords(text);
      const bare = words.filter((word) => !filler.has(word));
      for (const phrase of [join(words), join(bare)].filter((form) => form !== '')) {
        const before = meanings.get(phrase);
        if (before !== undefined && before !== kind) {
          throw new Error(`"${text}" in "${language}" would mean both ${before} and ${kind}`);
        }
        meanings.set(phrase, kind as Intent['kind']);
      }
    }
  }
  const units = [
    ...length.day.map((word) => [word, { unit: 'day', times: 1 }] as const),
    ...length.week.map((word) => [word, { unit: 'week', times: 1 }] as const),
    ...length.month.map((word) => [word, { unit: 'month', times: 1 }] as const),
    ...Object.entries(length.twos).map(
      ([word, unit]) => [word, { unit: unitOf(unit), times: 2 }] as const,
    ),
  ];
  const months = new Map(
    MONTHS.flatMap((month) =>
      WIDTHS.map((width) => [join(spokenWords(monthName(month, language, width))), month] as const),
    ),
  );
  const weekdays = WEEKDAYS.flatMap((day) =>
    WIDTHS.flatMap((width) => {
      const words = spokenWords(weekdayName(day, language, width));
      return saidOfWeekday(words, length.day, months).map((said) => [said, day] as const);
    }),
  );
  return {
    intents: meanings,
    filler,
    until: folded(length.until),
    joining: folded(length.joining),
    tomorrow: folded(length.tomorrow),
    units: new Map(units.map(([word, unit]) => [join(spokenWords(word)), unit])),
    minute: folded(time.minute),
    having: folded(time.having),
    numbers: new Map(
      Object.entries(length.numbers).map(([word, value]) => [join(spokenWords(word)), value]),
    ),
    weekdays: new Map(weekdays),
    months,
  };
}

const PHRASES = new Map<Language, Phrases>();

/** The phrases to understand a person by: the own language's first, then English, which people type everywhere. */
export function phrasesFor(tag: string): readonly Phrases[] {
  const languages = new Set<Language>([nearestLanguage(tag), FALLBACK_LANGUAGE]);
  // Nobody types in a pseudo-language.
  return [...languages]
    .filter((language) => !isPseudo(language))
    .map((language) => phrasesIn(language));
}

/**
 * Read when they are first asked for: names of weekdays and months in every language would lengthen every start. That no
 * phrase has two meanings is the tests' to see.
 */
function phrasesIn(language: Language): Phrases {
  const known = PHRASES.get(language) ?? readPhrases(language);
  PHRASES.set(language, known);
  return known;
}
