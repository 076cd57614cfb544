/** What an act is told with: a number of people or things, or the title of a thing; never a person. */
export type AuditDetail =
  | 'count'
  | 'invitations'
  | 'people'
  | 'title'
  | 'name'
  | 'added'
  | 'changed'
  | 'removed';

/**
 * Every act that the audit logs know, with the details that its sentence needs. Each has a sentence under the same name
 * in the texts `audit`, and the compiler misses none. Names that were ever recorded stay: old rows are still read.
 */
export const AUDIT_ACTS = {
  'erg.created': ['name'],
  'erg.archived': [],
  'erg.brought-back': [],
  'profile.changed': [],
  'profile.withdrawn': [],
  'organiser.appointed': [],
  'organiser.removed': [],
  'organiser.stepped-down': [],
  'organiser.handed-over': [],
  'sponsor.named': [],
  'sponsor.removed': [],
  'person.erased': [],
  'request.approved': ['count'],
  'request.declined': ['count'],
  'request.answer-undone': ['count'],
  'ally.removed': ['count'],
  'ally.removal-undone': ['count'],
  'roster.exported': [],
  'roster.invited': ['invitations'],
  'import.confirmed': [],
  'import.stopped': [],
  'link.created': [],
  'link.withdrawn': [],
  'ask.drafted': ['title'],
  'ask.changed': ['title'],
  'ask.published': ['title'],
  'ask.retired': ['title'],
  'ask.taken-back': ['title'],
  'ask.deleted': ['title'],
  'ask.withdrawn': ['title'],
  'lesson.drafted': ['title'],
  'lesson.changed': ['title'],
  'lesson.published': ['title'],
  'lesson.retired': ['title'],
  'lesson.taken-back': ['title'],
  'lesson.deleted': ['title'],
  'lesson.withdrawn': ['title'],
  'event.drafted': ['title'],
  'event.changed': ['title'],
  'event.published': ['title'],
  'event.cancelled': ['title'],
  'event.retired': ['title'],
  'event.taken-back': ['title'],
  'event.deleted': ['title'],
  'event.withdrawn': ['title'],
  'moment.drafted': ['title'],
  'moment.changed': ['title'],
  'moment.asked': ['title'],
  'moment.taken-back': ['title'],
  'moment.declined': ['title'],
  'moment.prepared': ['title'],
  'moment.sent': ['title', 'people'],
  'moment.stopped': ['title'],
  'moment.resumed': ['title'],
  'moment.corrected': ['title'],
  'moment.retired': ['title'],
  'moment.withdrawn': ['title'],
  'announcement.drafted': ['title'],
  'announcement.changed': ['title'],
  'announcement.asked': ['title'],
  'announcement.taken-back': ['title'],
  'announcement.declined': ['title'],
  'announcement.prepared': ['title'],
  'announcement.sent': ['title', 'people'],
  'announcement.stopped': ['title'],
  'announcement.resumed': ['title'],
  'announcement.corrected': ['title'],
  'announcement.retired': ['title'],
  'announcement.withdrawn': ['title'],
  'directory.imported': [],
  'directory.replaced': ['added', 'changed', 'removed'],
  'failures.retried': [],
  'messages.stopped': [],
  'messages.started': [],
  'quiet-dates.changed': [],
  'installation.greeting': [],
  'installation.silent': [],
  'default-budget.changed': ['count'],
  'access.pilot': [],
  'access.everyone': [],
  'pilot.added': [],
  'pilot.removed': [],
  'guests.allowed': [],
  'guests.refused': [],
  'report.kept': [],
  'help.changed': [],
  'observance.hidden': ['title'],
  'observance.shown': ['title'],
  'observance.added': ['title'],
  'observance.changed': ['title'],
  'observance.removed': ['title'],
  'observance.dated': ['title'],
  'observance.undated': ['title'],
  'participation.released': [],
  'smallest-group.changed': ['count'],
} as const satisfies Record<string, readonly AuditDetail[]>;

/** A stable name of an act, `erg.created`. */
export type AuditActName = keyof typeof AUDIT_ACTS;

/** Whether a name that was read is one that this version knows. */
export function isAuditAct(name: string): name is AuditActName {
  return Object.hasOwn(AUDIT_ACTS, name);
}
