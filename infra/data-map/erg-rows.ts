import { INVITATION_DAYS } from '../../shared/domain/invitation.ts';
import { MONTHS_KEPT, RECIPIENT_DAYS } from '../../shared/domain/retention.ts';
import { UNCONFIRMED_DAYS } from '../../shared/domain/roster-import.ts';
import { BroadcastRow, IndexRow, PackRow } from '../../shared/store/broadcast-rows.ts';
import { ITEM_ROWS } from '../../shared/store/erg-item-rows.ts';
import { HeadRow, LineRow as DirectoryLineRow, NameRow } from '../../shared/store/erg-rows.ts';
import { ChunkRow, ImportHeadRow, ReminderRow } from '../../shared/store/imports-store.ts';
import { ExpiresRow, InvitedRow } from '../../shared/store/invitations-store.ts';
import { LinkRow } from '../../shared/store/links-store.ts';
import { AskedLine, MomentLine, NewsRow } from '../../shared/store/news-rows.ts';
import { RoundRow } from '../../shared/store/requests-rounds-store.ts';
import { LineRow, MemberRow, SizeRow } from '../../shared/store/roster-rows.ts';
import { NOBODY, type RowEntry, seenBy } from './entry.ts';

const CONTENT = { table: 'ErgContent', partition: '{tenant}_{erg}' } as const;
const DIRECTORY = { table: 'Ergs', partition: '{tenant}' } as const;
const ROSTER = { table: 'Rosters', partition: '{tenant}_{erg}' } as const;
const EVENT = { table: 'Rosters', partition: '{tenant}_{erg}_{event}' } as const;

const FOR_EVERYBODY = { about: 'No person.', sensitivity: 'none' } as const;
const ALLY = { about: 'An ally, or whoever asks to be one.', sensitivity: 'special' } as const;
const COMES = { about: 'Whoever said yes to the event.', sensitivity: 'special' } as const;
const INVITED = { about: 'Whoever was invited.', sensitivity: 'special' } as const;
const WHILE_ALLY = 'Until they leave or are erased; that somebody left is remembered for a day.';
const WHILE_COMING = `Until they take it back or are erased. Once the event is over: until they answer another event, at most ${MONTHS_KEPT} months.`;

/** What organisers write: it names nobody, but for what they type themselves. */
const item = (name: string, key: string, kind: keyof typeof ITEM_ROWS): RowEntry => ({
  ...CONTENT,
  ...FOR_EVERYBODY,
  name,
  key,
  schema: ITEM_ROWS[kind],
  holds: 'What organisers wrote for others.',
  why: 'For the ERG’s page and the catalogue.',
  kept: 'As long as the ERG; organisers can delete drafts, and retire what was published.',
  seen: `Drafts and what is past: ${seenBy('content').toLowerCase()} What is published: ${seenBy('erg-page').toLowerCase()}`,
});

