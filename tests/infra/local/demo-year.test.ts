import { expect, test } from 'vitest';
import { DEMO_TENANT_ID, loadDemoOrganisation } from '../../../infra/local/demo-organisation.ts';
import { testDeps } from '../../support/command-deps.ts';

// People of the demo organisation, by their place in it.
const AT_THE_TOP = 'ab7ceefd-378b-4c49-985e-c588c92a7f6e';
const BELOW_THE_TOP = 'ed52a54d-9208-477d-8ab5-bb91f62df4b0';
const BELOW_THAT = '9aec59d1-6045-4983-98fc-803533951359';

test('the demo organisation has a year of releases to look at, on every level', async () => {
  const deps = testDeps({ now: '2026-11-26T09:00:00.000Z' });
  await loadDemoOrganisation(deps);
  const states = await deps.releases.readStates(DEMO_TENANT_ID, '2025-11');
  expect(states.map(({ month, stage }) => `${month} ${stage}`)).toEqual(
    ['2025-11', '2025-12', ...Array.from({ length: 10 }, (_, n) => `2026-${twoDigits(n + 1)}`)].map(
      (month) => `${month} shown`,
    ),
  );
  for (const [userId, people] of [
    [AT_THE_TOP, 119],
    [BELOW_THE_TOP, 44],
    [BELOW_THAT, 14],
  ] as const) {
    const page = await deps.releases.readPage(DEMO_TENANT_ID, userId);
    expect(page?.months).toHaveLength(12);
    expect(page?.months[0]).toMatchObject({ month: '2026-10', group: 'own', people });
  }
  const { whole } = states.at(-1) ?? {};
  expect(whole).toMatchObject({ group: 'whole', shown: 8, managers: 22 });
  expect(deps.logged).toEqual([]);
});

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
