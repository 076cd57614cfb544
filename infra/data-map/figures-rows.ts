import { CountRow, UserRow } from '../../shared/store/audience-store.ts';
import { CountingRow, FiguresRow, RememberedRow } from '../../shared/store/figures-store.ts';
import {
  BandLine,
  CellLine,
  DoesLine,
  PersonLine,
} from '../../shared/store/release-inputs-store.ts';
import { Month, PageRow, RulesRow, StateRow } from '../../shared/store/releases-store.ts';
import { TextRow } from '../../shared/store/text-chunks.ts';
import { NOBODY, type RowEntry, seenBy } from './entry.ts';

const RELEASES = { table: 'Releases' } as const;
const RELEASE = { ...RELEASES, partition: '{tenant}_release' } as const;
const COPY = { ...RELEASES, partition: '{tenant}_copy_{month}' } as const;
const MEMORY = { ...RELEASES, partition: '{tenant}_memory' } as const;
const OF_ERG = { ...RELEASES, partition: '{tenant}_erg_{erg}' } as const;
const NO_PERSON = { about: 'No person.', sensitivity: 'none' } as const;
const KEPT = 'As long as the installation: it is about no one.';
const WHILE_COPIED = 'Until the month is shown; where it never is, until the next month is over.';
const REMEMBERED = 'As long as the installation: without it later bands could tell on somebody.';

/** What numbers are made from, and what was released of them. */
export const FIGURES_ROWS: readonly RowEntry[] = [
  {
    table: 'Participation',
    partition: '{tenant}_{00 to 15}',
    name: 'Whoever agreed',
    key: 'user_{user}',
    schema: UserRow,
    holds: 'That somebody agreed, and since when.',
    about: 'Whoever agreed.',
    why: 'To send moments to everybody, and to find what is kept no longer.',
    kept: 'Until they are erased; that they were is remembered for a day.',
    seen: NOBODY,
    sensitivity: 'personal',
  },
  {
    table: 'Participation',
    partition: '{tenant}_{00 to 15}',
    ...NO_PERSON,
    name: 'How many agreed',
    key: 'count',
    schema: CountRow,
    holds: 'How many of one part agreed.',
    why: 'To count recipients.',
    kept: 'As long as the installation.',
    seen: NOBODY,
  },
  {
    ...RELEASE,
    ...NO_PERSON,
    name: 'Release of a month',
    key: 'state_{month}',
    schema: StateRow,
    holds: 'How far it is, and the bands of the whole organisation.',
    why: 'To release every month once.',
    kept: KEPT,
    seen: seenBy('whole-participation'),
  },
  {
    ...RELEASE,
    ...NO_PERSON,
    name: 'Smallest group',
    key: 'rules',
    schema: RulesRow,
    holds: 'The smallest group that is shown.',
    why: 'An admin may raise it.',
    kept: 'As long as the installation.',
    seen: seenBy('whole-participation'),
  },
  {
    ...RELEASES,
    partition: '{tenant}_cell_{line}',
    name: 'Bands of a group',
    key: '{month}',
    schema: Month,
    holds:
      'Bands of a group above the smallest size, how many people it has, and perhaps the name of the manager who headed it then. The partition is a keyed pseudonym.',
    about: 'A group; its manager by name.',
    why: 'For managers’ page.',
    kept: 'As long as the installation. Erasing leaves the manager’s name: it is their place in the directory.',
    seen: seenBy('participation'),
    sensitivity: 'personal',
  },
  {
    ...RELEASES,
    partition: '{tenant}_page_{pseudonym}',
    name: 'Page of a manager',
    key: 'page',
    schema: PageRow,
    holds:
      'Bands of the group that somebody heads, short hashes, without a key, of up to 16 who reported to them then, and perhaps the name of whoever headed a larger group. The partition is a keyed pseudonym.',
    about: 'A group; the manager as a keyed pseudonym; another manager by name.',
    why: 'For managers’ page.',
    kept: 'As long as the installation. Erasing leaves it: it is about a place in the directory.',
    seen: seenBy('participation'),
    sensitivity: 'personal',
  },
  {
    ...COPY,
    name: 'Copy of the directory',
    key: 'people_{part and number}',
    schema: TextRow,
    line: PersonLine,
    holds:
      'Who reports to whom, what managers are called, and hashes of their teams, in pieces of text, a line a person.',
    about: 'Everybody in the directory.',
    why: 'So that a month is computed from one state.',
    kept: WHILE_COPIED,
    seen: NOBODY,
    sensitivity: 'personal',
  },
  {
    ...COPY,
    name: 'Copy of what people did',
    key: 'done_{part and number}',
    schema: TextRow,
    line: DoesLine,
    holds:
      'For each person whether they had a pledge, answered a check-in or did a lesson in the month: yes or no.',
    about: 'Whoever did any of it.',
    why: 'To count bands.',
    kept: WHILE_COPIED,
    seen: NOBODY,
    sensitivity: 'special',
  },
  {
    ...MEMORY,
    name: 'People of a release',
    key: '{month}_order_{number}',
    schema: TextRow,
    holds: 'Everybody in the chart’s order, as short keyed pseudonyms, one behind the other.',
    about: 'Everybody in the directory then.',
    why: 'So that later bands cannot be compared to tell on somebody.',
    kept: REMEMBERED,
    seen: NOBODY,
    sensitivity: 'pseudonym',
  },
  {
    ...MEMORY,
    ...NO_PERSON,
    name: 'Cells of a release',
    key: '{month}_cells_{number}',
    schema: TextRow,
    line: CellLine,
    holds: 'From which place in that order to which a group went.',
    why: 'So that later bands cannot be compared to tell on somebody.',
    kept: REMEMBERED,
    seen: NOBODY,
  },
  {
    ...MEMORY,
    ...NO_PERSON,
    name: 'Bands of a release',
    key: '{month}_bands_{number}',
    schema: TextRow,
    line: BandLine,
    holds: 'Which bands were set then.',
    why: 'So that later bands cannot be compared to tell on somebody.',
    kept: REMEMBERED,
    seen: NOBODY,
  },
  {
    ...OF_ERG,
    ...NO_PERSON,
    name: 'Figures of an ERG',
    key: 'figures_{month}',
    schema: FiguresRow,
    holds: 'How many allies there were, and bands of how many had a pledge or answered.',
    why: 'For organisers.',
    kept: KEPT,
    seen: seenBy('erg-figures'),
  },
  {
    ...OF_ERG,
    ...NO_PERSON,
    name: 'Counting of an ERG',
    key: 'counting_{month}',
    schema: CountingRow,
    holds: 'Since when a month is being counted.',
    why: 'So that it is counted once.',
    kept: 'Until it is counted.',
    seen: NOBODY,
  },
  {
    ...OF_ERG,
    name: 'Allies of a band',
    key: 'remembered_{month and number}',
    schema: RememberedRow,
    holds:
      'Who the allies were when a band was set, as short keyed pseudonyms, one behind the other.',
    about: 'Allies of the ERG then.',
    why: 'So that later bands cannot be compared to tell on somebody.',
    kept: REMEMBERED,
    seen: NOBODY,
    sensitivity: 'pseudonym',
  },
];
