import { describe, expect, test } from 'vitest';
import { MOST_COLLEAGUES } from '../../../infra/local/colleagues.ts';
import {
  DEMO_TENANT_ID,
  demoPeople,
  loadDemoOrganisation,
} from '../../../infra/local/demo-organisation.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { testDeps } from '../../support/command-deps.ts';

const WOMEN_IN_ENGINEERING = 'f515d355-22c2-40ea-8aed-96dd9cbc3791';

/** The one demo person of whom the note says this. */
function personWith(note: string) {
  const found = demoPeople().filter((person) => person.note === note);
  expect(found).toHaveLength(1);
  return found[0] ?? { id: '', may: [] };
}

describe('the demo organisation, loaded', () => {
  test('has its managers in the directory', async () => {
    const deps = testDeps();
    await loadDemoOrganisation(deps);

    const manager = personWith('Manager of 14');
    expect(await deps.directory.read(DEMO_TENANT_ID, manager.id)).toMatchObject({
      name: 'Priya Venkatraman',
      reports: 14,
    });
    expect(await deps.directory.findByWord(DEMO_TENANT_ID, 'zoe', 5)).toMatchObject([
      { name: 'Zoë Lindqvist' },
    ]);
  });

  test('has six ERGs whose organisers and sponsors have their names, and nobody on a roster', async () => {
    const deps = testDeps();
    await loadDemoOrganisation(deps);

    const lines = await deps.publishedErgs.get(DEMO_TENANT_ID);
    expect(lines).toHaveLength(6);
    expect(await deps.ergs.read(DEMO_TENANT_ID, WOMEN_IN_ENGINEERING)).toMatchObject({
      name: 'Women in Engineering',
      organisers: [{ name: 'Nneka Obiorah' }, { name: 'Agnieszka Domańska' }],
      sponsor: { name: 'Tomasz Wieliczko' },
      state: 'active',
    });
    for (const { id } of lines) {
      const roster = await deps.rosters.readAll(DEMO_TENANT_ID, id);
      expect(roster.map(({ rowKey, cells }) => [rowKey, cells['count']])).toEqual([
        ['active', 0],
        ['count', 0],
      ]);
    }
    expect(deps.logged).toEqual([]);
  });

  test('costs one read when it is loaded again', async () => {
    const requests: StorageRequest[] = [];
    const deps = testDeps({ observe: (request) => void requests.push(request) });
    await loadDemoOrganisation(deps);
    requests.length = 0;

    await loadDemoOrganisation(deps);

    expect(requests).toEqual([{ kind: 'read', on: 'ErgContent', operation: 'get' }]);
  });

  test('is made larger by so many colleagues, also where it was loaded before', async () => {
    const deps = testDeps();
    await loadDemoOrganisation(deps);
    const more = demoPeople(60).slice(demoPeople().length);
    const last = more.at(-1) ?? { id: '', name: '' };
    expect(await deps.directory.read(DEMO_TENANT_ID, last.id)).toBeUndefined();

    await loadDemoOrganisation(deps, more.length);
    expect(await deps.directory.read(DEMO_TENANT_ID, last.id)).toMatchObject({ name: last.name });

    await loadDemoOrganisation(deps);
    expect(await deps.directory.read(DEMO_TENANT_ID, last.id)).toMatchObject({ name: last.name });
    expect(deps.logged).toEqual([]);
  });

  test.each([5, 20, 30, 40])('is completed after it died at write %i', async (written) => {
    let writesLeft = written;
    const deps = testDeps({
      observe({ kind }) {
        if (kind !== 'write') return;
        writesLeft -= 1;
        if (writesLeft < 0) throw new Error('The program is dead.');
      },
    });
    await expect(loadDemoOrganisation(deps)).rejects.toThrow('The program is dead.');
    writesLeft = Infinity;

    await loadDemoOrganisation(deps);

    expect(await deps.ergs.list(DEMO_TENANT_ID)).toHaveLength(6);
    expect(await deps.directory.read(DEMO_TENANT_ID, personWith('Admin').id)).toBeDefined();
  });
});

describe('the demo persons', () => {
  test('are told what they may do', () => {
    for (const { may } of demoPeople()) expect(may.length).toBeGreaterThan(0);
    expect(personWith('Organiser of Women in Engineering').may.join()).toContain(
      'Run Women in Engineering',
    );
    expect(personWith('Manager of 14').may.join()).toContain('Manage 14 people');
    expect(personWith('Head of a department, sponsor of an ERG').may.join()).toContain(
      'Women in Engineering as its sponsor',
    );
    expect(personWith('Admin').may.join()).toContain('Create ERGs');
    expect(personWith('Employee, new to Alongside').may.join()).not.toMatch(/Manage|Run|Create/);
  });

  test('are followed by as many colleagues as wanted, each with an id, a name and an address of their own', () => {
    const more = demoPeople(MOST_COLLEAGUES).slice(demoPeople().length);
    expect(more).toHaveLength(MOST_COLLEAGUES);
    for (const what of ['id', 'name', 'mail'] as const) {
      expect(new Set(more.map((one) => one[what])).size).toBe(MOST_COLLEAGUES);
    }
    expect(demoPeople(3)).toEqual(demoPeople(4).slice(0, -1));
  });

  test('include a guest, who may do nothing', () => {
    const guests = demoPeople().filter(({ guest }) => guest);
    expect(guests.map(({ may }) => may)).toEqual([['Nothing: guests are not let in']]);
  });
});
