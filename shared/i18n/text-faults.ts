import { readdirSync, readFileSync } from 'node:fs';

type Texts = Readonly<Record<string, unknown>>;

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** A count stands in words where it is known. */
const SMALL: ReadonlySet<string> = new Set(['zero', 'one', 'two']);

/** Lists of what people may write to the bot are each language's own. */
const OWN_WORDS = 'bot.phrases';

/** What is wrong with the texts of a language beside the English ones, a line each; nothing is. */
export function textFaults(folder: URL, language: string): readonly string[] {
  const files = (of: string) => {
    const names = readdirSync(new URL(`${of}/`, folder)).filter((name) => name.endsWith('.json'));
    return new Set(names.map((name) => name.replace(/\.json$/, '')));
  };
  const [english, own] = [files('en'), files(language)];
  const read = (of: string, name: string) =>
    JSON.parse(readFileSync(new URL(`${of}/${name}.json`, folder), 'utf8')) as Texts;
  return [
    ...[...english].filter((name) => !own.has(name)).map((name) => `${name}.json is missing`),
    ...[...own]
      .filter((name) => !english.has(name))
      .map((name) => `${name}.json is not in English`),
    ...[...english]
      .filter((name) => own.has(name))
      .flatMap((name) => faultsOf(name, language, read('en', name), read(language, name))),
  ];
}

/** What is wrong with a group of texts: keys, plural forms, and what is filled in. */
export function faultsOf(
  at: string,
  language: string,
  english: Texts,
  own: Texts,
): readonly string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const counted = new Set(
    Object.keys(english)
      .filter((key) => PLURAL.test(key))
      .map((key) => key.replace(PLURAL, '')),
  );
  const plain = Object.keys(english).filter((key) => !PLURAL.test(key));
  const needed = new Set([
    ...plain,
    ...[...counted].flatMap((base) => forms.map((form) => `${base}_${form}`)),
  ]);
  // A sentence of its own for none is welcome in every language.
  const allowed = new Set([...needed, ...[...counted].map((base) => `${base}_zero`)]);
  return [
    ...[...needed].filter((key) => !(key in own)).map((key) => `${at}.${key} is missing`),
    ...Object.keys(own)
      .filter((key) => !allowed.has(key))
      .map((key) => `${at}.${key} is not in English`),
    ...plain
      .filter((key) => key in own)
      .flatMap((key) => faultsOfOne(`${at}.${key}`, language, english[key], own[key])),
    ...[...counted].flatMap((base) =>
      [...allowed]
        .filter((key) => key in own && key.replace(PLURAL, '') === base && PLURAL.test(key))
        .flatMap((key) =>
          faultsOfForm(
            `${at}.${key}`,
            key.slice(base.length + 1),
            english[`${base}_other`],
            own[key],
          ),
        ),
    ),
  ];
}

function faultsOfOne(
  at: string,
  language: string,
  english: unknown,
  own: unknown,
): readonly string[] {
  if (Array.isArray(english)) {
    if (at.startsWith(`${OWN_WORDS}.`))
      return isWordList(own) ? [] : [`${at} is not a list of words`];
    if (!Array.isArray(own) || own.length !== english.length) return [`${at} has another length`];
    return english.flatMap((one, n) => faultsOfOne(`${at}.${n}`, language, one, own[n]));
  }
  if (typeof english === 'object' && english !== null) {
    if (typeof own !== 'object' || own === null || Array.isArray(own)) {
      return [`${at} is not a group of texts`];
    }
    // Which words stand for numbers, and for two of something, is each language's own.
    if ([`${OWN_WORDS}.length.numbers`, `${OWN_WORDS}.length.twos`].includes(at)) return [];
    return faultsOf(at, language, english as Texts, own as Texts);
  }
  if (typeof own !== 'string' || own.trim() === '') return [`${at} is empty`];
  return holesOf(own).join(' ') === holesOf(String(english)).join(' ')
    ? []
    : [
        `${at} fills in ${holesOf(own).join(' ')} in place of ${holesOf(String(english)).join(' ')}`,
      ];
}

/** A form of a plural: it may write small numbers out, and leave none of the rest away. */
function faultsOfForm(at: string, form: string, english: unknown, own: unknown): readonly string[] {
  if (typeof own !== 'string' || own.trim() === '') return [`${at} is empty`];
  const counts = SMALL.has(form) ? ['{{count}}', '{{number}}'] : [];
  const rest = (text: string) => [
    ...new Set(holesOf(text).filter((hole) => !counts.includes(hole))),
  ];
  const [needed, found] = [rest(String(english)), rest(own)];
  return needed.join(' ') === found.join(' ')
    ? []
    : [`${at} fills in ${found.join(' ')} in place of ${needed.join(' ')}`];
}

function isWordList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((word) => typeof word === 'string' && word.trim() !== '')
  );
}

/** What is filled in, and what is marked, in an order of its own: languages put words elsewhere. */
function holesOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\{[^}]+\}\}|<\/?\w+\/?>/g)]
    .map(([hole]) => hole.replaceAll(/\s/g, ''))
    .toSorted();
}
