import { z } from 'zod';
import type { MomentContent } from '../domain/message-content.ts';
import english from './en/moments.json' with { type: 'json' };

/** The kinds of moment for which there is a draft, in the order in which they are offered. */
export const MOMENT_DRAFT_IDS = [
  'hatred-in-the-news',
  'far-away-and-close',
  'a-law-a-ruling-a-debate',
] as const;
type MomentDraftId = (typeof MOMENT_DRAFT_IDS)[number];

/** A moment that is written but for what happened: organisers adapt it. */
export interface MomentDraft {
  readonly id: MomentDraftId;
  readonly content: MomentContent;
}

const MomentText = z.strictObject({
  title: z.string().min(1).max(80),
  ifThisTouchesYou: z.string().min(1).max(900),
  ifYouWantToSupport: z.string().min(1).max(900),
});

// A record keyed by an enum is exhaustive in zod 4: a missing or unknown id is refused, when the program starts.
const texts = z.record(z.enum(MOMENT_DRAFT_IDS), MomentText).parse(english);

/** The drafts of moments; written in English alone so far. */
export function momentDrafts(): readonly MomentDraft[] {
  return MOMENT_DRAFT_IDS.map((id) => ({ id, content: { kind: 'moment', ...texts[id] } }));
}
