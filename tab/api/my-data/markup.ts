import { escapeHtml } from '../escape-html.ts';

/** HTML that is safe to stand on a page: made by `html` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: words of whoever wrote them, or markup. */
export type Content = string | number | Markup | readonly Content[];

/**
 * Markup from a template. Whatever is put in is escaped, in text and in quoted attributes alike, unless it is markup; what
 * no page may hold (control characters, halves of characters) is left out.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const pieces = parts.map((part, index) => part + rendered(contents[index] ?? ''));
  return new Markup(pieces.join(''));
}

function rendered(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map(rendered).join('');
}

/** What no HTML may hold is left out. */
function escaped(words: string): string {
  const allowed = words
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u{FFFE}\u{FFFF}]/gu, (character) =>
      character === '\n' || character === '\t' ? character : '',
    );
  return escapeHtml(allowed);
}
