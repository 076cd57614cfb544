import { describe, expect, test } from 'vitest';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { BELL_DELAY_MS, TOMBSTONE_MS } from '../../../shared/store/bells.ts';
import { itemWrites } from '../../../shared/store/erg-content-store.ts';
import { personId } from '../../support/broadcasts.ts';
import { anErg, aPerson, ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { anEvent, EVENT_ID } from '../../support/content.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

const EVENT = { tenantId: TENANT_ID, ergId: ERG_ID, eventId: EVENT_ID };
const ROSTER = `${ERG_ID}_${EVENT_ID}`;

async function anErgWithAnEvent(deps: TestDeps): Promise<void> {
  const writes = itemWrites(EVENT, undefined, anEvent());
  await deps.ergs.create(TENANT_ID, anErg(), 0, () => true, writes);
}

async function answer(deps: TestDeps, n: number, going: boolean) {
  const key = { tenantId: TENANT_ID, userId: personId(n) };
  const seen = (await deps.people.load(key))?.person.profile.rsvpsRevision ?? 0;
  return answerEvent(deps, { key, name: 'Ada Winter' }, EVENT, { going, seen });
}

function sizeOf(deps: TestDeps) {
  return deps.attendees.sizeOf(EVENT, deps.clock.now());
}

async function attendees(deps: TestDeps): Promise<readonly string[]> {
  const userIds: string[] = [];
  for await (const userId of deps.attendees.everybody(EVENT)) userIds.push(userId);
  return userIds;
}

test('a thousand who say yes at once are all there, and counted exactly; the list names nobody', async () => {
  const deps = testDeps({ now: NOON });
  await anErgWithAnEvent(deps);
  await deps.attendees.open(EVENT);
  const numbers = Array.from({ length: 1000 }, (_, n) => n);
  for (const n of numbers) {
    await deps.people.commit(undefined, aPerson({ userId: personId(n) }), []);
  }
  const answered = await Promise.all(numbers.map((n) => answer(deps, n, true)));
  expect(answered.filter(({ ok }) => !ok)).toEqual([]);
  expect(await sizeOf(deps)).toMatchObject({ count: 1000 });
  expect((await attendees(deps)).toSorted()).toEqual(numbers.map(personId).toSorted());
  const rows = await deps.rosters.readAll(TENANT_ID, ROSTER);
  expect(JSON.stringify(rows)).not.toMatch(/Robin|Ada|Winter|Example/);
  expect(rows.filter(({ rowKey }) => rowKey.startsWith('find_'))).toEqual([]);

  await Promise.all(numbers.slice(0, 400).map((n) => answer(deps, n, false)));
  expect(await sizeOf(deps)).toMatchObject({ count: 600 });
  expect(await attendees(deps)).toHaveLength(600);
});

test('nobody says yes to a draft, nor to an event of an ERG that is put away', async () => {
  const deps = testDeps({ now: NOON });
  await deps.ergs.create(
    TENANT_ID,
    anErg({ state: 'archived' }),
    0,
    () => true,
    itemWrites(EVENT, undefined, anEvent()),
  );
  await deps.people.commit(undefined, aPerson({ userId: personId(0) }), []);
  expect(await answer(deps, 0, true)).toMatchObject({ ok: false, reason: 'not-found' });
});

const ACTS = {
  'saying yes': { before: false, after: true },
  'taking it back': { before: true, after: false },
} as const;

describe.each(Object.entries(ACTS))('a program killed while %s', (_name, { before, after }) => {
  test('leaves person and list in agreement once another has started, at every step', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const clock = testClock(NOON);
      const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
      const first = testDeps({ storage, clock });
      await anErgWithAnEvent(first);
      await first.people.commit(undefined, aPerson({ userId: personId(0) }), []);
      if (before) await answer(first, 0, true);
      dieAtWrite(steps);
      await answer(first, 0, after).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      survived = startAgain();

      const second = testDeps({ storage, clock });
      clock.advanceMs(BELL_DELAY_MS + 1000);
      while ((await hearBells(second)) > 0);
      const key = { tenantId: TENANT_ID, userId: personId(0) };
      const person = (await second.people.load(key))?.person;
      expect(person?.outbox).toEqual([]);
      const rsvps = person?.rsvps.length ?? 0;
      expect(person?.pendings).toHaveLength(rsvps);
      expect(await sizeOf(second)).toMatchObject({ count: rsvps });
      expect(await attendees(second)).toHaveLength(rsvps);
    }
    expect(steps).toBeGreaterThan(4);
  });
});

test('whoever erases themselves is on no list, and a day later nothing remembers that they were', async () => {
  const deps = testDeps({ now: NOON });
  await anErgWithAnEvent(deps);
  const key = { tenantId: TENANT_ID, userId: personId(0) };
  await deps.people.commit(undefined, aPerson({ userId: personId(0) }), []);
  await answer(deps, 0, true);
  await withdrawConsent(deps, { key });
  expect(await attendees(deps)).toEqual([]);
  expect(await sizeOf(deps)).toMatchObject({ count: 0 });
  deps.clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
  deps.clock.advanceMs(TOMBSTONE_MS + BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
  expect(JSON.stringify(await deps.rosters.readAll(TENANT_ID, ROSTER))).not.toContain(personId(0));
});
