import type { Answer, Question } from '../../shared/domain/check-in.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import { directionOf } from '../../shared/domain/languages.ts';
import type { TextKey, Translator } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { oneLine, startOf } from './cut-words.ts';
import { tabLink, type TabPage } from './tab-link.ts';
import type { Verb, VERBS } from './verbs.ts';

/** What every card needs besides its subject. */
export interface CardReader {
  readonly translator: Translator;
  /** The id in the app's manifest, for links into the tab. */
  readonly appId: string;
  /** The most of one text of an organiser, in bytes, where the card would be too large otherwise. */
  readonly longTextBytes?: number;
}

/** A piece of a card's body, or one of its buttons. */
export type CardElement = Readonly<Record<string, unknown>>;

/** The most that is shown of words that a person wrote, in letters; letters of several parts count in bytes too. */
const LONGEST_WORDS = { letters: 300, bytes: 1200 };

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
    ...(directionOf(translator.language) === 'rtl' ? { rtl: true } : {}),
    fallbackText: translator.t('cards:fallback', { heading: parts.heading }),
    speak: parts.question === undefined ? parts.heading : `${parts.heading}. ${parts.question}`,
    body: parts.body,
    ...(parts.actions === undefined ? {} : { actions: parts.actions }),
  };
}

/** The heading of a card, or of a part of one that tells several things. */
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
    /** As what can be tapped looks, in every theme. */
    readonly color?: 'Accent';
    /** Cut already: nothing more is left out. */
    readonly whole?: true;
    /** At most 1200. */
    readonly mostBytes?: number;
    /** What opens where the words are tapped, which makes them a link. */
    readonly selectAction?: CardElement;
  } = {},
): CardElement {
  const { spacing, whole, mostBytes = LONGEST_WORDS.bytes, ...run } = look;
  const { letters, bytes } = LONGEST_WORDS;
  const line = oneLine(text);
  const shown = whole ? line : startOf(line, { letters, bytes: Math.min(mostBytes, bytes) });
  return {
    type: 'RichTextBlock',
    spacing: spacing ?? 'Small',
    // An empty text is none to Teams.
    inlines: [{ type: 'TextRun', text: shown === '' ? '…' : shown, ...run }],
  };
}

/** A part of a card set off from what stands above it. */
export function section(items: readonly CardElement[]): CardElement {
  return { type: 'Container', separator: true, spacing: 'Large', items };
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

/** Makes words the way to a page of the tab. It is called aloud by the same words. */
export function tabWay({ appId }: CardReader, page: TabPage, words: string): CardElement {
  return { type: 'Action.OpenUrl', title: words, url: tabLink(appId, page) };
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
