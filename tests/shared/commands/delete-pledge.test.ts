import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/domain/cadence.ts';
import { deletePledge } from '../../../shared/commands/change-pledge.ts';
import { OTHER_PLEDGE_ID, aCheckIn, aPerson, aPledge, PLEDGE_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';
import { valueOf } from '../../support/outcomes.ts';

const { key } = aPerson();
const asker = { key, language: 'en' };

/** So many answers, a week apart. */
function answersOf(pledgeId: string, count: number) {
  return Array.from({ length: count }, (_, week) => {
    const checkIn = aCheckIn({ pledgeId, date: addDays('2024-01-02', week * 7), note: 'Mine.' });
    return { kind: 'put-check-in', checkIn } as const;
  });
}

async function answersLeft(deps: TestDeps): Promise<number> {
  const rows = await deps.people.readEverything(key);
  return rows.filter(({ rowKey }) => rowKey.startsWith(`p_checkin_${PLEDGE_ID}`)).length;
}

describe.each([
  ['in hand', aPerson({ pledges: [aPledge()] }), []],
  [
    'past',
    aPerson({ endedPledges: [PLEDGE_ID] }),
    [
      {
        kind: 'put-pledge',
        pledge: aPledge({ life: { state: 'let-go', on: '2026-03-02' } }),
      } as const,
    ],
  ],
])('a pledge %s that is deleted', (_name, person, past) => {
  test('takes its answers along, however many, and no others', async () => {
    const deps = testDeps();
    await deps.people.commit(undefined, person, past);
    for (const pledgeId of [PLEDGE_ID, OTHER_PLEDGE_ID]) {
      const answers = answersOf(pledgeId, 130);
      await deps.people.commit(await deps.people.load(key), person, answers.slice(0, 65));
      await deps.people.commit(await deps.people.load(key), person, answers.slice(65));
    }
    valueOf(await deletePledge(deps, asker, PLEDGE_ID, 10));
    expect(await answersLeft(deps)).toBe(0);
    const rows = await deps.people.readEverything(key);
    expect(rows.filter(({ rowKey }) => rowKey.startsWith('p_checkin_'))).toHaveLength(130);
    expect(rows.filter(({ rowKey }) => rowKey.startsWith('p_pledge_'))).toEqual([]);
  });

  test('leaves none of its answers, or stays with all of them, where storage fails at any write', async () => {
    for (let write = 1; ; write += 1) {
      const killable = killableStorage(Date.now);
      const deps = testDeps({ storage: killable.storage });
      await deps.people.commit(undefined, person, [...past, ...answersOf(PLEDGE_ID, 12)]);
      killable.dieAtWrite(write);
      const asked = deletePledge(deps, asker, PLEDGE_ID, 10);
      const isDone = await asked.then(
        (outcome) => outcome.ok,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      killable.startAgain();
      const loaded = await deps.people.load(key);
      const isThere =
        loaded?.person.pledges.length === 1 ||
        (await deps.people.readPastPledge(key, PLEDGE_ID)) !== undefined;
      expect(await answersLeft(deps), `after write ${write}`).toBe(isThere ? 12 : 0);
      if (isDone) {
        expect(isThere).toBe(false);
        return;
      }
    }
  });
});
