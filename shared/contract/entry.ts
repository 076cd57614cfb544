import { z } from 'zod';
import { Revision } from './fields.ts';
import { MessageRulesView } from './health.ts';
import { Budget } from './settings.ts';

/** Who may take part, and what is proposed to whoever begins. */
export const EntryBody = z.strictObject({
  access: z.enum(['everyone', 'pilot']),
  guests: z.enum(['refused', 'allowed']),
  /** Messages a week. */
  budget: Budget,
});
export type EntryBody = z.infer<typeof EntryBody>;

/** The same with the revision that a change has to name. */
export const EntryView = EntryBody.extend({ revision: z.number() });
export type EntryView = z.infer<typeof EntryView>;

/** `PUT /api/admin/entry`: all of it at once, with the revision that the client saw. */
export const ChangeEntryBody = z.strictObject({ revision: Revision, entry: EntryBody });
export type ChangeEntryBody = z.infer<typeof ChangeEntryBody>;

/** `GET /api/admin/pilot`: a page of the pilot group. */
export const PilotReply = z.object({
  /** How many there are in all. */
  count: z.number(),
  members: z.array(
    z.object({
      userId: z.string(),
      /** As it stands in the directory now; empty where they are not in it. */
      name: z.string(),
    }),
  ),
  continuation: z.string().optional(),
});
export type PilotReply = z.infer<typeof PilotReply>;

/** `PUT /api/admin/pilot/:userId`: `same` where they were in it already. */
export const ChangedPilotReply = z.object({ outcome: z.enum(['changed', 'same']) });
export type ChangedPilotReply = z.infer<typeof ChangedPilotReply>;

/** What admins decide for their organisation; each has a line that says when it was changed last. */
export const SETTING_NAMES = [
  'messages',
  'quiet-dates',
  'installation',
  'budget',
  'access',
  'pilot',
  'guests',
  'smallest-group',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

/** `GET /api/admin/settings`: all that admins decide for their organisation, and who changed it last. */
export const AdminSettingsReply = z.object({
  /** The date now, in UTC. */
  today: z.string(),
  rules: MessageRulesView,
  entry: EntryView,
  smallestGroup: z.object({ fewest: z.number(), revision: z.number() }),
  /** How many are in the pilot group. */
  pilotCount: z.number(),
  /** Of what stands among the newest acts in the admins' log. */
  changes: z.array(
    z.object({ setting: z.enum(SETTING_NAMES), at: z.string(), by: z.enum(['you', 'admin']) }),
  ),
});
export type AdminSettingsReply = z.infer<typeof AdminSettingsReply>;
