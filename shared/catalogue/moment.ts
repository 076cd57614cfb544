import { z } from 'zod';
import type { MomentContent } from '../domain/message-content.ts';
import { jsonIn, written } from './written.ts';

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
  /** The language of the words, which may be the fallback. */
  readonly language: string;
}

const MomentText = z.strictObject({
  title: z.string().min(1).max(80),
  ifThisTouchesYou: z.string().min(1).max(900),
  ifYouWantToSupport: z.string().min(1).max(900),
});

// A record keyed by an enum is exhaustive in zod 4: a missing or unknown id is refused, when the program starts.
const Texts = z.record(z.enum(MOMENT_DRAFT_IDS), MomentText);
const SomeTexts = z.partialRecord(z.enum(MOMENT_DRAFT_IDS), MomentText);

const drafts = written<readonly MomentDraft[]>((language, english) => {
  const json = jsonIn(language, 'moments.json');
  const texts = english === undefined ? Texts.parse(json) : SomeTexts.parse(json);
  return MOMENT_DRAFT_IDS.flatMap((id): readonly MomentDraft[] => {
    const text = texts[id];
    if (text !== undefined) return [{ id, content: { kind: 'moment', ...text }, language }];
    return english?.filter((draft) => draft.id === id) ?? [];
  });
});

/** The drafts of moments, in the language nearest to a BCP 47 tag; in English where one is not written there yet. */
export function momentDraftsIn(language: string): readonly MomentDraft[] {
  return drafts.in(language);
}
