/** The longest mail address, in characters. */
export const LONGEST_MAIL = 320;

const MAIL = /^[^\s@]+@[^\s@]+$/;

/** Whether a text looks like a mail address: something on both sides of one `@`, without spaces. */
export function isMail(text: string): boolean {
  return MAIL.test(text);
}

/** A mail address for comparing: in lower case, each character in one way. */
export function foldMail(mail: string): string {
  return mail.normalize('NFC').toLowerCase();
}
