import type { Instant, LocalDate } from '../../../shared/domain/time.ts';
import type { Translator } from '../../../shared/i18n/translator.ts';
import { type Content, html, type Markup } from './markup.ts';

/** For whom a page is made: their texts, and how they read times. */
export interface Reader extends Translator {
  /** A moment as the clocks of the person's zone showed it, with the year. */
  moment(at: Instant): string;
  /** A local date, with the year. */
  day(date: LocalDate): string;
  readonly zone: string;
}

/** A reader in this zone; in UTC where the zone that stands there is none. */
export function readerIn(translator: Translator, wanted: string): Reader {
  const zone = isZone(wanted) ? wanted : 'UTC';
  const { locale } = translator;
  const moments = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    ...translator,
    zone,
    // What is no moment stands as it is stored, rather than nowhere.
    moment: (at) => (Number.isNaN(Date.parse(at)) ? at : moments.format(new Date(at))),
    day: (date) => (Number.isNaN(Date.parse(date)) ? date : days.format(new Date(date))),
  };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Words that a person wrote: in their own direction, line by line as they wrote them. */
export function ownWords(words: string): Markup {
  return html`<bdi class="words">${words}</bdi>`;
}

/** Names and values, a line each. Values that are undefined are left out. */
export function factsTable(
  caption: string,
  facts: readonly (readonly [name: string, value: Content | undefined])[],
): Markup {
  const rows = facts.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
        ],
  );
  return html`<table class="facts">
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** A table with a heading for each column. Undefined where it would have no row. */
export function listTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Content[])[],
): Markup | undefined {
  if (rows.length === 0) return undefined;
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`);
  const lines = rows.map(([first, ...others]) => {
    const cells = others.map((cell) => html`<td>${cell}</td>`);
    return html`<tr>
      <th scope="row">${first ?? ''}</th>
      ${cells}
    </tr>`;
  });
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
}

/** A part of the page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What is not there is left out; a section without anything says so. */
  readonly parts: readonly (Markup | undefined)[];
}
