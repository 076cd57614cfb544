/** The four kinds of allyship, in the order in which they are shown. */
export const PILLARS = ['listen', 'learn', 'speak-up', 'take-action'] as const;

/** One of the four kinds of allyship. */
export type Pillar = (typeof PILLARS)[number];
