import type { CheckIn } from './check-in.ts';
import type { Pillar } from './pillar.ts';
import type { Instant, LocalDate } from './time.ts';

/** How often a pledge is asked about. */
export const CADENCES = ['weekly', 'fortnightly', 'monthly'] as const;
export type Cadence = (typeof CADENCES)[number];

/** "When ⟨cue⟩, I will ⟨action⟩", with a line to say to oneself once, if one likes. */
export interface IfThenPlan {
  readonly kind: 'if-then';
  readonly cue: string;
  readonly action: string;
  readonly selfTalk?: string;
}

/** A plain goal with phrases ready to say or type; the form of the pillar `speak-up`. */
export interface PlainGoal {
  readonly kind: 'plain-goal';
  readonly goal: string;
  readonly phrases: readonly string[];
}

/** A pledge in a person's own words. */
export interface OwnWords {
  readonly kind: 'own-words';
  readonly words: string;
}

export type PledgeForm = IfThenPlan | PlainGoal | OwnWords;

/** Where a pledge came from. An ask is a template that an ERG published. */
export type PledgeSource =
  | { readonly kind: 'catalogue'; readonly templateId: string }
  | {
      readonly kind: 'ask';
      readonly ergId: string;
      readonly askId: string;
      /** The ask's own title and question as they were then: an ask that is retired leaves pledges as they are. */
      readonly title?: string;
      readonly question?: string;
    }
  | { readonly kind: 'own' };

/** The life of a pledge. Completed and let go are ends; only `active` ones are asked about. */
export type PledgeState =
  | { readonly state: 'active' }
  | { readonly state: 'paused'; readonly since: LocalDate }
  | { readonly state: 'completed'; readonly on: LocalDate }
  | { readonly state: 'let-go'; readonly on: LocalDate };

/** One small behaviour a person commits to, with a cue, a cadence and an end. */
export interface Pledge {
  /** UUIDv7, made by the client. */
  readonly id: string;
  readonly pillar: Pillar;
  readonly form: PledgeForm;
  readonly source: PledgeSource;
  /** `catalogue` only while every word is the built-in catalogue's; such words may stand on a card. */
  readonly wordsFrom: 'catalogue' | 'person';
  /** The ERG it is for, if any. */
  readonly ergId?: string;
  readonly cadence: Cadence;
  readonly startedOn: LocalDate;
  /** The last day of the period. */
  readonly endsOn: LocalDate;
  /** No question is asked for a date before this one: the day on which a pause ended. */
  readonly askFrom?: LocalDate;
  readonly life: PledgeState;
  /** The last check-ins, newest first, at most `RECENT_CHECK_INS`. */
  readonly recent: readonly CheckIn[];
  readonly createdAt: Instant;
  /** The person's revision when this pledge was last changed. */
  readonly revision: number;
}

/** How many check-ins stay beside a pledge; older ones are read from the past when asked for. */
export const RECENT_CHECK_INS = 3;
/** How many pledges are suggested as enough. */
export const ENOUGH_ACTIVE_PLEDGES = 3;
/** The most pledges a person may have active at once. */
export const MOST_ACTIVE_PLEDGES = 5;
/** The most pledges a person may have in hand, paused ones included; it bounds what home reads. */
export const MOST_PLEDGES_IN_HAND = 20;
/** How long a pledge lasts unless the person says otherwise. */
export const DEFAULT_PERIOD_WEEKS = 12;
/** The longest period. */
export const LONGEST_PERIOD_WEEKS = 53;

/** Whether the pledge is part of what a person has in hand: active or paused. */
export function isInHand(pledge: Pledge): boolean {
  return pledge.life.state === 'active' || pledge.life.state === 'paused';
}
