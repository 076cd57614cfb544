import { describe, expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import {
  askAdminToPublish,
  confirmNews,
  correctNews,
  createNews,
  prepareNews,
  resumeNews,
  retireNews,
  stopNews,
  withdrawNews,
} from '../../../shared/commands/run-news.ts';
import { HOLD_MINUTES } from '../../../shared/domain/broadcast.ts';
import { isPublished, type News } from '../../../shared/domain/news.ts';
import { refused } from '../../../shared/domain/result.ts';
import { aMoment, anAnnouncement, personId, there } from '../../support/broadcasts.ts';
import { anErg, ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import { ASK, ASK_AS_ADMIN, NEWS_ID, withDraft } from '../../support/news.ts';
import { valueOf } from '../../support/outcomes.ts';
import { anybody, aWorld, storePeople, unlessKilled, work, workFor } from './broadcast-world.ts';

const PEOPLE = 3;

/** A world with an organiser's draft of a moment, and people who agreed. */
async function aWorldWithDraft() {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, anybody(PEOPLE));
  await withDraft(deps, { people: PEOPLE });
  return { world, deps };
}

async function newsOf(deps: TestDeps): Promise<News> {
  return there(await deps.news.load(TENANT_ID, ERG_ID, NEWS_ID)).news;
}

/** Presses *Prepare*, lets a worker freeze, and gives the revision that the page shows with the number. */
async function prepared(deps: TestDeps): Promise<number> {
  const { revision } = valueOf(await prepareNews(deps, ASK, (await newsOf(deps)).revision));
  await work(deps);
  return revision;
}

async function confirmed(deps: TestDeps): Promise<News> {
  return valueOf(await confirmNews(deps, ASK, await prepared(deps)));
}

/** The titles of the moments that stand on everybody's Home, as a program knows it that just started. */
async function onHome(deps: TestDeps): Promise<readonly string[]> {
  const { moments } = await deps.ergs.readPublished(TENANT_ID);
  return moments
    .filter(({ sendFrom, until }) => sendFrom <= deps.clock.now() && deps.clock.now() < until)
    .map(({ content }) => content.title);
}

async function actsOf(deps: TestDeps): Promise<readonly string[]> {
  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_${ERG_ID}`, {});
  return rows.map(({ cells }) => String(cells['act'])).toSorted();
}

function afterHold(deps: TestDeps): void {
  deps.clock.advanceMs(HOLD_MINUTES * 60_000);
}

describe('a moment', () => {
  test('is prepared, sent to the number that was shown, held, told, and corrected on the cards that people have', async () => {
    const { world, deps } = await aWorldWithDraft();
    const revision = await prepared(deps);
    const { life } = await newsOf(deps);
    if (life.state !== 'preparing') throw new Error('not preparing');
    const head = there(await deps.broadcasts.readHead(TENANT_ID, life.broadcastId));
    expect(head).toMatchObject({ state: 'frozen', recipients: PEOPLE });
    expect(world.teams.requests).toEqual([]);

    const sent = valueOf(await confirmNews(deps, ASK, revision));
    expect(sent.life).toMatchObject({ state: 'sending', recipients: PEOPLE });
    await work(deps);
    expect(world.teams.requests).toEqual([]);
    expect(await onHome(deps)).toEqual([]);

    afterHold(deps);
    await work(deps);
    expect(world.teams.receivers()).toEqual([personId(0), personId(1), personId(2)]);
    expect(await onHome(deps)).toEqual(['After the floods']);

    const content = aMoment({ title: 'After the storm' });
    valueOf(await correctNews(deps, ASK, { content, seen: sent.revision }));
    deps.clock.advanceMs(10_000);
    await work(deps);
    expect(world.teams.updates).toHaveLength(PEOPLE);
    for (let n = 0; n < PEOPLE; n += 1) {
      const [card = ''] = world.teams.cardsOf(personId(n));
      expect(card).toContain('After the storm');
      expect(card).not.toContain('After the floods');
    }
    expect(await onHome(deps)).toEqual(['After the storm']);
    expect(await actsOf(deps)).toEqual([
      'erg.created',
      'moment.corrected',
      'moment.drafted',
      'moment.prepared',
      'moment.sent',
    ]);
  });

  test('that is stopped in its hold is told to nobody and stands nowhere, and is held anew when it goes on', async () => {
    const { world, deps } = await aWorldWithDraft();
    await confirmed(deps);
    deps.clock.advanceMs(HOLD_MINUTES * 60_000 - 1000);
    const stopped = valueOf(await stopNews(deps, ASK));
    expect(stopped.life).toMatchObject({ state: 'stopped', inHold: true });
    await workFor(deps, 20);
    expect(world.teams.requests).toEqual([]);
    expect(await onHome(deps)).toEqual([]);

    valueOf(await resumeNews(deps, ASK, stopped.revision));
    deps.clock.advanceMs(HOLD_MINUTES * 60_000 - 1000);
    await work(deps);
    expect(world.teams.requests).toEqual([]);
    deps.clock.advanceMs(1000);
    await workFor(deps, 2);
    expect(world.teams.requests).toHaveLength(PEOPLE);
    expect(await onHome(deps)).toEqual(['After the floods']);
  });

  test('that is stopped after its hold stays where it stands until it is retired', async () => {
    const { deps } = await aWorldWithDraft();
    await confirmed(deps);
    afterHold(deps);
    valueOf(await stopNews(deps, ASK));
    expect(await onHome(deps)).toEqual(['After the floods']);

    valueOf(await retireNews(deps, ASK));
    expect(await onHome(deps)).toEqual([]);
    expect(isPublished(await newsOf(deps), deps.clock.now())).toBe(false);
  });

  test('that an admin withdraws is told to nobody more, stands nowhere, and its words go from every card', async () => {
    const { world, deps } = await aWorldWithDraft();
    await confirmed(deps);
    afterHold(deps);
    await work(deps);
    const { revision } = await newsOf(deps);
    valueOf(await withdrawNews(deps, ASK_AS_ADMIN, revision));
    expect(await onHome(deps)).toEqual([]);

    deps.clock.advanceMs(10_000);
    await work(deps);
    for (let n = 0; n < PEOPLE; n += 1) {
      const [card = ''] = world.teams.cardsOf(personId(n));
      expect(card).toContain('This was taken back');
      expect(card).not.toContain('After the floods');
    }
    expect(await correctNews(deps, ASK, { content: aMoment({ title: 'No' }), seen: 9 })).toEqual(
      refused('over'),
    );
    expect(await actsOf(deps)).toContain('moment.withdrawn');
  });

  test('is not sent by somebody who is no organiser any more, nor with another number than was shown', async () => {
    const { world, deps } = await aWorldWithDraft();
    const revision = await prepared(deps);
    const stranger = { ...ASK, actor: { userId: USER_ID, as: 'organiser' } } as const;
    expect(await confirmNews(deps, stranger, revision)).toEqual(refused('not-allowed'));
    expect(await confirmNews(deps, ASK_AS_ADMIN, revision)).toEqual(refused('not-asked'));
    expect(await confirmNews(deps, ASK, revision - 1)).toEqual(refused('changed-meanwhile'));
    await workFor(deps, 10);
    expect(world.teams.requests).toEqual([]);
  });

  test('that nobody confirms within the hour is prepared again, and what was frozen is deleted', async () => {
    const { deps } = await aWorldWithDraft();
    const revision = await prepared(deps);
    deps.clock.advanceMs(60 * 60_000);
    expect(await confirmNews(deps, ASK, revision)).toEqual(refused('prepare-again'));
    await workFor(deps, 10);
    const { life } = await newsOf(deps);
    if (life.state !== 'preparing') throw new Error('not preparing');
    expect(await deps.broadcasts.readHead(TENANT_ID, life.broadcastId)).toBeUndefined();

    await confirmed(deps);
    afterHold(deps);
    await work(deps);
    expect(await onHome(deps)).toEqual(['After the floods']);
    // What was confirmed is not taken for what nobody wanted.
    await workFor(deps, 70);
    const sent = await newsOf(deps);
    if (sent.life.state !== 'sending') throw new Error('not sending');
    expect(await deps.broadcasts.readHead(TENANT_ID, sent.life.broadcastId)).toBeDefined();
  });

  test('that organisers ask an admin to publish is theirs to prepare and to send', async () => {
    const { deps, world } = await aWorldWithDraft();
    const asked = valueOf(await askAdminToPublish(deps, ASK, 1));
    expect(await deps.newsLines.listAsked(TENANT_ID)).toMatchObject([{ id: NEWS_ID }]);
    expect(await prepareNews(deps, ASK, asked.revision)).toEqual(refused('not-asked'));

    const { revision } = valueOf(await prepareNews(deps, ASK_AS_ADMIN, asked.revision));
    await work(deps);
    valueOf(await confirmNews(deps, ASK_AS_ADMIN, revision));
    expect(await deps.newsLines.listAsked(TENANT_ID)).toEqual([]);
    afterHold(deps);
    await work(deps);
    expect(world.teams.requests).toHaveLength(PEOPLE);
  });

  test('is not sent twice by two who confirm at once', async () => {
    const { deps, world } = await aWorldWithDraft();
    const revision = await prepared(deps);
    const both = await Promise.all([
      confirmNews(deps, ASK, revision),
      confirmNews(deps, ASK, revision),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    afterHold(deps);
    await workFor(deps, 3);
    expect(world.teams.requests).toHaveLength(PEOPLE);
    expect((await actsOf(deps)).filter((act) => act === 'moment.sent')).toHaveLength(1);
  });
});

test('an announcement goes to the allies of its ERG alone, and not to who left before it was told', async () => {
  const world = aWorld();
  const deps = world.program();
  await createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg: anErg() });
  await storePeople(deps, anybody(4));
  for (const n of [0, 1, 2]) {
    const key = { tenantId: TENANT_ID, userId: personId(n) };
    const joined = await joinErg(deps, { key }, ERG_ID, { seen: 10, showToAllies: false });
    expect(joined).toMatchObject({ ok: true });
  }
  valueOf(await createNews(deps, ASK, { content: anAnnouncement(), days: 14 }));
  // Announcements come on the person's own day: Tuesday from nine.
  deps.clock.set('2026-03-03T09:30:00.000Z');
  const sent = await confirmed(deps);
  expect(sent.life).toMatchObject({ recipients: 3 });
  const leaver = { key: { tenantId: TENANT_ID, userId: personId(2) } };
  const { membershipsRevision } = there(await deps.people.load(leaver.key)).person.profile;
  expect(await leaveErg(deps, leaver, ERG_ID, membershipsRevision)).toMatchObject({ ok: true });
  afterHold(deps);
  await workFor(deps, 40);
  expect(world.teams.receivers()).toEqual([personId(0), personId(1)]);
  expect(await onHome(deps)).toEqual([]);
});

/** Everything from the draft to the correction, by programs that die and are asked again. */
const STEPS: Readonly<Record<string, (deps: TestDeps) => Promise<unknown>>> = {
  prepare: async (deps) => prepareNews(deps, ASK, (await newsOf(deps)).revision),
  freeze: work,
  confirm: async (deps) => confirmNews(deps, ASK, (await newsOf(deps)).revision),
  tell: (deps) => workFor(deps, HOLD_MINUTES + 2),
  correct: async (deps) =>
    correctNews(deps, ASK, {
      content: aMoment({ title: 'After the storm' }),
      seen: (await newsOf(deps)).revision,
    }),
  carry: (deps) => workFor(deps, 3),
};

describe('a program that dies at any step', () => {
  test.each(Object.keys(STEPS))(
    'of %s leaves nothing that the bell and the next do not carry on',
    async (dying) => {
      for (let n = 1; ; n += 1) {
        const { world } = await aWorldWithDraft();
        let survived = true;
        for (const [name, step] of Object.entries(STEPS)) {
          if (name === dying) {
            world.dieAtStep(n);
            await unlessKilled(step(world.program()));
            survived = world.startAgain();
            // Whoever comes next hears the bell and works on; the person presses once more.
            const next = world.program();
            world.clock.advanceMs(3 * 60_000);
            await hearBells(next);
            await workFor(next, 2);
          }
          await step(world.program());
        }
        const last = world.program();
        world.clock.advanceMs(3 * 60_000);
        await hearBells(last);
        await workFor(last, 3);
        const what = `${dying}, step ${n}`;
        expect(await onHome(last), what).toEqual(['After the storm']);
        for (let who = 0; who < PEOPLE; who += 1) {
          const cards = world.teams.cardsOf(personId(who));
          expect(cards.length, what).toBeGreaterThan(0);
          expect(cards.at(-1), what).toContain('After the storm');
          // What was in flight when it died may be there twice; nothing else.
          if (dying !== 'tell') expect(cards, what).toHaveLength(1);
        }
        if (survived) return;
      }
    },
    60_000,
  );

  test('of stopping in the hold tells nobody, and stopping once more ends it', async () => {
    for (let n = 1; ; n += 1) {
      const { world, deps } = await aWorldWithDraft();
      await confirmed(deps);
      world.clock.advanceMs(60_000);
      world.dieAtStep(n);
      await unlessKilled(stopNews(world.program(), ASK));
      const survived = world.startAgain();
      const next = world.program();
      // Death before the first write stops nothing: the person sees that it failed, and presses again in time.
      valueOf(await stopNews(next, ASK));
      await hearBells(next);
      await workFor(next, 30);
      await hearBells(next);
      expect(world.teams.requests, `step ${n}`).toEqual([]);
      expect(await onHome(next)).toEqual([]);
      if (survived) return;
    }
  });

  test('between confirming and Home leaves the bell, which carries both on', async () => {
    const { world, deps } = await aWorldWithDraft();
    const revision = await prepared(deps);
    for (let n = 1; ; n += 1) {
      world.dieAtStep(n);
      await unlessKilled(confirmNews(world.program(), ASK, revision));
      world.startAgain();
      const { life } = await newsOf(world.program());
      if (life.state === 'sending') break;
    }
    const next = world.program();
    world.clock.advanceMs(3 * 60_000);
    await hearBells(next);
    await workFor(next, HOLD_MINUTES);
    expect(await onHome(next)).toEqual(['After the floods']);
    expect(world.teams.requests).toHaveLength(PEOPLE);
  });
});
