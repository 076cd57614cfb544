import { v7 as uuidV7 } from 'uuid';
import type { GivenHome } from '../../shared/contract/home.ts';
import type { JournalEntryView } from '../../shared/contract/journal.ts';
import type { PledgeView } from '../../shared/contract/pledges.ts';
import type { SettingsBody } from '../../shared/contract/settings.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import { LESSON_MARKS } from '../../shared/domain/lesson.ts';
import { CADENCES } from '../../shared/domain/pledge.ts';
import { PILLARS } from '../../shared/domain/pillar.ts';
import type { Method } from '../../tab/lib/api-client.ts';
import type { Chance } from '../support/chance.ts';
import { NOTHING, textOf } from './memory.ts';
import type { FromProgram } from './program-messages.ts';
import {
  allyText,
  allyThing,
  answerText,
  answerThing,
  entryThing,
  eventThing,
  lessonThing,
  pledgeText,
  pledgeThing,
  SETTINGS,
} from './things.ts';

/** One thing that a person does in the tab: the request, and what is so once it is done. */
export interface Act {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  /** Things and what they are then. */
  readonly makes: readonly (readonly [thing: string, value: string])[];
}

/** What a person sees before they act. */
export interface View {
  readonly home: GivenHome;
  readonly entries: ReadonlyMap<string, Pick<JournalEntryView, 'revision' | 'words'>>;
  readonly lessonIds: readonly string[];
  readonly organisation: Pick<FromProgram, 'ergs' | 'events'>;
}

/** Makes an act of one kind; undefined where there is nothing of the kind to do. */
type Making = (view: View, chance: Chance) => Act | undefined;

const ENDS_ON = ['2026-08-31', '2026-09-30', '2026-10-31'] as const;

const makePledge: Making = ({ home }, chance) => {
  // One more than may be, so that some are refused.
  if (home.pledges.length > 5) return undefined;
  const id = uuidV7();
  const form = { kind: 'own-words', words: `Let people finish, ${chance.upTo(1000)}.` } as const;
  const [cadence, endsOn] = [chance.one(CADENCES), chance.one(ENDS_ON)];
  return {
    name: 'pledge',
    method: 'POST',
    path: '/api/pledges',
    body: { id, pillar: chance.one(PILLARS), form, source: { kind: 'own' }, cadence, endsOn },
    makes: [[pledgeThing(id), pledgeText({ life: 'active', form, cadence, endsOn })]],
  };
};

function changing(pledge: PledgeView, body: object, after: Partial<PledgeView>): Act {
  return {
    name: 'change',
    method: 'PATCH',
    path: `/api/pledges/${pledge.id}`,
    body: { ...body, revision: pledge.revision },
    makes: [[pledgeThing(pledge.id), pledgeText({ ...pledge, ...after })]],
  };
}

const changePledge: Making = ({ home }, chance) => {
  if (home.pledges.length === 0) return undefined;
  const pledge = chance.one(home.pledges);
  const form = { kind: 'own-words', words: `Ask first, ${chance.upTo(1000)}.` } as const;
  const next = { form, cadence: chance.one(CADENCES), endsOn: chance.one(ENDS_ON) };
  const smaller = { kind: 'own-words', words: `Once, ${chance.upTo(1000)}.` } as const;
  switch (chance.upTo(4)) {
    case 0:
      return pledge.life === 'paused'
        ? changing(pledge, { do: 'resume' }, { life: 'active' })
        : changing(pledge, { do: 'pause' }, { life: 'paused' });
    case 1:
      return changing(pledge, { do: 'make-smaller', form: smaller }, { form: smaller });
    default:
      return changing(pledge, { do: 'edit', ...next }, next);
  }
};

const endPledge: Making = ({ home }, chance) => {
  if (home.pledges.length < 2) return undefined;
  const pledge = chance.one(home.pledges);
  return chance.next() < 0.5
    ? { ...changing(pledge, { do: 'let-go' }, { life: 'let-go' }), name: 'let go' }
    : { ...changing(pledge, { do: 'complete' }, { life: 'completed' }), name: 'complete' };
};

const deletePledge: Making = ({ home }, chance) => {
  if (home.pledges.length < 3) return undefined;
  const { id, revision } = chance.one(home.pledges);
  return {
    name: 'delete',
    method: 'DELETE',
    path: `/api/pledges/${id}?revision=${revision}`,
    makes: [[pledgeThing(id), NOTHING]],
  };
};

