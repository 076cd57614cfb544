import type { GivenHome, HomeReply } from '../../shared/contract/home.ts';
import type { JournalEntryView, JournalReply } from '../../shared/contract/journal.ts';
import type { LearntReply, LessonsReply } from '../../shared/contract/learn.ts';
import type { ErgReply } from '../../shared/contract/ergs.ts';
import type { CheckInsReply, PastPledgesReply } from '../../shared/contract/pledges.ts';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import type { Chance } from '../support/chance.ts';
import { type Act, nextAct } from './acts.ts';
import { createMemory, type Differences, NOTHING, textOf } from './memory.ts';
import type { FromProgram } from './program-messages.ts';
import type { Reply, TabSession } from './tab-session.ts';
import {
  CONSENT,
  contradictions,
  type Everything,
  SETTINGS,
  thingsOf,
  thingsOfHome,
} from './things.ts';

/** What came of the acts of all people, by what they are called. */
export interface ActCounts {
  readonly acknowledged: Map<string, number>;
  readonly refused: Map<string, number>;
  readonly unanswered: Map<string, number>;
}

export function noActs(): ActCounts {
  return { acknowledged: new Map(), refused: new Map(), unanswered: new Map() };
}

/** Somebody who uses the tab. */
export interface SimulatedPerson {
  /** Does things, one after the other, until it is time to stop. */
  live(): Promise<void>;
  /** Opens home; false where it does not come. */
  comeBack(): Promise<boolean>;
  /** What is wrong with what is there now, by all that the API tells. */
  lookBack(): Promise<Differences>;
}

/** What a person needs. */
export interface PersonParts {
  readonly tab: TabSession;
  readonly chance: Chance;
  readonly organisation: Pick<FromProgram, 'ergs' | 'events'>;
  readonly counts: ActCounts;
  /** Between two acts. */
  readonly pause: (chance: Chance) => Promise<void>;
  /** Whether it is time to stop, for somebody who did so many acts. */
  readonly isOver: (done: number) => boolean;
}

/** How often an act is tapped again where the tab could not do it: at most, and how likely each time. */
const MOST_TAPS = 2;
const TAPS_AGAIN = 0.5;

const LESSONS_IN_HAND = 6;

/** Somebody new to Alongside. */
export function createPerson(parts: PersonParts): SimulatedPerson {
  const { tab, chance, organisation, counts } = parts;
  const memory = createMemory();
  const found: { lost: string[]; halfDone: string[] } = { lost: [], halfDone: [] };
  const entries = new Map<string, Pick<JournalEntryView, 'revision' | 'words'>>();
  let lessonIds: readonly string[] = [];
  let home: GivenHome | undefined;
  let done = 0;

  function note(counted: Map<string, number>, name: string): void {
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }

  async function perform(act: Act): Promise<Reply<unknown>> {
    done += 1;
    for (const [thing, value] of act.makes) memory.asked(thing, value);
    let reply: Reply<unknown>;
    let taps = 0;
    do {
      reply = await tab.save(act.method, act.path, act.body);
      taps += 1;
    } while (reply.kind === 'unanswered' && taps < MOST_TAPS && chance.next() < TAPS_AGAIN);
    if (reply.kind === 'done') {
      for (const [thing, value] of act.makes) memory.acknowledged(thing, value);
      note(counts.acknowledged, act.name);
    } else note(reply.kind === 'refused' ? counts.refused : counts.unanswered, act.name);
    return reply;
  }

  /** What home says is compared with what was acknowledged, each time. */
  async function openHome(): Promise<boolean> {
    const reply = await tab.read<HomeReply>('/api/home');
    if (reply.kind !== 'done') return false;
    if (reply.body.consent === 'none') {
      if (!memory.valuesOf(CONSENT).includes(NOTHING)) found.lost.push('the consent is not there');
      return true;
    }
    if (home === undefined) memory.acknowledged(SETTINGS, textOf(reply.body.settings));
    home = reply.body;
    const there = thingsOfHome(home);
    // Pledges that are not in hand have ended, which home does not show.
    const { lost, halfDone } = memory.compare(
      there,
      (thing) => there.has(thing) || /^(?:consent|ally|event)/.test(thing),
    );
    found.lost.push(...lost);
    found.halfDone.push(...halfDone);
    return true;
  }

  async function readPages(): Promise<void> {
    const { id } = chance.one(organisation.ergs);
    const lesson = lessonIds.length === 0 ? '/api/learnt' : `/api/lessons/${chance.one(lessonIds)}`;
    const pages = [
      '/api/ergs',
      `/api/ergs/${id}`,
      lesson,
      '/api/pledges/past',
      '/api/buddies',
      '/api/year',
    ];
    await tab.read(chance.one(pages));
  }

  async function agree(): Promise<void> {
    const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };
    const act: Act = {
      name: 'agree',
      method: 'POST',
      path: '/api/consent',
      body: { version: CONSENT_VERSION, rhythm },
      makes: [[CONSENT, 'given']],
    };
    await perform(act);
  }

  async function readLessons(): Promise<void> {
    const reply = await tab.read<LessonsReply>('/api/lessons');
    if (reply.kind !== 'done') return;
    lessonIds = reply.body.lessons.slice(0, LESSONS_IN_HAND).map(({ id }) => id);
  }

  function takeEntry(act: Act, reply: Reply<unknown>): void {
    const id = /^\/api\/journal\/([0-9a-f-]{36})/.exec(act.path)?.[1];
    if (id === undefined || reply.kind !== 'done') return;
    if (act.method === 'DELETE') entries.delete(id);
    else entries.set(id, reply.body as JournalEntryView);
  }

  async function doNext(): Promise<void> {
    if (home === undefined) {
      await openHome();
      if (home === undefined) await agree();
      return;
    }
    if (lessonIds.length === 0) await readLessons();
    // Now and then somebody acts on what they saw a while ago.
    if (chance.next() < 0.8) await openHome();
    if (chance.next() < 0.2) return readPages();
    const act = nextAct({ home, entries, lessonIds, organisation }, chance);
    if (act === undefined) return;
    const reply = await perform(act);
    takeEntry(act, reply);
    // As the tab does: what was changed elsewhere is fetched.
    if (reply.kind === 'refused') await openHome();
  }

  return {
    async live() {
      while (!parts.isOver(done)) {
        await doNext();
        await parts.pause(chance);
      }
    },
    comeBack: openHome,
    async lookBack() {
      const all = await readEverything(tab, organisation);
      if (all === undefined) {
        const { lost, halfDone } = memory.compare(new Map());
        return { lost: [...found.lost, ...lost], halfDone: [...found.halfDone, ...halfDone] };
      }
      const gone = memory.compare(thingsOf(all), withoutAnswersOfDeleted(all));
      return {
        lost: [...found.lost, ...gone.lost],
        halfDone: [...found.halfDone, ...gone.halfDone, ...contradictions(all)],
      };
    },
  };
}

