import { describe, expect, test } from 'vitest';
import type { GraphManners } from '../../../infra/local/graph-stand-in.ts';
import { createGraphDirectory } from '../../../shared/graph/graph-directory.ts';
import { directoryId } from '../../support/directories.ts';
import { aGraph } from '../../support/graph.ts';
import { describeDirectorySource } from './directory-source-contract.ts';

describe.each<[string, GraphManners]>([
  ['that is easy to follow', {}],
  [
    'that repeats, has empty pages and refuses at times',
    { pageSize: 3, emptyPageEvery: 2, repeats: true, throttleEvery: 5 },
  ],
])('Graph %s', (_, manners) => {
  describeDirectorySource(async () => {
    const { graph, source } = await aGraph(manners);
    return {
      source,
      put(number, { name, enabled, manager } = {}) {
        graph.put({
          id: directoryId(number),
          ...(name === undefined ? {} : { displayName: name }),
          ...(name === undefined && enabled === undefined && manager !== null
            ? { displayName: `Person ${number}` }
            : {}),
          ...(enabled === undefined ? {} : { accountEnabled: enabled }),
          ...(manager === undefined
            ? {}
            : { manager: manager === null ? undefined : directoryId(manager) }),
        } as Parameters<typeof graph.put>[0]);
      },
      remove: (number) => graph.remove(directoryId(number)),
      forgetCursors: () => graph.forgetLinks(),
    };
  });
});

/** The source over answers that a test gives. */
function over(answer: (url: string) => Response) {
  const asked: string[] = [];
  const source = createGraphDirectory({
    fetch: async (url) => {
      const text = url instanceof Request ? url.url : url.toString();
      asked.push(text);
      return answer(text);
    },
    token: async () => 'token',
    realMs: () => Date.parse('2026-03-02T12:00:00.000Z'),
  });
  return { source, asked };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const LINK = 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x';
const pageOf = (...value: unknown[]) => json(200, { value, '@odata.deltaLink': LINK });

describe('what Graph says', () => {
  test('is asked for with the fields that are needed, and no others', async () => {
    const { source, asked } = over(() => pageOf());
    await source.readChanges(undefined);
    expect(decodeURIComponent(asked[0] ?? '')).toBe(
      'https://graph.microsoft.com/v1.0/users/delta?$select=id,displayName,mail,department,officeLocation,accountEnabled,manager',
    );
  });

  test.each<[string, number, Record<string, string>, object]>([
    ['429 with seconds', 429, { 'retry-after': '7' }, { reason: 'wait', ms: 7000 }],
    [
      '503 with a date',
      503,
      { 'retry-after': 'Mon, 02 Mar 2026 12:01:00 GMT' },
      { reason: 'wait', ms: 60_000 },
    ],
    ['429 without a time', 429, {}, { reason: 'wait', ms: 30_000 }],
    ['429 for a whole day', 429, { 'retry-after': '86400' }, { reason: 'wait', ms: 900_000 }],
    ['504', 504, {}, { reason: 'wait', ms: 30_000 }],
    ['410', 410, {}, { reason: 'start-anew' }],
  ])('with %s is understood', async (_, status, headers, page) => {
    const { source } = over(() => new Response('', { status, headers }));
    expect(await source.readChanges(LINK)).toEqual({ ok: false, ...page });
  });

  test('with a code that means too old is too old, whatever the status', async () => {
    const { source } = over(() => json(400, { error: { code: 'syncStateNotFound' } }));
    expect(await source.readChanges(LINK)).toEqual({ ok: false, reason: 'start-anew' });
  });

  test.each<[string, () => Response]>([
    ['a refusal', () => json(403, { error: { code: 'Authorization_RequestDenied' } })],
    ['no list', () => json(200, { '@odata.deltaLink': LINK })],
    ['no way to go on', () => json(200, { value: [] })],
  ])('with %s is an error that names nobody', async (_, answer) => {
    await expect(over(answer).source.readChanges(undefined)).rejects.toThrow(/Graph/);
  });

  test('never leads the token elsewhere', async () => {
    const { source, asked } = over(() => pageOf());
    await expect(source.readChanges('https://example.org/v1.0/users/delta')).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  test('is cleaned as a file would have to be, and what cannot be read is counted', async () => {
    const id = directoryId(1).toUpperCase();
    const { source } = over(() =>
      pageOf(
        { id, displayName: ' Zoe\u0308\u0000 Q ', mail: 'no address', officeLocation: null },
        { id: 'not-an-id', displayName: 'X' },
        { displayName: 'Nobody' },
        'text',
      ),
    );
    expect(await source.readChanges(undefined)).toMatchObject({
      changes: [
        { kind: 'person', userId: directoryId(1), name: 'Zo\u00EB Q', mail: '', place: '' },
      ],
      unreadable: 3,
    });
  });

  test('of a manager who went and one who came is the one who came', async () => {
    const manager = [
      { id: directoryId(2) },
      { id: directoryId(3), '@removed': { reason: 'deleted' } },
    ];
    const { source } = over(() => pageOf({ id: directoryId(1), 'manager@delta': manager }));
    expect(await source.readChanges(undefined)).toMatchObject({
      changes: [{ manager: { id: directoryId(2) } }],
    });
  });
});
