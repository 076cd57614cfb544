/** How much an ERG may say of itself: characters, and for tags and places how many there may be. */
export const PROFILE_LIMITS = {
  name: 80,
  purpose: 1000,
  /** One tag or place. */
  label: 40,
  tags: 12,
  places: 20,
  picture: 40,
  contact: 200,
  url: 2000,
  askAgainAfterDays: 365,
} as const;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether a reader sees one sign, and it is an emoji: with what makes it coloured or of a kind. */
export function isOneEmoji(text: string): boolean {
  return [...segmenter.segment(text)].length === 1 && /\p{RGI_Emoji}/v.test(text);
}

/** Whether an address begins as one of a web page that nobody listens in on. */
export function isHttps(address: string): boolean {
  return /^https:\/\//i.test(address);
}
