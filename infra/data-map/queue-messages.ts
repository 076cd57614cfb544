import { BellText } from '../../shared/store/bells.ts';
import { JobText as BroadcastJobText } from '../../shared/store/broadcast-jobs.ts';
import { JobText as DirectoryJobText } from '../../shared/store/directory-jobs.ts';
import { JobText as ErasureJobText } from '../../shared/store/erasure-jobs.ts';
import { JobText as FiguresJobText } from '../../shared/store/figures-jobs.ts';
import { JobText as ImportJobText } from '../../shared/store/import-jobs.ts';
import { PackText } from '../../shared/store/packs.ts';
import { NOBODY, type QueueEntry } from './entry.ts';

const UNTIL_DONE = 'Until it is done: seconds, as a rule.';
const NO_PERSON = { about: 'No person.', sensitivity: 'none' } as const;

/** What the messages of every queue hold. */
export const QUEUE_MESSAGES: readonly QueueEntry[] = [
  {
    queue: 'packs',
    schema: PackText,
    holds: 'User ids of those to look at now.',
    about: 'Whoever’s time has come.',
    why: 'To write to them.',
    kept: UNTIL_DONE,
    seen: NOBODY,
    sensitivity: 'personal',
  },
  {
    queue: 'broadcasts',
    schema: BroadcastJobText,
    holds:
      'Ids of messages to many, of news, of ERGs and of events; of a list of those who come, perhaps the user id behind which to go on.',
    about: 'No person, but for that user id.',
    why: 'To send, correct, and follow changed events.',
    kept: UNTIL_DONE,
    seen: NOBODY,
    sensitivity: 'special',
  },
  {
    queue: 'projections',
    schema: BellText,
    holds:
      'Whose change may not have reached its other places, about which ERGs and pairs, and a new name; or which ERG, its names and news.',
    about: 'Whoever changed something.',
    why: 'So that nothing is lost where a program dies.',
    kept: 'Two minutes; a day where somebody left a roster, an event or everything.',
    seen: NOBODY,
    sensitivity: 'special',
  },
  {
    queue: 'imports',
    schema: ImportJobText,
    ...NO_PERSON,
    holds: 'Which import is to be gone on with.',
    why: 'To invite whom organisers import.',
    kept: UNTIL_DONE,
    seen: NOBODY,
  },
  {
    queue: 'figures',
    schema: FiguresJobText,
    ...NO_PERSON,
    holds: 'Which month is to be counted or released.',
    why: 'To make figures.',
    kept: UNTIL_DONE,
    seen: NOBODY,
  },
  {
    queue: 'directory',
    schema: DirectoryJobText,
    ...NO_PERSON,
    holds: 'Which directory is to be gone on with.',
    why: 'To follow the organisation’s directory.',
    kept: UNTIL_DONE,
    seen: NOBODY,
  },
  {
    queue: 'erasures',
    schema: ErasureJobText,
    holds:
      'Of whoever was erased: their id, and where their cards are. Of what is kept no longer: the user id behind which to go on.',
    about: 'Whoever was erased, or agreed.',
    why: 'To blank cards, forget traces and delete what is past.',
    kept: 'Until it is done: minutes; hours where Teams is too busy.',
    seen: NOBODY,
    sensitivity: 'personal',
  },
];
