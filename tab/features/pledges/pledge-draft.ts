import type { TemplateView } from '../../../shared/contract/catalogue.ts';
import type {
  MakePledgeBody,
  PledgeFormBody,
  PledgeView,
} from '../../../shared/contract/pledges.ts';
import type { Pillar } from '../../../shared/domain/pillar.ts';
import {
  type Cadence,
  DEFAULT_PERIOD_WEEKS,
  LONGEST_PERIOD_WEEKS,
} from '../../../shared/domain/pledge.ts';
import { askOf } from './catalogue-query.ts';
import { addDays } from '../../lib/add-days.ts';

/** The most phrases a plain goal carries. */
export const MOST_PHRASES = 5;

/** The longest texts, in characters, as the API takes them. */
export const LONGEST = { cue: 200, behaviour: 300, line: 200 } as const;

/** The words of a pledge while they are being written: every field is there, empty where nothing is typed. */
export type WordsDraft =
  | {
      readonly kind: 'if-then';
      /** Where the cue comes from: one of the suggestions, or the person's own words. */
      readonly cueFrom: 'suggested' | 'own';
      readonly suggestedCue: string;
      readonly ownCue: string;
      readonly action: string;
      readonly selfTalk: string;
    }
  | { readonly kind: 'plain-goal'; readonly goal: string; readonly phrases: readonly string[] }
  | { readonly kind: 'own-words'; readonly words: string };

/** A pledge while it is being written. Plain JSON, so that it can be kept until it is saved. */
export interface PledgeDraft {
  /** UUIDv7, made once per draft: a repeated save is the same pledge. */
  readonly id: string;
  readonly templateId: string | null;
  readonly title: string | null;
  readonly pillar: Pillar;
  readonly words: WordsDraft;
  readonly cadence: Cadence;
  readonly endsOn: string;
  readonly ergId: string | null;
}

/** A field of the form that does not fit yet, and why: a key of i18n `pledges:field`. */
export type FieldProblems = Partial<
  Record<FieldName, 'empty' | 'not-a-date' | 'not-ahead' | 'too-far'>
>;
type FieldName = 'cue' | 'action' | 'goal' | 'words' | 'endsOn';

/** The last day of a period that starts today and has the length proposed to everyone. */
export function proposedEnd(today: string): string {
  return addDays(today, DEFAULT_PERIOD_WEEKS * 7);
}

/** The last day on which a period that is chosen today may end. */
export function latestEnd(today: string): string {
  return addDays(today, LONGEST_PERIOD_WEEKS * 7);
}

/** A draft prefilled from a template; it can be saved as it is. */
export function draftFromTemplate(
  template: Omit<TemplateView, 'language'>,
  id: string,
  today: string,
): PledgeDraft {
  return {
    id,
    templateId: template.id,
    title: template.title,
    pillar: template.pillar,
    words: wordsFromTemplate(template.words),
    cadence: template.cadence,
    endsOn: proposedEnd(today),
    ergId: null,
  };
}

/** An empty draft in the person's own words. */
export function draftInOwnWords(pillar: Pillar, id: string, today: string): PledgeDraft {
  return {
    id,
    templateId: null,
    title: null,
    pillar,
    words: { kind: 'own-words', words: '' },
    cadence: 'fortnightly',
    endsOn: proposedEnd(today),
    ergId: null,
  };
}

/** A draft that makes a pledge anew that has ended: the same words, another id, a new period, no ERG. */
export function draftAgain(
  pledge: PledgeView,
  cues: readonly string[],
  id: string,
  today: string,
): PledgeDraft {
  return { ...draftOfPledge(pledge, cues), id, endsOn: proposedEnd(today), ergId: null };
}

/** A draft of a pledge as it is, to change it. */
export function draftOfPledge(pledge: PledgeView, cues: readonly string[]): PledgeDraft {
  return {
    id: pledge.id,
    templateId: pledge.templateId ?? null,
    title: pledge.title,
    pillar: pledge.pillar,
    words: wordsOfForm(pledge.form, cues),
    cadence: pledge.cadence,
    endsOn: pledge.endsOn,
    ergId: pledge.ergId ?? null,
  };
}

