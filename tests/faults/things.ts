import type { GivenHome } from '../../shared/contract/home.ts';
import type { JournalReply } from '../../shared/contract/journal.ts';
import type { LearntReply, LessonsReply } from '../../shared/contract/learn.ts';
import type {
  CheckInsReply,
  CheckInView,
  PastPledgesReply,
  PledgeView,
} from '../../shared/contract/pledges.ts';
import type { ErgReply, MembershipView } from '../../shared/contract/ergs.ts';
import { textOf } from './memory.ts';

// What a person has, as things of their memory: how each is called, and what it is as a text.

export const CONSENT = 'consent';
export const SETTINGS = 'settings';
export const pledgeThing = (id: string) => `pledge ${id}`;
export const answerThing = (pledgeId: string, date: string) => `answer ${pledgeId} ${date}`;
export const allyThing = (ergId: string) => `ally of ${ergId}`;
export const eventThing = (eventId: string) => `event ${eventId}`;
export const lessonThing = (lessonId: string) => `lesson ${lessonId}`;
export const entryThing = (id: string) => `entry ${id}`;

/** All of a pledge that a person decides. */
export function pledgeText({
  life,
  form,
  cadence,
  endsOn,
}: Pick<PledgeView, 'life' | 'form' | 'cadence' | 'endsOn'>): string {
  return textOf({ life, form, cadence, endsOn });
}

/** An answer with its note. */
export function answerText({
  answer,
  note = '',
}: Pick<CheckInView, 'answer'> & { readonly note?: string | undefined }): string {
  return textOf({ answer, note });
}

/** What somebody is to an ERG. */
export function allyText({
  state,
  showToAllies,
  muted,
}: Pick<MembershipView, 'muted' | 'showToAllies' | 'state'>): string {
  return textOf({ state, showToAllies, muted });
}

/** The things that home shows; past pledges are not among them. */
export function thingsOfHome(home: GivenHome): Map<string, string> {
  return new Map([
    [CONSENT, 'given'],
    [SETTINGS, textOf(home.settings)],
    ...home.pledges.map((pledge) => [pledgeThing(pledge.id), pledgeText(pledge)] as const),
    ...home.memberships.map((own) => [allyThing(own.ergId), allyText(own)] as const),
    ...home.events.map(({ id }) => [eventThing(id), 'going'] as const),
  ]);
}

/** Everything of a person, as the API tells it at rest. */
export interface Everything {
  readonly home: GivenHome;
  readonly past: PastPledgesReply['pledges'];
  readonly answers: CheckInsReply['checkIns'];
  readonly lessons: LessonsReply['lessons'];
  readonly learnt: LearntReply['lessons'];
  readonly entries: JournalReply['entries'];
  readonly ergs: readonly ErgReply[];
  /** Row keys of the export. */
  readonly rows: readonly string[];
}

/** The things of all that. */
export function thingsOf(all: Everything): Map<string, string> {
  return new Map([
    ...thingsOfHome(all.home),
    ...all.past.map((pledge) => [pledgeThing(pledge.id), pledgeText(pledge)] as const),
    ...all.answers.map((one) => [answerThing(one.pledgeId, one.date), answerText(one)] as const),
    ...all.lessons.flatMap(({ id, standing }) =>
      standing.state === 'open' ? [] : [[lessonThing(id), standing.state] as const],
    ),
    ...all.entries.map(({ id, words }) => [entryThing(id), words] as const),
  ]);
}

/** Where two places that say the same thing do not say the same: something was done by half. */
export function contradictions(all: Everything): readonly string[] {
  const { home, past, answers, lessons, learnt, entries, ergs, rows } = all;
  const pledges = [...home.pledges, ...past];
  const done = lessons.filter(({ standing }) => standing.state === 'done').map(({ id }) => id);
  const recent = home.pledges.flatMap((pledge) => pledge.recent);
  const listed = new Map(answers.map((one) => [answerThing(one.pledgeId, one.date), one]));
  const known = new Set(pledges.map(({ id }) => id));
  const ofNoPledge = rows.flatMap((row) => {
    const id = /^p_checkin_([0-9a-f-]{36})_/.exec(row)?.[1];
    return id === undefined || known.has(id) ? [] : [`an answer to ${id}, and no such pledge`];
  });
  return [
    ...twice(pledges.map(({ id }) => `pledge ${id}`)),
    ...twice(answers.map(({ pledgeId, date }) => answerThing(pledgeId, date))),
    ...twice(learnt.map(({ id }) => `learnt ${id}`)),
    ...twice(entries.map(({ id }) => entryThing(id))),
    ...inOneAlone(
      'learnt',
      done,
      learnt.map(({ id }) => id),
    ),
    ...recent.flatMap((one) => {
      const thing = answerThing(one.pledgeId, one.date);
      const other = listed.get(thing);
      return other !== undefined && answerText(other) === answerText(one)
        ? []
        : [`${thing} is not the same beside its pledge and in the list`];
    }),
    ...ofNoPledge,
    ...ergs.flatMap(({ erg, membership }) => {
      const own = home.memberships.find(({ ergId }) => ergId === erg.id);
      return textOf(own ?? null) === textOf(membership ?? null)
        ? []
        : [`home and the page of ${erg.id} do not say the same`];
    }),
    ...rows.filter((row) => row.startsWith('c_outbox_')).map((row) => `${row} waits still`),
  ];
}

function twice(names: readonly string[]): readonly string[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `${name} is there twice`);
}

function inOneAlone(
  what: string,
  one: readonly string[],
  other: readonly string[],
): readonly string[] {
  return [
    ...one.filter((id) => !other.includes(id)),
    ...other.filter((id) => !one.includes(id)),
  ].map((id) => `${what}: ${id} is in one list alone`);
}
