import { z } from 'zod';
import { HttpsUrl, perhapsWrittenText, Revision, writtenText } from './fields.ts';

/** As people write numbers: digits, spaces, brackets, strokes, perhaps a plus in front. */
const Phone = z
  .string()
  .trim()
  .max(40, 'too-long')
  .regex(/^\+?[\d(][\d ()/.-]{1,38}$/, 'not-a-phone-number');

const HelpPlace = z.strictObject({
  label: writtenText(80),
  text: perhapsWrittenText(300),
  url: HttpsUrl.exactOptional(),
  phone: Phone.exactOptional(),
});

const HelpPlaces = z.strictObject({
  reporting: HelpPlace.exactOptional(),
  hr: HelpPlace.exactOptional(),
  counselling: HelpPlace.exactOptional(),
  emergency: HelpPlace.exactOptional(),
});
export type HelpPlaces = z.infer<typeof HelpPlaces>;

/** `GET /api/help`, at most a minute old, and `GET /api/admin/help`: where people here get help; absent: not set. */
export const HelpReply = z.object({ places: HelpPlaces, revision: z.number() });
export type HelpReply = z.infer<typeof HelpReply>;

/** `PUT /api/admin/help`: all places at once, with the revision that the client saw. */
export const ChangeHelpBody = z.strictObject({ revision: Revision, places: HelpPlaces });
export type ChangeHelpBody = z.infer<typeof ChangeHelpBody>;
