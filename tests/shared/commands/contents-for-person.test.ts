import { describe, expect, test } from 'vitest';
import { contentsForPerson } from '../../../shared/commands/contents-for-person.ts';
import type { ContentSource } from '../../../shared/commands/deps.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import type { Pending } from '../../../shared/domain/pending.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  TENANT_ID,
  USER_ID,
} from '../../support/builders.ts';

const NEWS_ID = 'news-1';
const NEWS: MessageContent = { kind: 'announcement', title: 'Spring', text: 'We meet again.' };
const WAITS: Pending = {
  id: NEWS_ID,
  kind: 'announcement',
  from: NOON,
  until: '2026-04-01T00:00:00.000Z',
  ergId: ERG_ID,
};
const ITEM = { kind: 'pending', id: NEWS_ID, of: 'announcement', revision: 1 } as const;
const GIVEN_UP = { state: 'given-up', reason: 'refused', at: NOON } as const;
const ALLY = { memberships: [aMembership()] };

/** News of `ERG_ID` in one tenant, and which ids were asked for. */
function source(
  known: {
    readonly ergId?: string;
    readonly told?: boolean;
    readonly onlyFor?: readonly string[];
  } = {
    ergId: ERG_ID,
  },
) {
  const asked: string[] = [];
  const contents: ContentSource = {
    async get(tenantId, id) {
      asked.push(id);
      if (tenantId !== TENANT_ID || id !== NEWS_ID) return undefined;
      return { content: NEWS, revision: 1, told: true, ...known };
    },
  };
  return { contents, asked };
}

async function idsFor(
  person: Parameters<typeof contentsForPerson>[1],
  deps = source(),
): Promise<readonly string[]> {
  return [...(await contentsForPerson(deps, person, [NEWS_ID, 'unknown'])).keys()];
}

describe('the words of something', () => {
  test('are for who was told', async () => {
    const told = aPerson({ ...ALLY, deliveries: [aDelivery({ items: [ITEM] })] });
    expect(await contentsForPerson(source(), told, [NEWS_ID])).toEqual(new Map([[NEWS_ID, NEWS]]));
  });

  test('are for whom they wait', async () => {
    expect(await idsFor(aPerson({ ...ALLY, pendings: [WAITS] }))).toEqual([NEWS_ID]);
  });

  test('are for nobody else, who cannot even find out whether they exist', async () => {
    const deps = source();
    expect(await idsFor(aPerson({ ...ALLY, deliveries: [aDelivery()] }), deps)).toEqual([]);
    expect(deps.asked).toEqual([]);
  });

  test('that were given up did not reach anybody', async () => {
    const given = aDelivery({ items: [ITEM], progress: GIVEN_UP });
    expect(await idsFor(aPerson({ ...ALLY, deliveries: [given] }))).toEqual([]);
  });

  test.each([
    ['left', []],
    ['is of another', [aMembership({ ergId: OTHER_ERG_ID })]],
    ['still waits to be let in', [aMembership({ state: 'requested' })]],
  ] as const)('of an ERG are not for who %s', async (_who, memberships) => {
    const deliveries = [aDelivery({ items: [ITEM] })];
    expect(await idsFor(aPerson({ memberships, deliveries, pendings: [WAITS] }))).toEqual([]);
  });

  test('that are for everyone need no membership', async () => {
    const { ergId: _none, ...forAll } = WAITS;
    expect(await idsFor(aPerson({ pendings: [forAll] }), source({}))).toEqual([NEWS_ID]);
  });

  test('that are for some people alone are for nobody else, even where they were told before', async () => {
    const deliveries = [aDelivery({ items: [ITEM] })];
    const person = aPerson({ deliveries });
    expect(await idsFor(person, source({ onlyFor: [USER_ID] }))).toEqual([NEWS_ID]);
    expect(await idsFor(person, source({ onlyFor: ['another'] }))).toEqual([]);
  });

  test('that are held back or stopped stay with those whom they have reached', async () => {
    const stopped = () => source({ ergId: ERG_ID, told: false });
    expect(await idsFor(aPerson({ ...ALLY, pendings: [WAITS] }), stopped())).toEqual([]);
    const told = aPerson({ ...ALLY, deliveries: [aDelivery({ items: [ITEM] })] });
    expect(await idsFor(told, stopped())).toEqual([NEWS_ID]);
  });

  test('of another tenant are not found', async () => {
    const person = aPerson({ ...ALLY, pendings: [WAITS] });
    const elsewhere = { ...person, key: { ...person.key, tenantId: 'another' } };
    expect(await idsFor(elsewhere)).toEqual([]);
  });
});
