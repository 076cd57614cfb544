import { describe, expect, test } from 'vitest';
import { PACK_SIZE, packFromText, packPeople, packToText } from '../../../bot/delivery/pack.ts';
import { TENANT_ID } from '../../support/builders.ts';

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

function people(count: number, tenantId = TENANT_ID) {
  return Array.from({ length: count }, (_, n) => ({ tenantId, userId: `user-${n}` }));
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
    expect(packs.map(({ userIds }) => userIds.length)).toEqual(sizes);
    expect(packs.flatMap(({ userIds }) => userIds)).toEqual(
      people(count).map(({ userId }) => userId),
    );
  });

  test('keeps tenants apart', () => {
    expect(packPeople([...people(1), ...people(2, OTHER_TENANT), ...people(2)])).toEqual([
      { tenantId: TENANT_ID, userIds: ['user-0', 'user-1'] },
      { tenantId: OTHER_TENANT, userIds: ['user-0', 'user-1'] },
    ]);
  });

  test('packs somebody who is there twice once', () => {
    expect(packPeople([...people(3), ...people(3)])).toEqual([
      { tenantId: TENANT_ID, userIds: ['user-0', 'user-1', 'user-2'] },
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
    [JSON.stringify({ userIds: ['a'] }), 'no tenant'],
    [JSON.stringify({ tenantId: '', userIds: ['a'] }), 'an empty tenant'],
    [JSON.stringify({ tenantId: 't', userIds: [] }), 'nobody'],
    [JSON.stringify({ tenantId: 't', userIds: [''] }), 'an empty id'],
    [JSON.stringify({ tenantId: 't', userIds: [1] }), 'a number for an id'],
    [JSON.stringify({ tenantId: 't', userIds: Array(PACK_SIZE + 1).fill('a') }), 'too many'],
  ])('%s is no pack: %s', (text) => {
    expect(packFromText(text)).toBeUndefined();
  });
});
