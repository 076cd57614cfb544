import { z } from 'zod';
import { JOIN_POLICIES, MOST_ORGANISERS } from '../domain/erg.ts';
import { HttpsUrl, Id, NewId, perhapsWrittenText, Revision, writtenText } from './fields.ts';

const Label = writtenText(40);
/** A picture is one emoji: what a reader sees as one sign, with what makes it coloured or of a kind. */
const Picture = z.string().max(40, 'too-long').refine(isOneEmoji, 'not-an-emoji');

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function isOneEmoji(text: string): boolean {
  return [...segmenter.segment(text)].length === 1 && /\p{RGI_Emoji}/v.test(text);
}

/** What organisers write about their ERG. */
export const ErgProfileBody = z.strictObject({
  name: writtenText(80),
  purpose: writtenText(1000),
  tags: z.array(Label).max(12, 'too-many'),
  places: z.array(Label).max(20, 'too-many'),
  picture: Picture,
  contact: perhapsWrittenText(200),
  teamUrl: HttpsUrl.optional(),
  channelUrl: HttpsUrl.optional(),
  joinPolicy: z.enum(JOIN_POLICIES),
  askAgainAfterDays: z.int('invalid').min(0, 'invalid').max(365, 'invalid'),
});
export type ErgProfileBody = z.infer<typeof ErgProfileBody>;

/** Somebody who runs an ERG. */
export const OrganiserView = z.object({
  userId: z.string(),
  name: z.string(),
  since: z.string(),
  appointedBy: z.enum(['admin', 'organiser']),
});
export type OrganiserView = z.infer<typeof OrganiserView>;

/**
 * An ERG as its organisers run it: `GET /api/ergs/:id/run`, for admins `GET /api/admin/ergs/:id`, and the answer to
 * every change of it.
 */
export const RunView = z.object({
  id: z.string(),
  profile: ErgProfileBody,
  organisers: z.array(OrganiserView).max(MOST_ORGANISERS),
  sponsor: z.object({ userId: z.string(), name: z.string() }).optional(),
  state: z.enum(['active', 'archived']),
  /** An admin withdrew purpose, picture and tags: only organisers see them until they are changed. */
  isWithdrawn: z.boolean(),
  /** The user id of who asks. */
  you: z.string(),
  revision: z.number(),
});
export type RunView = z.infer<typeof RunView>;

/** `PUT /api/ergs/:id/run/profile`, with the revision that the client saw. */
export const ChangeProfileBody = z.strictObject({ revision: Revision, profile: ErgProfileBody });
export type ChangeProfileBody = z.infer<typeof ChangeProfileBody>;

/** `PUT /api/ergs/:id/run/state`: puts an ERG away or brings it back; also for admins. */
export const ChangeStateBody = z.strictObject({
  revision: Revision,
  state: z.enum(['active', 'archived']),
});
export type ChangeStateBody = z.infer<typeof ChangeStateBody>;

/** `POST /api/ergs/:id/run/organisers` and `/hand-over`, and an admin's `POST /api/admin/ergs/:id/organisers`. */
export const AppointBody = z.strictObject({ userId: Id });
export type AppointBody = z.infer<typeof AppointBody>;

/** `PUT /api/ergs/:id/run/sponsor`: somebody of the directory, or nobody. */
export const ChangeSponsorBody = z.strictObject({ revision: Revision, userId: Id.nullable() });
export type ChangeSponsorBody = z.infer<typeof ChangeSponsorBody>;

/** A colleague to choose, as the directory knows them. */
export const ColleagueView = z.object({
  userId: z.string(),
  name: z.string(),
  place: z.string(),
});
export type ColleagueView = z.infer<typeof ColleagueView>;

/** `GET …/people?find=`: at most 20 colleagues with a word in their name that starts so, by name. */
export const FindPeopleQuery = z.strictObject({ find: writtenText(80) });
export const PeopleReply = z.object({ people: z.array(ColleagueView) });
export type PeopleReply = z.infer<typeof PeopleReply>;

/** One ERG as an admin sees it: never who is an ally. */
export const AdminErgView = z.object({
  id: z.string(),
  name: z.string(),
  picture: z.string(),
  state: z.enum(['active', 'archived']),
  organisers: z.number(),
  size: z.object({ from: z.number(), to: z.number().optional() }),
  revision: z.number(),
});
export type AdminErgView = z.infer<typeof AdminErgView>;

/** `GET /api/admin/ergs`: those that wait for an organiser first, then by name; archived ones last. */
export const AdminErgsReply = z.object({ ergs: z.array(AdminErgView) });
export type AdminErgsReply = z.infer<typeof AdminErgsReply>;

/** `POST /api/admin/ergs`: a new ERG with its first organiser. */
export const CreateErgBody = z.strictObject({
  id: NewId,
  profile: ErgProfileBody,
  organiserId: Id,
});
export type CreateErgBody = z.infer<typeof CreateErgBody>;
