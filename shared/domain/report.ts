import type { Instant } from './time.ts';

/** What can be wrong with a piece of content. */
export const REPORT_REASONS = ['hurtful', 'wrong', 'accessibility', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What an ERG's organisers publish besides its profile. */
export const ERG_CONTENT_KINDS = ['ask', 'lesson', 'event', 'moment', 'announcement'] as const;
export type ErgContentKind = (typeof ERG_CONTENT_KINDS)[number];

/** What a report is about. An ERG itself: its purpose, picture and tags. Template and lesson: built in. */
export type ReportedThing =
  | { readonly kind: 'erg'; readonly ergId: string }
  | { readonly kind: ErgContentKind; readonly ergId: string; readonly id: string }
  | { readonly kind: 'template'; readonly id: string }
  | { readonly kind: 'built-in-lesson'; readonly id: string };

/** That something is wrong with a piece of content. Who said so is kept nowhere. */
export interface Report {
  /** UUIDv7, made by the client; the same id is the same report. */
  readonly id: string;
  readonly about: ReportedThing;
  readonly reason: ReportReason;
  /** In their own words, up to 500 characters; may be empty. */
  readonly words: string;
  readonly at: Instant;
}

/** What an admin did about a report. */
export type ReportOutcome = 'withdrawn' | 'kept';
