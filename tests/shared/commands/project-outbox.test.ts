import { expect, test } from 'vitest';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { anErg, aPerson, ERG_ID, NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };

test('a program killed at any step of a join that moves the band leaves the directory right', async () => {
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const clock = testClock(NOON);
    let stepsLeft = Infinity;
    const storage = createMemoryStorage({
      realMs: clock.realMs,
      observe: () => {
        stepsLeft -= 1;
        if (stepsLeft < 0) throw new Error('Killed.');
      },
    });
    const first = testDeps({ clock, storage });
    await first.ergs.create(TENANT_ID, anErg(), 0);
    const bandSetAt = '2026-02-01T12:00:00.000Z';
    await first.rosters.open(TENANT_ID, ERG_ID, {
      count: 40,
      requested: 0,
      bandFrom: 0,
      bandSetAt,
    });
    await first.people.commit(undefined, aPerson(), []);

    stepsLeft = steps - 1;
    const joining = joinErg(first, { key }, ERG_ID, { seen: 10, showToAllies: false });
    await joining.catch((error: unknown) => expect(error).toMatchObject({ message: 'Killed.' }));
    survived = stepsLeft >= 0;
    stepsLeft = Infinity;

    const second = testDeps({ clock, storage });
    clock.advanceMs(BELL_DELAY_MS + 1000);
    while ((await hearBells(second)) > 0);
    const joined = (await second.people.load(key))?.person.memberships.length ?? 0;
    expect((await second.rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).count).toBe(40 + joined);
    expect(await second.ergs.list(TENANT_ID)).toMatchObject([{ bandFrom: joined === 1 ? 25 : 0 }]);
  }
  expect(steps).toBeGreaterThan(8);
});
