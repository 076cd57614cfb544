import { describe, expect, test } from 'vitest';
import { answerRequests } from '../../../shared/commands/answer-requests.ts';
import { appointOrganiser, removeOrganiser } from '../../../shared/commands/change-organisers.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { undoActs } from '../../../shared/commands/undo-acts.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { personId, personIds, there } from '../../support/broadcasts.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import { aWorld, storePeople, unlessKilled, work, workFor } from './broadcast-world.ts';

const WAIT = 'Requests to join wait for you: 1.';
const DEALT_WITH = 'Dealt with: no request waits.';

/** An ERG that one asks to join, run by the first two of so many people. */
async function askedWorld(people = 3) {
  const world = aWorld();
  const deps = world.program();
  const organisers = [0, 1].map((n) => anOrganiser({ userId: personId(n) }));
  await deps.ergs.create(TENANT_ID, anErg({ organisers, joinPolicy: 'on-request' }), 0);
  await storePeople(
    deps,
    Array.from({ length: people }, () => ({})),
  );
  return { ...world, deps };
}

async function ask(deps: TestDeps, n = 2): Promise<unknown> {
  const key = { tenantId: TENANT_ID, userId: personId(n) };
  const { profile } = there(await deps.people.load(key)).person;
  const seen = profile.membershipsRevision;
  return joinErg(deps, { key }, ERG_ID, { seen, showToAllies: false });
}

async function takeBack(deps: TestDeps, n = 2): Promise<unknown> {
  const key = { tenantId: TENANT_ID, userId: personId(n) };
  const { profile } = there(await deps.people.load(key)).person;
  return leaveErg(deps, { key }, ERG_ID, profile.membershipsRevision);
}

async function ringOn(deps: TestDeps): Promise<void> {
  deps.clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
}

describe('a request to join', () => {
  test('is told to the organisers, and when it is taken back their cards say that none waits', async () => {
    const { deps, teams } = await askedWorld();
    await ask(deps);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual(personIds(2));
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining(WAIT)]);
    await takeBack(deps);
    await work(deps);
    for (const userId of personIds(2)) {
      expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(DEALT_WITH)]);
    }
  });

  test('of many at once is one card, which names nobody', async () => {
    const { deps, teams } = await askedWorld(12);
    await Promise.all(Array.from({ length: 10 }, (_, n) => ask(deps, n + 2)));
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual(personIds(2));
    const [card] = teams.cardsOf(personId(0));
    expect(card).toContain('Requests to join wait for you: 10.');
    expect(card).not.toMatch(/Robin/);
  });

  test('is told to whoever runs the ERG by then', async () => {
    const { deps, teams } = await askedWorld();
    await ask(deps);
    await work(deps);
    const after = {
      userId: personId(2),
      name: 'Cy Example',
      mail: 'cy@example.org',
      place: 'Leeds',
      reports: 0,
    };
    await deps.directory.apply(TENANT_ID, [{ after }]);
    const asked = { tenantId: TENANT_ID, ergId: ERG_ID } as const;
    const actor = { userId: personId(0), as: 'organiser' } as const;
    expect(await appointOrganiser(deps, { ...asked, actor }, personId(2))).toMatchObject({
      ok: true,
    });
    expect(await removeOrganiser(deps, { ...asked, actor }, personId(0))).toMatchObject({
      ok: true,
    });
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual([personId(1), personId(2)]);
  });
});

describe('an answer of one organiser', () => {
  async function answered(answer: 'approve' | 'decline') {
    const world = await askedWorld();
    const { deps } = world;
    await ask(deps);
    await workFor(deps, 10);
    const loaded = there(await deps.ergs.load(TENANT_ID, ERG_ID));
    const actor = { userId: personId(1), as: 'organiser' } as const;
    const by = { tenantId: TENANT_ID, ergId: ERG_ID, actor, loaded };
    const [outcome] = await answerRequests(deps, by, answer, [personId(2)]);
    expect(outcome).toMatchObject({ outcome: 'done' });
    return { ...world, by, act: outcome?.outcome === 'done' ? (outcome.act ?? 0) : 0 };
  }

  test.each([
    ['approve', 'Your request to join a group was accepted.'],
    [
      'decline',
      'A group could not take you as an ally just now. You can ask again from April 1. No reason is stored, and nothing else of yours changes.',
    ],
  ] as const)(
    '%s: changes the card of the other, and is told to the person some minutes later',
    async (answer, said) => {
      const { deps, teams } = await answered(answer);
      await workFor(deps, 5);
      for (const userId of personIds(2)) {
        expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(DEALT_WITH)]);
      }
      expect(teams.cardsOf(personId(2))).toEqual([]);
      await workFor(deps, 15);
      expect(teams.cardsOf(personId(2))).toEqual([expect.stringContaining(said)]);
      expect(teams.cardsOf(personId(2))[0]).not.toContain('Parents and Carers');
    },
  );

  test('that is undone in time is never told, and the request waits for all again', async () => {
    const { deps, teams, by, act, clock } = await answered('decline');
    await workFor(deps, 2);
    await undoActs(deps, by, 'answers', [{ userId: personId(2), act }]);
    await workFor(deps, 30);
    expect(teams.cardsOf(personId(2))).toEqual([]);
    clock.set('2026-03-03T08:30:00.000Z');
    await workFor(deps, 3);
    expect(teams.cardsOf(personId(0)).at(-1)).toContain(WAIT);
  });
});

describe('a program killed', () => {
  test('at any step of asking to join: the organisers are told if it was asked', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const { deps, program, teams, dieAtStep, startAgain } = await askedWorld();
      dieAtStep(steps);
      await unlessKilled(ask(deps));
      survived = startAgain();
      const second = program();
      await ringOn(second);
      await workFor(second, 12);
      const person = there(await second.people.load({ tenantId: TENANT_ID, userId: personId(2) }));
      const told = person.person.memberships.length > 0 ? personIds(2) : [];
      expect(teams.receivers(), `${steps}`).toEqual(told);
    }
    expect(steps).toBeGreaterThan(6);
  });

  test('at any step of taking the request back: the cards say so if it was taken back', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const { deps, program, teams, dieAtStep, startAgain } = await askedWorld();
      await ask(deps);
      await workFor(deps, 10);
      dieAtStep(steps);
      await unlessKilled(takeBack(deps));
      survived = startAgain();
      const second = program();
      await ringOn(second);
      await workFor(second, 3);
      const person = there(await second.people.load({ tenantId: TENANT_ID, userId: personId(2) }));
      const said = person.person.memberships.length > 0 ? WAIT : DEALT_WITH;
      for (const userId of personIds(2)) {
        expect(teams.cardsOf(userId), `${steps}`).toEqual([expect.stringContaining(said)]);
      }
    }
    expect(steps).toBeGreaterThan(6);
  });
});
