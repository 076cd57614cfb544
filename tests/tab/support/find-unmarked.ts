import { LESSON_LANGUAGES } from '../../../shared/domain/lesson-languages.ts';

/** Data of an API: every text in what it answered. */
export interface Data {
  readonly fetch: typeof fetch;
  readonly texts: Set<string>;
}

/** An API that remembers every text that it answered. */
export function rememberTexts(api: { readonly fetch: typeof fetch }): Data {
  const texts = new Set<string>();
  const gather = (value: unknown): void => {
    if (typeof value === 'string') [value, ...hostOf(value)].forEach((text) => texts.add(text));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  return {
    texts,
    async fetch(path, init) {
      const answer = await api.fetch(path, init);
      if (answer.headers.get('Content-Type')?.includes('json') === true) {
        gather(await answer.clone().json());
      }
      return answer;
    },
  };
}

/** The host of a link stands beside it. */
function hostOf(text: string): readonly string[] {
  return text.startsWith('https:') ? [new URL(text).host] : [];
}

const NAMES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'];

// What Intl writes, which no file of ours says; a date in the pseudo-language is an English one.
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)));
const DAYS = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)));
const named = (dates: readonly Date[], options: Intl.DateTimeFormatOptions) =>
  dates.map((date) => new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date));
const OF_INTL = [
  ...named(MONTHS, { month: 'long' }),
  ...named(MONTHS, { month: 'short' }),
  ...named(DAYS, { weekday: 'long' }),
  ...named(DAYS, { weekday: 'short' }),
  ...LESSON_LANGUAGES.map((tag) => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? ''),
  ...['AM', 'PM', 'and', 'at'],
  ...['UTC', ...Intl.supportedValuesOf('timeZone')].flatMap((zone) => {
    const readable = zone.replaceAll('_', ' ');
    return [zone, readable, readable.split('/').at(-1) ?? ''];
  }),
];

/** What stands on the page, seen or read aloud, that has no accent of the pseudo-language and is neither data nor a date. */
export function findUnmarked(data: ReadonlySet<string>): string[] {
  const known = [...data, ...OF_INTL]
    .filter((text) => /[A-Za-z]/.test(text))
    .toSorted((one, other) => other.length - one.length);
  const unknownIn = (text: string) => {
    let rest = text;
    for (const one of known) {
      if (!/[A-Za-z]/.test(rest)) break;
      rest = rest.split(one).join(' ');
    }
    return /[A-Za-z]/.test(rest);
  };
  return [...new Set(textsOnPage().filter(unknownIn))];
}

function textsOnPage(): string[] {
  const found: string[] = [document.title];
  const walker = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Element) {
      // What is not read aloud needs no name.
      if (node.closest('[hidden], [inert], [aria-hidden=true], style, script') !== null) continue;
      for (const name of NAMES) {
        const value = node.getAttribute(name);
        if (value !== null) found.push(value);
      }
    } else if (node.parentElement?.closest('style, script') === null) {
      found.push(node.textContent ?? '');
    }
  }
  return found.filter((text) => text.trim() !== '');
}
