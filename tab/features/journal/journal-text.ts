import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import type { EntryWords } from './entry-words.ts';

/** The journal as a text to read anywhere: under a heading every entry, with when it was written and what it is about. */
export function journalText(
  heading: string,
  entries: readonly JournalEntryView[],
  words: EntryWords,
): string {
  const parts = entries.map((entry) => {
    const facts = [words.at(entry), words.changed(entry)].filter((fact) => fact !== undefined);
    const lines = [facts.join(' · '), words.about(entry)].filter((line) => line !== undefined);
    return `${lines.join('\n')}\n\n${entry.words}`;
  });
  return `${[heading, ...parts].join('\n\n\n')}\n`;
}