/** What lies in the tables of ERGs, their rosters and what is sent to many. */
export const ERG_ROWS: readonly RowEntry[] = [
  {
    ...CONTENT,
    name: 'ERG',
    key: 'head',
    schema: HeadRow,
    holds: 'What an ERG says of itself, and who organises and sponsors it.',
    about: 'Organisers and the sponsor.',
    why: 'For the ERG’s page; rights follow from it.',
    kept: 'As long as the ERG. Organisers: until they step down, are removed or erased.',
    seen: seenBy('erg-page'),
    sensitivity: 'personal',
  },
  item('Ask', 'ask_{id}', 'ask'),
  item('Ask, past', 'past_ask_{id}', 'ask'),
  item('Lesson of an ERG', 'lesson_{id}', 'lesson'),
  item('Lesson of an ERG, past', 'past_lesson_{id}', 'lesson'),
  item('Event', 'event_{id}', 'event'),
  item('Event, past', 'past_event_{id}', 'event'),
  {
    ...CONTENT,
    ...FOR_EVERYBODY,
    name: 'News',
    key: 'news_{id}',
    schema: NewsRow,
    holds: 'A moment or an announcement, and how far it is.',
    why: 'To write it, send it and correct it.',
    kept: `${MONTHS_KEPT} months after its time was over; drafts until an organiser retires them.`,
    seen: `Drafts and progress: ${seenBy('news').toLowerCase()} What was sent: ${seenBy('erg-news').toLowerCase()}`,
  },
  {
    ...CONTENT,
    ...FOR_EVERYBODY,
    name: 'Invitation link',
    key: 'link_{id}',
    schema: LinkRow,
    holds:
      'What organisers call a link, how long it is good, and the hash of its secret. Not who used it.',
    why: 'To let people join by it.',
    kept: 'Until it has been over for 30 days and another link is made.',
    seen: seenBy('invitation-links'),
  },
  {
    ...CONTENT,
    ...FOR_EVERYBODY,
    name: 'Import of a roster',
    key: 'import_{import}',
    schema: ImportHeadRow,
    holds: 'How many rows of a file came to what. No person.',
    why: 'So that organisers see how far it is.',
    kept: `${INVITATION_DAYS} days after it was confirmed; ${UNCONFIRMED_DAYS} days where it was not.`,
    seen: seenBy('roster-import'),
  },
  {
    ...CONTENT,
    name: 'Rows of an imported file',
    key: 'importrows_{import and part}',
    schema: ChunkRow,
    holds:
      'Mail addresses or user ids of those whom organisers want to invite; once done, what came of each row alone.',
    about: 'Whoever stands in the file.',
    why: 'To invite them.',
    kept: `Until the import is done or withdrawn; ${UNCONFIRMED_DAYS} days where it waits. Numbers of rows as long as the import.`,
    seen: seenBy('roster-import'),
    sensitivity: 'special',
  },
  {
    ...DIRECTORY,
    name: 'ERG in the directory of ERGs',
    key: 'erg_{erg}',
    schema: DirectoryLineRow,
    holds:
      'What everybody may know of an ERG, where its size band begins, and user ids of organisers and sponsor.',
    about: 'Organisers and the sponsor.',
    why: 'To list ERGs.',
    kept: 'As long as the ERG.',
    seen: seenBy('erg-directory'),
    sensitivity: 'personal',
  },
  {
    ...DIRECTORY,
    ...FOR_EVERYBODY,
    name: 'Name of an ERG',
    key: 'name_{folded name}',
    schema: NameRow,
    holds: 'Which ERG has a name.',
    why: 'So that no two ERGs have one name.',
    kept: 'As long as the ERG has it.',
    seen: NOBODY,
  },
  {
    ...DIRECTORY,
    ...FOR_EVERYBODY,
    name: 'Moment on Home',
    key: 'moment_{id}',
    schema: MomentLine,
    holds: 'A moment that was sent to everybody.',
    why: 'To show it on Home.',
    kept: 'Until a day after its time is over.',
    seen: seenBy('erg-news'),
  },
  {
    ...DIRECTORY,
    ...FOR_EVERYBODY,
    name: 'Moment that admins are asked for',
    key: 'asked_{id}',
    schema: AskedLine,
    holds: 'The title of a moment that organisers want to publish.',
    why: 'So that admins find it.',
    kept: 'Until a day after it was decided.',
    seen: seenBy('asked-moments'),
  },
  {
    ...ROSTER,
    ...ALLY,
    name: 'Member of a roster',
    key: 'member_{user}',
    schema: MemberRow,
    holds: 'That somebody is an ally or asks to be one, with their name.',
    why: 'For the roster.',
    kept: WHILE_ALLY,
    seen: seenBy('roster'),
  },
  ...(
    [
      ['Ally, by name', 'active_{folded name and user}', 'roster'],
      ['Request', 'requested_{moment and user}', 'roster'],
      ['Ally who is shown to allies', 'shown_{folded name and user}', 'membership'],
      ['Ally, by a word of their name', 'find_{word and user}', 'roster'],
    ] as const
  ).map(([name, key, right]) => ({
    ...ROSTER,
    ...ALLY,
    name,
    key,
    schema: LineRow,
    holds: 'Name, and since when. The key holds the name too.',
    why: 'For the roster’s lists and its search.',
    kept: 'Until they leave or are erased.',
    seen: seenBy(right),
  })),
  ...(['count', 'active'] as const).map((key) => ({
    ...ROSTER,
    ...FOR_EVERYBODY,
    name: key === 'count' ? 'Size of a roster' : 'Size of a roster, before its list',
    key,
    schema: SizeRow,
    holds: 'How many allies and requests there are, and the band that is shown.',
    why: 'For the numbers on pages.',
    kept: 'As long as the ERG.',
    seen: 'The exact number: organisers of the ERG. The band: every employee.',
  })),
  {
    ...ROSTER,
    name: 'Round of requests',
    key: 'round',
    schema: RoundRow,
    holds: 'User ids of organisers who were told that requests wait.',
    about: 'Organisers.',
    why: 'So that they are told once.',
    kept: 'Until the requests are dealt with.',
    seen: NOBODY,
    sensitivity: 'personal',
  },
  {
    ...ROSTER,
    ...INVITED,
    name: 'Invited person',
    key: 'invited_{user}',
    schema: InvitedRow,
    holds: 'That somebody was invited, and until when; never what they answered.',
    why: 'So that nobody is invited twice, and an invitation lets them in.',
    kept: `${INVITATION_DAYS} days, or until they are erased.`,
    seen: 'Nobody. Organisers see how many were invited already.',
  },
  {
    ...ROSTER,
    ...INVITED,
    name: 'End of an invitation',
    key: 'expires_{moment and user}',
    schema: ExpiresRow,
    holds: 'When an invitation is over.',
    why: 'To delete it then.',
    kept: `${INVITATION_DAYS} days, or until they are erased.`,
    seen: NOBODY,
  },
  {
    ...EVENT,
    ...COMES,
    name: 'Whoever comes to an event',
    key: 'member_{user}',
    schema: MemberRow,
    holds: 'That somebody comes. No name.',
    why: 'To tell them when the event changes, and to count.',
    kept: `${WHILE_COMING} That somebody took it back is remembered for a day.`,
    seen: 'Nobody. Organisers see a band.',
  },
  {
    ...EVENT,
    ...COMES,
    name: 'Whoever comes to an event, in the list',
    key: 'active__{user}',
    schema: LineRow,
    holds: 'That somebody comes. No name.',
    why: 'To tell them when the event changes.',
    kept: WHILE_COMING,
    seen: 'Nobody. Organisers see a band.',
  },
  ...(['count', 'active'] as const).map((key) => ({
    ...EVENT,
    ...FOR_EVERYBODY,
    name: key === 'count' ? 'Size of an event' : 'Size of an event, before its list',
    key,
    schema: SizeRow,
    holds: 'How many come, and the band that is shown.',
    why: 'For the band that organisers see.',
    kept: 'As long as the ERG.',
    seen: 'The band: organisers of the ERG.',
  })),
  {
    table: 'Schedule',
    partition: 'imports',
    ...FOR_EVERYBODY,
    name: 'End of an import',
    key: '{moment, tenant, ERG and import}',
    schema: ReminderRow,
    holds: 'When something of an import is over.',
    why: 'To delete it then.',
    kept: 'Until then.',
    seen: NOBODY,
  },
  {
    table: 'Broadcasts',
    partition: '{tenant}_{broadcast}',
    ...FOR_EVERYBODY,
    name: 'Message to many',
    key: 'head',
    schema: BroadcastRow,
    holds: 'The words of a moment, an announcement or a changed event, and how far it is.',
    why: 'To send, stop and correct it.',
    kept: `${MONTHS_KEPT} months after its time was over.`,
    seen: 'The words: whoever it is for. Numbers: organisers of the ERG.',
  },
  {
    table: 'Broadcasts',
    partition: '{tenant}_{broadcast}',
    name: 'Recipients of a message to many',
    key: 'pack_{number}',
    schema: PackRow,
    holds:
      'User ids of recipients, and for each one letter: sent, waits, not to be written to, given up.',
    about: 'Recipients: everybody who agreed, allies of an ERG, or whoever comes to an event.',
    why: 'So that everybody gets it once, and cards can be corrected.',
    kept: `Ids: ${RECIPIENT_DAYS} days after its time was over, or until the person is erased. Letters: ${MONTHS_KEPT} months.`,
    seen: 'Nobody. Organisers see numbers.',
    sensitivity: 'special',
  },
  {
    table: 'Broadcasts',
    partition: '{tenant}_all',
    ...FOR_EVERYBODY,
    name: 'List of messages to many',
    key: '{broadcast}',
    schema: IndexRow,
    holds: 'Which there are, and when each is over.',
    why: 'To find what is kept no longer.',
    kept: `${MONTHS_KEPT} months after its time was over.`,
    seen: NOBODY,
  },
];