const answerQuestion: Making = ({ home }, chance) => {
  const [question] = home.due;
  const open = home.pledges.flatMap(({ recent }) => recent.filter((one) => one.answerOpen));
  const changes = question === undefined || chance.next() < 0.2;
  const seen = changes && open.length > 0 ? chance.one(open) : undefined;
  const about = seen ?? question;
  if (about === undefined) return undefined;
  const { pledgeId, date } = about;
  const answer = chance.one(ANSWERS);
  const note = chance.next() < 0.5 ? '' : `Counted to ${chance.upTo(1000)}.`;
  return {
    name: 'check in',
    method: 'PUT',
    path: `/api/pledges/${pledgeId}/check-ins/${date}`,
    body: { answer, note, revision: seen?.revision ?? null },
    makes: [[answerThing(pledgeId, date), answerText({ answer, note })]],
  };
};

const changeMembership: Making = ({ home, organisation }, chance) => {
  const { id: ergId, joinPolicy } = chance.one(organisation.ergs);
  const revision = home.membershipsRevision;
  const mine = home.memberships.find((own) => own.ergId === ergId);
  const thing = allyThing(ergId);
  const showToAllies = chance.next() < 0.5;
  if (mine === undefined) {
    const state = joinPolicy === 'open' ? 'active' : 'requested';
    return {
      name: 'join',
      method: 'POST',
      path: `/api/ergs/${ergId}/join`,
      body: { revision, showToAllies },
      makes: [[thing, allyText({ state, showToAllies, muted: false })]],
    };
  }
  if (chance.next() < 0.6) {
    return {
      name: 'leave',
      method: 'POST',
      path: `/api/ergs/${ergId}/leave`,
      body: { revision },
      makes: [[thing, NOTHING]],
    };
  }
  const muted = chance.next() < 0.5;
  return {
    name: 'show or mute',
    method: 'PUT',
    path: `/api/ergs/${ergId}/membership`,
    body: { revision, showToAllies, muted },
    makes: [[thing, allyText({ ...mine, showToAllies, muted })]],
  };
};

const answerEvent: Making = ({ home, organisation }, chance) => {
  const { ergId, eventId } = chance.one(organisation.events);
  const going = !home.events.some(({ id }) => id === eventId);
  return {
    name: 'event',
    method: 'PUT',
    path: `/api/ergs/${ergId}/events/${eventId}/rsvp`,
    body: { going, revision: home.rsvpsRevision },
    makes: [[eventThing(eventId), going ? 'going' : NOTHING]],
  };
};

const markLesson: Making = ({ home, lessonIds }, chance) => {
  if (lessonIds.length === 0) return undefined;
  const id = chance.one(lessonIds);
  const mark = chance.one(LESSON_MARKS);
  return {
    name: 'lesson',
    method: 'PUT',
    path: `/api/lessons/${id}/mark`,
    body: { mark, revision: home.learningRevision },
    makes: [[lessonThing(id), mark === 'open' ? NOTHING : mark]],
  };
};

const changeSettings: Making = ({ home }, chance) => {
  const settings: SettingsBody = {
    ...home.settings,
    budget: chance.one([0, 1, 2, 3]),
    day: chance.one([1, 2, 3, 4, 5]),
    time: chance.one(['08:30', '09:00', '14:00']),
    messages: chance.one([{ state: 'on' }, { state: 'paused', until: '2026-06-01' }] as const),
    showWords: chance.next() < 0.5,
  };
  return {
    name: 'settings',
    method: 'PUT',
    path: '/api/settings',
    body: { settings, revision: home.settingsRevision },
    makes: [[SETTINGS, textOf(settings)]],
  };
};

const writeEntry: Making = ({ entries }, chance) => {
  const words = `Today I listened, ${chance.upTo(1000)}.`;
  const [id, entry] =
    chance.next() < 0.4 ? chance.one([...entries, [uuidV7(), undefined] as const]) : [uuidV7()];
  return {
    name: 'journal',
    method: 'PUT',
    path: `/api/journal/${id}`,
    body: { words, revision: entry?.revision ?? 0 },
    makes: [[entryThing(id), words]],
  };
};

const deleteEntry: Making = ({ entries }, chance) => {
  if (entries.size < 2) return undefined;
  const [id, { revision }] = chance.one([...entries]);
  return {
    name: 'journal',
    method: 'DELETE',
    path: `/api/journal/${id}?revision=${revision}`,
    makes: [[entryThing(id), NOTHING]],
  };
};

/** Kinds of acts, each as often as it stands here. */
const KINDS: readonly Making[] = [
  ...[makePledge, makePledge, makePledge, changePledge, changePledge, changePledge],
  ...[endPledge, deletePledge, answerQuestion, answerQuestion, answerQuestion, answerQuestion],
  ...[changeMembership, changeMembership, changeMembership, answerEvent, answerEvent],
  ...[markLesson, markLesson, changeSettings, writeEntry, deleteEntry],
];

/** What somebody who sees this does next; undefined where chance chose what cannot be done now. */
export function nextAct(view: View, chance: Chance): Act | undefined {
  return chance.one(KINDS)(view, chance);
}
