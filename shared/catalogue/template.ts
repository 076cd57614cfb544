import { z } from 'zod';
import type { Pillar } from '../domain/pillar.ts';
import type { Cadence } from '../domain/pledge.ts';

/** The ids of every built-in pledge template, in the order in which they are shown. */
export const TEMPLATE_IDS = [
  'listen-hear-out',
  'listen-ask',
  'listen-empathy',
  'learn-sources',
  'learn-workshops',
  'learn-voices',
  'learn-join-erg',
  'learn-current-events',
  'learn-intersectionality',
  'learn-privilege',
  'speak-microaggressions',
  'speak-jokes',
  'speak-policies',
  'speak-amplify',
  'speak-language',
  'speak-support',
  'speak-share-learning',
  'act-open-doors',
  'act-share-load',
  'act-fair-meetings',
  'act-back-erg',
] as const;

/** The id of one built-in pledge template; stored with pledges, so an id is never reused or renamed. */
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** What is true of a built-in template in every language. */
export type BuiltInTemplate = {
  readonly id: TemplateId;
  readonly pillar: Pillar;
  /** `if-then`: "When ⟨cue⟩, I will ⟨action⟩". `plain-goal`: "I will ⟨goal⟩", with phrases ready to say. */
  readonly form: 'if-then' | 'plain-goal';
  /** How often to check in, as a suggestion: the person may choose another. */
  readonly cadence: Cadence;
};

/**
 * Every built-in template once, in the order of `TEMPLATE_IDS`. Templates of the pillar `speak-up` are plain goals,
 * because in the one study on confronting prejudice a plain goal helped and an if-then plan did not; all others are
 * if-then plans. The cadence is fortnightly, and monthly where the situation is rare.
 */
export const BUILT_IN_TEMPLATES: readonly BuiltInTemplate[] = [
  { id: 'listen-hear-out', pillar: 'listen', form: 'if-then', cadence: 'fortnightly' },
  { id: 'listen-ask', pillar: 'listen', form: 'if-then', cadence: 'fortnightly' },
  { id: 'listen-empathy', pillar: 'listen', form: 'if-then', cadence: 'fortnightly' },
  { id: 'learn-sources', pillar: 'learn', form: 'if-then', cadence: 'fortnightly' },
  { id: 'learn-workshops', pillar: 'learn', form: 'if-then', cadence: 'monthly' },
  { id: 'learn-voices', pillar: 'learn', form: 'if-then', cadence: 'fortnightly' },
  { id: 'learn-join-erg', pillar: 'learn', form: 'if-then', cadence: 'monthly' },
  { id: 'learn-current-events', pillar: 'learn', form: 'if-then', cadence: 'fortnightly' },
  { id: 'learn-intersectionality', pillar: 'learn', form: 'if-then', cadence: 'fortnightly' },
  { id: 'learn-privilege', pillar: 'learn', form: 'if-then', cadence: 'fortnightly' },
  { id: 'speak-microaggressions', pillar: 'speak-up', form: 'plain-goal', cadence: 'fortnightly' },
  { id: 'speak-jokes', pillar: 'speak-up', form: 'plain-goal', cadence: 'fortnightly' },
  { id: 'speak-policies', pillar: 'speak-up', form: 'plain-goal', cadence: 'monthly' },
  { id: 'speak-amplify', pillar: 'speak-up', form: 'plain-goal', cadence: 'fortnightly' },
  { id: 'speak-language', pillar: 'speak-up', form: 'plain-goal', cadence: 'fortnightly' },
  { id: 'speak-support', pillar: 'speak-up', form: 'plain-goal', cadence: 'monthly' },
  { id: 'speak-share-learning', pillar: 'speak-up', form: 'plain-goal', cadence: 'fortnightly' },
  { id: 'act-open-doors', pillar: 'take-action', form: 'if-then', cadence: 'monthly' },
  { id: 'act-share-load', pillar: 'take-action', form: 'if-then', cadence: 'fortnightly' },
  { id: 'act-fair-meetings', pillar: 'take-action', form: 'if-then', cadence: 'fortnightly' },
  { id: 'act-back-erg', pillar: 'take-action', form: 'if-then', cadence: 'monthly' },
];

const title = z.string().min(1).max(48);
const behaviour = z.string().min(1).max(160);
const line = z.string().min(1).max(200);

const IfThenText = z.strictObject({
  form: z.literal('if-then'),
  /** A short imperative: "Let people finish". */
  title,
  /** Completes "I will …": no capital, no full stop. */
  action: behaviour,
  /** Each completes "When …": no capital, no full stop. Written in the first person, as the action is. */
  cues: z.array(line).length(3),
  /** One short line to say to oneself. */
  selfTalk: line,
  /** One sentence on why it matters. */
  why: line,
  /** The check-in question; "I did it", "It didn't come up" and "Not this time" all answer it. */
  question: line,
  /** A smaller version of the action; completes "I will …". */
  smaller: behaviour,
});

const PlainGoalText = z.strictObject({
  form: z.literal('plain-goal'),
  /** A short imperative: "Name small slights". */
  title,
  /** Completes "I will …": no capital, no full stop. */
  goal: behaviour,
  /** Short enough to say aloud or type, each a whole sentence or two. */
  phrases: z.array(z.string().min(1).max(90)).min(2).max(3),
  /** One sentence on why it matters. */
  why: line,
  /** The check-in question; "I did it", "It didn't come up" and "Not this time" all answer it. */
  question: line,
  /** A smaller version of the goal; completes "I will …". */
  smaller: behaviour,
});

/** The words of one template in one language; unknown fields and words that are too long for a card are refused. */
export const TemplateText = z.discriminatedUnion('form', [IfThenText, PlainGoalText]);

/** The words of one template in one language, parsed. */
export type TemplateText = z.infer<typeof TemplateText>;
