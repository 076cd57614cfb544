import type { Instant, LocalDate } from './time.ts';

/** What an entry was written about, with its title as it was then: the entry stays when that is gone. */
export type JournalAbout =
  | {
      readonly kind: 'lesson';
      readonly lessonId: string;
      /** The ERG whose organisers published it; absent for a built-in one. */
      readonly ergId?: string;
      readonly title: string;
    }
  | {
      readonly kind: 'check-in';
      readonly pledgeId: string;
      /** The due date of the question. */
      readonly date: LocalDate;
      /** The pledge's. */
      readonly title: string;
    };

/** A reflection in a person's own words, for nobody else, kept until they delete it. */
export interface JournalEntry {
  /** UUIDv7, made by the client. */
  readonly id: string;
  readonly words: string;
  readonly about?: JournalAbout;
  readonly writtenAt: Instant;
  /** Absent where it is as it was written. */
  readonly changedAt?: Instant;
  /** The person's revision when this entry was last changed. */
  readonly revision: number;
}

/** The longest entry, in characters. */
export const LONGEST_ENTRY = 4000;

/** The longest title of what an entry is about, in characters. */
export const LONGEST_ABOUT_TITLE = 200;
