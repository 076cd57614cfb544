/** A moment as the frame writes it, in the time zone of this machine: "Mon 2 Mar 2026, 09:00". */
export function timeInWords(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment));
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi']);

/** Which way a language is written. A pseudo-language of right-to-left tests, `…-XB`, counts as one. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const { language, region } = new Intl.Locale(tag);
  return RIGHT_TO_LEFT.has(language) || region === 'XB' ? 'rtl' : 'ltr';
}
