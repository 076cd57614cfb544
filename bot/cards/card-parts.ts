import type { Answer, Question } from '../../shared/domain/check-in.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import type { Language, TextKey, Translator } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { tabLink, type TabPage } from './tab-link.ts';
import type { Verb, VERBS } from './verbs.ts';

/** What every card needs besides its subject. */
export interface CardReader {
  readonly translator: Translator;
  /** The id in the app's manifest, for links into the tab. */
  readonly appId: string;
}

/** A piece of a card's body, or one of its buttons. */
export type CardElement = Readonly<Record<string, unknown>>;

/** The shipped languages that are written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>();

/** The most that is shown of words that a person wrote, in characters. */
const LONGEST_WORDS = 300;
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A whole card, Adaptive Cards 1.5. `heading` is read aloud and stands in the fallback text, together with
 * `question`; both must be ours or the catalogue's, never words of a person.
 */
export function wholeCard(
  { translator }: CardReader,
  parts: {
    readonly heading: string;
    readonly question?: string;
    readonly body: readonly CardElement[];
    readonly actions?: readonly CardElement[];
  },
): CardJson {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    lang: translator.language.split('-')[0],
    ...(RIGHT_TO_LEFT.has(translator.language) ? { rtl: true } : {}),
    fallbackText: translator.t('cards:fallback', { heading: parts.heading }),
    speak: parts.question === undefined ? parts.heading : `${parts.heading}. ${parts.question}`,
    body: parts.body,
    ...(parts.actions === undefined ? {} : { actions: parts.actions }),
  };
}

/** The one heading of a card. */
export function heading(text: string): CardElement {
  return {
    type: 'TextBlock',
    text,
    style: 'heading',
    size: 'Medium',
    weight: 'Bolder',
    wrap: true,
  };
}

/** A sentence of ours. */
export function sentence(text: string): CardElement {
  return { type: 'TextBlock', text, wrap: true, spacing: 'Small' };
}

/** A sentence that may be passed over; with `None` close to the line that it is about. */
export function aside(text: string, spacing: 'Small' | 'None' = 'Small'): CardElement {
  return { type: 'TextBlock', text, wrap: true, spacing, isSubtle: true };
}

/** Words that may be a person's own: shown letter by letter, since a TextBlock would read them as Markdown. */
export function plainWords(
  text: string,
  look: {
    readonly weight?: 'Bolder';
    readonly spacing?: 'Medium';
    /** 300 unless said otherwise. */
    readonly mostLetters?: number;
  } = {},
): CardElement {
  const { spacing, mostLetters = LONGEST_WORDS, ...run } = look;
  return {
    type: 'RichTextBlock',
    spacing: spacing ?? 'Small',
    inlines: [{ type: 'TextRun', text: shortened(text, mostLetters), ...run }],
  };
}

/** Characters that turn the direction of what follows, and other control characters: they would reach beyond the words. */
const UNRULY = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

function shortened(text: string, mostLetters: number): string {
  const line = text.replace(/\s+/gu, ' ').replace(UNRULY, '').trim();
  if (line.length <= mostLetters) return line;
  const letters = Array.from(GRAPHEMES.segment(line), ({ segment }) => segment);
  return letters.length <= mostLetters
    ? line
    : `${letters.slice(0, mostLetters).join('').trimEnd()}…`;
}

/** A part of a card set off from what stands above it. */
export function section(items: readonly CardElement[]): CardElement {
  return { type: 'Container', separator: true, spacing: 'Medium', items };
}

/** A button that the bot answers. */
export function button(
  { translator }: CardReader,
  title: TextKey,
  verb: Verb,
  data: Readonly<Record<string, string>> = {},
): CardElement {
  return { type: 'Action.Execute', title: translator.t(title), verb, data };
}

/** A button that opens a page of the tab. */
export function tabButton(
  { translator, appId }: CardReader,
  title: TextKey,
  page: TabPage,
): CardElement {
  return { type: 'Action.OpenUrl', title: translator.t(title), url: tabLink(appId, page) };
}

/** The three answers to one question; `verb` says whether they answer it or replace its answer. */
export function answerButtons(
  reader: CardReader,
  question: Question,
  verb: typeof VERBS.answer | typeof VERBS.replace,
): readonly CardElement[] {
  return ANSWERS.map((answer: Answer) =>
    button(reader, `cards:answer.${answer}`, verb, {
      pledgeId: question.pledgeId,
      date: question.date,
      answer,
    }),
  );
}