/** Every thing but the answers to pledges that were deleted: these go with their pledge. */
function withoutAnswersOfDeleted({ home, past }: Everything): (thing: string) => boolean {
  const known = new Set([...home.pledges, ...past].map(({ id }) => id));
  return (thing) => {
    const pledgeId = /^answer (\S+) /.exec(thing)?.[1];
    return pledgeId === undefined || known.has(pledgeId);
  };
}

/** All of a person by the API; undefined of somebody who did not agree. Throws where something does not come. */
async function readEverything(
  tab: TabSession,
  organisation: PersonParts['organisation'],
): Promise<Everything | undefined> {
  const read = async <Body>(path: string): Promise<Body> => {
    const reply = await tab.read<Body>(path);
    if (reply.kind !== 'done') throw new Error(`${path} does not come: ${textOf(reply)}`);
    return reply.body;
  };
  const everyPage = async <Page extends { readonly continuation?: string | undefined }>(
    path: string,
  ): Promise<readonly Page[]> => {
    const pages: Page[] = [];
    let on = '';
    do {
      const page = await read<Page>(`${path}${on}`);
      pages.push(page);
      on =
        page.continuation === undefined
          ? ''
          : `?continuation=${encodeURIComponent(page.continuation)}`;
    } while (on !== '');
    return pages;
  };
  const home = await read<HomeReply>('/api/home');
  if (home.consent !== 'given') return undefined;
  const past = (await everyPage<PastPledgesReply>('/api/pledges/past')).flatMap(
    ({ pledges }) => pledges,
  );
  const answers: CheckInsReply['checkIns'] = [];
  for (const { id } of [...home.pledges, ...past]) {
    const pages = await everyPage<CheckInsReply>(`/api/pledges/${id}/check-ins`);
    answers.push(...pages.flatMap(({ checkIns }) => checkIns));
  }
  const ergs: ErgReply[] = [];
  for (const { id } of organisation.ergs) ergs.push(await read<ErgReply>(`/api/ergs/${id}`));
  return {
    home,
    past,
    answers,
    ergs,
    lessons: (await read<LessonsReply>('/api/lessons')).lessons,
    learnt: (await everyPage<LearntReply>('/api/learnt')).flatMap(({ lessons }) => lessons),
    entries: (await everyPage<JournalReply>('/api/journal')).flatMap((page) => page.entries),
    rows: (await read<{ rows: readonly { row: string }[] }>('/api/me/export')).rows.map(
      ({ row }) => row,
    ),
  };
}
