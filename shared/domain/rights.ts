/**
 * What somebody is to a thing. One person may be several at once; `anyone` is every employee of the tenant
 * who may use Alongside; guests are among them only where an admin allows them.
 */
export const RELATIONS = [
  'owner',
  'fellow-ally',
  'buddy',
  'organiser',
  'manager',
  'admin',
  'anyone',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** What a right depends on besides the relation. */
export type Condition = 'shown-to-allies';

interface Right {
  readonly relation: Relation;
  /** The right exists only where this holds. */
  readonly when?: Condition;
}

interface Rights {
  readonly read: readonly Right[];
  readonly change: readonly Right[];
}

const owner: Right = { relation: 'owner' };
const organiser: Right = { relation: 'organiser' };
const manager: Right = { relation: 'manager' };
const admin: Right = { relation: 'admin' };
const buddy: Right = { relation: 'buddy' };
const anyone: Right = { relation: 'anyone' };
const own: Rights = { read: [owner], change: [owner] };

/**
 * The one table of rights: the API asks it before it does anything, and the screens tell from it who will be
 * able to see what is about to be saved. What is not here is refused.
 */
export const RIGHTS = {
  consent: own,
  settings: own,
  pledge: own,
  'check-in': own,
  note: own,
  // What somebody did with lessons. The lessons themselves are for everybody.
  learning: own,
  journal: own,
  // What somebody shares, each time with one chosen buddy, and that the two are buddies. Each ends it and takes back their own.
  buddy: { read: [owner, buddy], change: [owner] },
  export: { read: [owner], change: [] },
  membership: {
    read: [owner, organiser, { relation: 'fellow-ally', when: 'shown-to-allies' }],
    change: [owner],
  },
  'erg-page': { read: [anyone], change: [organiser] },
  // What organisers write for others, drafts and what is put away included.
  content: { read: [organiser], change: [organiser] },
  rsvp: own,
  'erg-directory': { read: [anyone], change: [admin] },
  // Every ERG, archived ones and those without organisers too.
  'erg-administration': { read: [admin], change: [admin] },
  'erg-state': { read: [organiser, admin], change: [organiser, admin] },
  // Who is invited, and what a link says: for organisers. What somebody answers: theirs alone.
  'roster-import': { read: [organiser], change: [organiser] },
  'roster-export': { read: [organiser], change: [] },
  'invitation-links': { read: [organiser], change: [organiser] },
  invitation: own,
  // Who is an ally, who asks to be one, and deciding on both.
  roster: { read: [organiser], change: [organiser] },
  'erg-running': { read: [organiser], change: [organiser] },
  // Something is wrong with a piece of content. Who said so is kept nowhere.
  report: { read: [admin], change: [anyone] },
  'report-outcome': { read: [admin], change: [admin] },
  help: { read: [anyone], change: [admin] },
  // The observances of the year, and what ERGs have for them.
  year: { read: [anyone], change: [admin] },
  // What allies do together, as bands of whole months.
  'erg-figures': { read: [organiser], change: [] },
  'erg-audit': { read: [organiser], change: [] },
  'admin-audit': { read: [admin], change: [] },
  organisers: { read: [anyone], change: [organiser] },
  appointment: { read: [anyone], change: [admin] },
  // Names and places of colleagues, to choose somebody from.
  people: { read: [organiser, admin], change: [] },
  // Drafts, numbers and progress; what is published is `erg-news`.
  news: { read: [organiser], change: [organiser] },
  'erg-news': { read: [anyone], change: [] },
  'asked-moments': { read: [admin], change: [admin] },
  catalogue: { read: [anyone], change: [] },
  health: { read: [admin], change: [] },
  // Who is in the organisation, as a file or another system says.
  directory: { read: [admin], change: [admin] },
  'message-rules': { read: [admin], change: [admin] },
  // Who may take part at all, and all else that admins decide on their settings page.
  entry: { read: [admin], change: [admin] },
  pilot: { read: [admin], change: [admin] },
  failures: { read: [], change: [admin] },
  // What was released of everybody below a manager; of the whole organisation, its release and the smallest group.
  participation: { read: [manager], change: [] },
  'whole-participation': { read: [admin], change: [admin] },
  // Whether one has somebody below oneself.
  'own-place': { read: [owner], change: [] },
} as const satisfies Record<string, Rights>;

/** A kind of thing that rights are about. */
export type Subject = keyof typeof RIGHTS;

/** Whether somebody with these relations to a thing may read or change it. Refused unless the table allows it. */
export function may(
  relations: ReadonlySet<Relation>,
  to: 'read' | 'change',
  subject: Subject,
  holds: ReadonlySet<Condition> = new Set(),
): boolean {
  const rights: Rights = RIGHTS[subject];
  return rights[to].some(
    (right) => relations.has(right.relation) && (right.when === undefined || holds.has(right.when)),
  );
}

/** Who will be able to see a thing, by relation, in the order of the table: what the screens say before a save. */
export function whoCanSee(
  subject: Subject,
  holds: ReadonlySet<Condition> = new Set(),
): readonly Relation[] {
  const rights: Rights = RIGHTS[subject];
  return rights.read
    .filter((right) => right.when === undefined || holds.has(right.when))
    .map((right) => right.relation);
}