/** The same words with a smaller step in the place of what is to be done. */
export function withSmallerStep(words: WordsDraft, step: string): WordsDraft {
  switch (words.kind) {
    case 'if-then':
      return { ...words, action: step };
    case 'plain-goal':
      return { ...words, goal: step };
    case 'own-words':
      return { ...words, words: step };
  }
}

/** What does not fit yet; empty where the draft can be saved. `unchangedEnd` may stay although it is over. */
export function problemsOf(
  draft: Pick<PledgeDraft, 'words' | 'endsOn'>,
  today: string,
  unchangedEnd?: string,
): FieldProblems {
  const { words } = draft;
  const problems: FieldProblems = {};
  if (words.kind === 'if-then') {
    if (cueOf(words) === '') problems.cue = 'empty';
    if (words.action.trim() === '') problems.action = 'empty';
  }
  if (words.kind === 'plain-goal' && words.goal.trim() === '') problems.goal = 'empty';
  if (words.kind === 'own-words' && words.words.trim() === '') problems.words = 'empty';
  if (draft.endsOn === '') problems.endsOn = 'not-a-date';
  else if (draft.endsOn !== unchangedEnd) {
    if (draft.endsOn <= today) problems.endsOn = 'not-ahead';
    else if (draft.endsOn > latestEnd(today)) problems.endsOn = 'too-far';
  }
  return problems;
}

/** The words as the API takes them; optional lines that are empty are left out. */
export function formOf(words: WordsDraft): PledgeFormBody {
  switch (words.kind) {
    case 'if-then': {
      const selfTalk = words.selfTalk.trim();
      return {
        kind: 'if-then',
        cue: cueOf(words),
        action: words.action.trim(),
        ...(selfTalk === '' ? {} : { selfTalk }),
      };
    }
    case 'plain-goal':
      return {
        kind: 'plain-goal',
        goal: words.goal.trim(),
        phrases: words.phrases.map((phrase) => phrase.trim()).filter((phrase) => phrase !== ''),
      };
    case 'own-words':
      return { kind: 'own-words', words: words.words.trim() };
  }
}

/** The request that makes this pledge. */
export function bodyOf(draft: PledgeDraft): MakePledgeBody {
  return {
    id: draft.id,
    pillar: draft.pillar,
    form: formOf(draft.words),
    source: sourceOf(draft.templateId),
    cadence: draft.cadence,
    endsOn: draft.endsOn,
    ...(draft.ergId === null ? {} : { ergId: draft.ergId }),
  };
}

function sourceOf(templateId: string | null): MakePledgeBody['source'] {
  if (templateId === null) return { kind: 'own' };
  const ask = askOf(templateId);
  return ask === undefined ? { kind: 'catalogue', templateId } : { kind: 'ask', ...ask };
}

function cueOf(words: Extract<WordsDraft, { kind: 'if-then' }>): string {
  return (words.cueFrom === 'own' ? words.ownCue : words.suggestedCue).trim();
}

function wordsFromTemplate(words: TemplateView['words']): WordsDraft {
  if (words.form === 'plain-goal') {
    return { kind: 'plain-goal', goal: words.goal, phrases: words.phrases };
  }
  const [firstCue] = words.cues;
  return {
    kind: 'if-then',
    cueFrom: firstCue === undefined ? 'own' : 'suggested',
    suggestedCue: firstCue ?? '',
    ownCue: '',
    action: words.action,
    selfTalk: words.selfTalk,
  };
}

function wordsOfForm(form: PledgeView['form'], cues: readonly string[]): WordsDraft {
  switch (form.kind) {
    case 'if-then': {
      const suggested = cues.includes(form.cue);
      return {
        kind: 'if-then',
        cueFrom: suggested ? 'suggested' : 'own',
        suggestedCue: suggested ? form.cue : (cues[0] ?? ''),
        ownCue: suggested ? '' : form.cue,
        action: form.action,
        selfTalk: form.selfTalk ?? '',
      };
    }
    case 'plain-goal':
      return { kind: 'plain-goal', goal: form.goal, phrases: form.phrases };
    case 'own-words':
      return { kind: 'own-words', words: form.words };
  }
}
