import { describe, expect, test } from 'vitest';
import { PACK_SIZE, packFromText, packPeople, packToText } from '../../../shared/store/packs.ts';
import { TENANT_ID } from '../../support/builders.ts';

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

function people(count: number, tenantId = TENANT_ID) {
  return Array.from({ length: count }, (_, n) => ({ key: { tenantId, userId: `user-${n}` } }));
}

function packOf(tenantId: string, ...userIds: readonly string[]) {
  return { tenantId, people: userIds.map((userId) => ({ userId })) };
}

describe('packing people', () => {
  test.each([
    [0, []],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('%i people make packs of %o', (count, sizes) => {
    const packs = packPeople(people(count));
    expect(packs.map((pack) => pack.people.length)).toEqual(sizes);
    expect(packs.flatMap((pack) => pack.people.map(({ userId }) => userId))).toEqual(
      people(count).map(({ key }) => key.userId),
    );
  });

  test('keeps tenants apart', () => {
    expect(packPeople([...people(1), ...people(2, OTHER_TENANT), ...people(2)])).toEqual([
      packOf(TENANT_ID, 'user-0', 'user-1'),
      packOf(OTHER_TENANT, 'user-0', 'user-1'),
    ]);
  });

  test('keeps since when they were due, and how often looking at them failed', () => {
    const [first, second] = people(2);
    const due = [
      {
        ...first,
        key: first?.key ?? { tenantId: '', userId: '' },
        dueAt: '2026-03-10T09:00:00.000Z',
      },
      { ...second, key: second?.key ?? { tenantId: '', userId: '' }, tries: 3 },
    ];
    expect(packPeople(due)).toEqual([
      {
        tenantId: TENANT_ID,
        people: [
          { userId: 'user-0', dueAt: '2026-03-10T09:00:00.000Z' },
          { userId: 'user-1', tries: 3 },
        ],
      },
    ]);
  });

  test('packs somebody who is there twice once, as due since the first time', () => {
    expect(packPeople([...people(3), ...people(3)])).toEqual([
      packOf(TENANT_ID, 'user-0', 'user-1', 'user-2'),
    ]);
  });
});

describe('a pack as text', () => {
  test('is read back as it was written', () => {
    for (const pack of packPeople(people(PACK_SIZE + 1))) {
      expect(packFromText(packToText(pack))).toEqual(pack);
    }
  });

  test.each([
    ['', 'no text'],
    ['{', 'no JSON'],
    ['null', 'nothing'],
    ['[]', 'a list'],
    [JSON.stringify({ people: [{ userId: 'a' }] }), 'no tenant'],
    [JSON.stringify({ tenantId: '', people: [{ userId: 'a' }] }), 'an empty tenant'],
    [JSON.stringify({ tenantId: 't', people: [] }), 'nobody'],
    [JSON.stringify({ tenantId: 't', people: [{ userId: '' }] }), 'an empty id'],
    [JSON.stringify({ tenantId: 't', people: [{ userId: 1 }] }), 'a number for an id'],
    [JSON.stringify({ tenantId: 't', people: [{ userId: 'a', tries: 0 }] }), 'no tries'],
    [
      JSON.stringify({
        tenantId: 't',
        people: Array.from({ length: PACK_SIZE + 1 }, () => ({ userId: 'a' })),
      }),
      'too many',
    ],
  ])('%s is no pack: %s', (text) => {
    expect(packFromText(text)).toBeUndefined();
  });
});
