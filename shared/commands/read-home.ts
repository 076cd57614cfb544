import { type ErgEvent, isShown } from '../domain/erg-content.ts';
import { isKnownByInvitationAlone } from '../domain/invitation.ts';
import { newPerson } from '../domain/new-person.ts';
import type { News } from '../domain/news.ts';
import type { Person } from '../domain/person.ts';
import type { MessageBudget } from '../domain/settings.ts';
import type { Rsvp } from '../domain/rsvp.ts';
import type { ErgDirectoryLine } from '../store/erg-rows.ts';
import type { MomentLine } from '../store/news-rows.ts';
import type { Asker } from './change-person.ts';
import { comeBack, isMissed } from './come-back.ts';
import type { CommandDeps } from './deps.ts';
import { lessonsForPerson, type LessonToTakeUp } from './lessons-for-person.ts';
import { projectStaleOutbox } from './project-outbox.ts';
import { readPublishedNews } from './read-news.ts';
import { takeName } from './take-name.ts';

/** What home shows: the person, and the ERGs by id as they were published at most a minute ago. */
export interface Home {
  readonly person: Person;
  readonly ergs: ReadonlyMap<string, ErgDirectoryLine>;
  readonly events: readonly MyEvent[];
  /** How many messages a week the organisation's admins propose to whoever agrees. */
  readonly proposedBudget: MessageBudget;
}

/** A coming event that the person said yes to, with the name of its ERG where that is known. */
export interface MyEvent {
  readonly rsvp: Rsvp;
  readonly event: ErgEvent;
  readonly ergName: string | undefined;
}

/** What is told on Home besides, as it was published at most a minute ago. */
export interface HomeNews {
  /** For everybody, those that are held back for a moment among them. */
  readonly moments: readonly MomentLine[];
  /** What stands of the ERGs of which the person is an ally and that they did not mute, the newest first. */
  readonly news: readonly { readonly ergId: string; readonly news: News }[];
  /** The lessons that there are for the person, in their language. */
  readonly lessons: readonly LessonToTakeUp[];
}

/** Reads what is told on Home to this person, from the replica's caches: the moments came with the directory. */
export async function readHomeNews(
  deps: CommandDeps,
  person: Person,
  language: string,
): Promise<HomeNews> {
  const { tenantId } = person.key;
  const ergIds = person.memberships
    .filter(({ state, muted }) => state === 'active' && !muted)
    .map(({ ergId }) => ergId);
  const [moments, lessons, ...news] = await Promise.all([
    deps.publishedMoments.get(tenantId),
    lessonsForPerson(deps, person, language),
    ...ergIds.map(async (ergId) => ({
      ergId,
      news: await readPublishedNews(deps, tenantId, ergId),
    })),
  ]);
  return {
    moments,
    lessons,
    news: news
      .flatMap(({ ergId, news: ofErg }) =>
        ofErg
          .filter(({ content }) => content.kind === 'announcement')
          .map((one) => ({ ergId, news: one })),
      )
      .toSorted((one, other) => (one.news.id < other.news.id ? 1 : -1)),
  };
}

/**
 * Reads home: one query, with the directory of ERGs and their events from the replica's cache. Writes nothing, but that
 * somebody who had fallen silent is there again, or goes by another name.
 */
export async function readHome(deps: CommandDeps, asker: Asker): Promise<Home> {
  const [loaded, lines] = await Promise.all([
    deps.people.load(asker.key),
    deps.publishedErgs.get(asker.key.tenantId),
  ]);
  const known = loaded?.person.profile.life === 'living' ? loaded.person : undefined;
  if (known !== undefined) projectStaleOutbox(deps, known);
  if (known !== undefined && isMissed(known)) {
    deps.inBackground(async () => void (await comeBack(deps, asker)));
  }
  // Where only invitations are kept, nothing is kept of who is asking.
  const isNew = known === undefined || isKnownByInvitationAlone(known);
  const person = isNew ? { ...newPerson(asker), invitations: known?.invitations ?? [] } : known;
  if (!isNew && isCalledElse(asker, known)) {
    deps.inBackground(() => takeName(deps, asker));
  }
  return {
    person,
    ergs: new Map(lines.map((line) => [line.id, line])),
    events: known === undefined ? [] : await myEvents(deps, known),
    proposedBudget: isNew
      ? (await deps.publishedEntry.get(asker.key.tenantId)).budget
      : person.profile.settings.budget,
  };
}

/**
 * The coming events that a person said yes to and that take place, as their ERGs published them at most a minute ago:
 * no request where that is known here.
 */
export async function myEvents(
  deps: Pick<CommandDeps, 'publishedErgs' | 'publishedContent' | 'clock'>,
  { key: { tenantId }, rsvps }: Person,
): Promise<readonly MyEvent[]> {
  if (rsvps.length === 0) return [];
  const now = deps.clock.now();
  const lines = await deps.publishedErgs.get(tenantId);
  const read = rsvps.map(async (rsvp) => {
    const erg = lines.find(({ id }) => id === rsvp.ergId);
    if (erg?.state === 'archived') return [];
    const items = await deps.publishedContent.get(tenantId, rsvp.ergId);
    const event = items.find((item) => item.kind === 'event' && item.id === rsvp.eventId);
    if (event?.kind !== 'event' || !isShown(event, now)) return [];
    return [{ rsvp, event, ergName: erg?.name }];
  });
  return (await Promise.all(read)).flat();
}

function isCalledElse(
  asker: Asker,
  { profile }: Person,
): asker is Asker & { readonly name: string } {
  return asker.name !== undefined && asker.name !== '' && asker.name !== profile.name;
}
