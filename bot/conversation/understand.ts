import { distance } from 'fastest-levenshtein';
import type { Intent } from './intent.ts';
import { readPauseLength } from './pause-length.ts';
import { join, type Phrases, phrasesFor } from './phrases.ts';
import { spokenWords } from './spoken-words.ts';

/** No command has more words than this. */
const MOST_WORDS = 6;

/**
 * What a person wants who wrote this: a command, or a near miss of one, in the person's language or in English.
 * The whole message must be the command, apart from words such as "please": "stop" stops, "how do I stop a rude
 * joke" does not. Anything else is `unknown`; never throws, whatever the text.
 */
export function understand(text: string, language: string): Intent {
  const words = spokenWords(text);
  if (words.length === 0) return { kind: text.includes('?') ? 'help' : 'unknown' };
  const candidates = phrasesFor(language);
  for (const read of [readExactly, readPause, readLearning, readNearly]) {
    for (const phrases of candidates) {
      const intent = read(words, phrases);
      if (intent !== undefined) return intent;
    }
  }
  return { kind: 'unknown' };
}

/** The intent of this kind; a pause without a length is readPause's. */
function plainIntent(kind: Intent['kind'] | undefined): Intent | undefined {
  return kind === undefined || kind === 'pause' ? undefined : { kind };
}

/** The forms in which a message may be a command: as it is, without filler, and without a greeting before it. */
function formsOf(words: readonly string[], phrases: Phrases): readonly (readonly string[])[] {
  const bare = words.filter((word) => !phrases.filler.has(word));
  const [first, ...rest] = bare;
  const afterGreeting =
    first !== undefined && rest.length > 0 && phrases.intents.get(first) === 'greet' ? [rest] : [];
  return [words, bare, ...afterGreeting].filter((form) => form.length > 0);
}

function readExactly(words: readonly string[], phrases: Phrases): Intent | undefined {
  for (const form of formsOf(words, phrases)) {
    const intent = plainIntent(phrases.intents.get(join(form)));
    if (intent !== undefined) return intent;
  }
  return undefined;
}

/** "pause 2 weeks"; also "stop until monday", which is a pause. */
function readPause(words: readonly string[], phrases: Phrases): Intent | undefined {
  let unread: Intent | undefined;
  for (const form of formsOf(words, phrases)) {
    for (let length = 1; length <= Math.min(form.length, MOST_WORDS); length += 1) {
      const head = join(form.slice(0, length));
      const kind = phrases.intents.get(head) ?? nearestIntent(head, phrases);
      if (kind !== 'pause' && kind !== 'stop') continue;
      const rest = form.slice(length);
      if (kind === 'stop' && rest.length === 0) continue;
      const end = readPauseLength(rest, phrases);
      if (end === undefined) continue;
      // Another form of the same words may read better.
      if (end.kind !== 'unread') return { kind: 'pause', end };
      unread = { kind: 'pause', end };
    }
  }
  return unread;
}

/** "learn 5 minutes", "learn something, I have 10 min". */
function readLearning(words: readonly string[], phrases: Phrases): Intent | undefined {
  for (const form of formsOf(words, phrases)) {
    for (let length = 1; length < Math.min(form.length, MOST_WORDS); length += 1) {
      const head = join(form.slice(0, length));
      const kind = phrases.intents.get(head) ?? nearestIntent(head, phrases);
      if (kind !== 'learn') continue;
      const minutes = readMinutes(form.slice(length), phrases);
      if (minutes !== undefined) return { kind: 'learn', minutes };
    }
  }
  return undefined;
}

function readMinutes(words: readonly string[], phrases: Phrases): number | undefined {
  const { filler, joining, having, minute, numbers } = phrases;
  const meant = words.filter(
    (word) => !filler.has(word) && !joining.has(word) && !having.has(word),
  );
  const [count, unit, ...more] = meant;
  if (count === undefined || unit === undefined || more.length > 0 || !minute.has(unit)) {
    return undefined;
  }
  const minutes = /^\d{1,3}$/.test(count) ? Number(count) : numbers.get(count);
  return minutes === 0 ? undefined : minutes;
}

function readNearly(words: readonly string[], phrases: Phrases): Intent | undefined {
  for (const form of formsOf(words, phrases)) {
    const intent = plainIntent(nearestIntent(join(form), phrases));
    if (intent !== undefined) return intent;
  }
  return undefined;
}

/** The meaning of the phrases that this is a slip of; undefined where there is none, or where they differ. */
function nearestIntent(said: string, phrases: Phrases): Intent['kind'] | undefined {
  let best = Number.POSITIVE_INFINITY;
  let kinds = new Set<Intent['kind']>();
  for (const [phrase, kind] of phrases.intents) {
    const slips = slipsBetween(said, phrase);
    if (slips === undefined || slips > best) continue;
    if (slips < best) kinds = new Set();
    best = slips;
    kinds.add(kind);
  }
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

/** How many slips of the finger lie between, or undefined for too many. Two letters in the wrong order are one. */
function slipsBetween(said: string, phrase: string): number | undefined {
  const allowed = phrase.length < 4 ? 0 : phrase.length < 8 ? 1 : 2;
  // Slips begin right: "thank you" is not "no thank you".
  if (said[0] !== phrase[0]) return undefined;
  if (Math.abs(said.length - phrase.length) > allowed) return undefined;
  if (allowed > 0 && isSwapped(said, phrase)) return 1;
  const edits = distance(said, phrase);
  // In a short word another letter makes another word: "step" and "shop" are not "stop".
  if (phrase.length === 4 && said.length === 4 && edits > 0) return undefined;
  return edits <= allowed ? edits : undefined;
}

function isSwapped(said: string, phrase: string): boolean {
  if (said.length !== phrase.length) return false;
  const at = said.split('').findIndex((letter, index) => letter !== phrase[index]);
  return (
    at >= 0 &&
    said[at] === phrase[at + 1] &&
    said[at + 1] === phrase[at] &&
    said.slice(at + 2) === phrase.slice(at + 2)
  );
}
