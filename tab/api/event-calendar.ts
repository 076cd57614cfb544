import { endOf, type ErgEvent, startOf } from '../../shared/domain/erg-content.ts';
import { foldName } from '../../shared/domain/names.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';

/**
 * An event as a file that calendars take in (RFC 5545). A calendar is often open to colleagues, so it says neither what
 * the event is nor whose: the title is neutral and the class private. Times are in UTC, right in every zone. The same
 * event keeps its UID, and each change of it has a later SEQUENCE, so that it moves in the calendar instead of standing
 * there twice.
 */
export function eventCalendar(
  { id, words, sequence, changedAt }: Pick<ErgEvent, 'id' | 'words' | 'sequence' | 'changedAt'>,
  { ergName, language }: { readonly ergName: string; readonly language: string },
): string {
  const where = [words.place, words.joinUrl].filter((part) => part !== undefined).join(', ');
  // Somebody may have written the group's name where the place stands.
  const isTelling = foldName(where).includes(foldName(ergName));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Alongside//Event//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@alongside`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(changedAt)}`,
    `DTSTART:${utc(startOf(words))}`,
    `DTEND:${utc(endOf(words))}`,
    `SUMMARY:${escaped(translatorFor(language).t('cards:event.calendar'))}`,
    'CLASS:PRIVATE',
    ...(where === '' || isTelling ? [] : [`LOCATION:${escaped(where)}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

/** `20260302T090000Z` */
function utc(moment: Instant): string {
  return `${moment.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** The most bytes of one line; a longer one goes on in the next, after a space. */
const LONGEST_LINE_BYTES = 75;

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > LONGEST_LINE_BYTES) {
      parts.push(part);
      part = ' ';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n');
}
