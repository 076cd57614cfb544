import { expect, test } from 'vitest';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { createNewsLinesStore } from '../../../shared/store/news-lines-store.ts';
import { createNewsStore } from '../../../shared/store/news-store.ts';
import { aMoment, anAnnouncement } from '../../support/broadcasts.ts';
import { ERG_ID, NOON, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { NEWS_ID, someNews } from '../../support/news.ts';

const DAY_MS = 86_400_000;

function setUp() {
  let nowMs = Date.parse(NOON);
  const { tables } = createMemoryStorage({ realMs: () => nowMs });
  return {
    tables,
    store: createNewsStore(tables, () => {}),
    lines: createNewsLinesStore(
      tables,
      () => {},
      () => nowMs,
    ),
    later: (ms: number) => {
      nowMs += ms;
    },
    lineKeys: async () =>
      (await tables.table('Ergs').readRange(TENANT_ID, {})).map(({ rowKey }) => rowKey),
  };
}

/** UUIDv7 of the n-th millisecond. */
const idAt = (n: number) => `0195c${String(n).padStart(3, '0')}-0000-7000-8000-00000000000a`;

test('news is read newest first, page by page, of one ERG alone', async () => {
  const { tables, store } = setUp();
  for (const n of [3, 1, 5, 2, 4]) {
    const news = someNews({ id: idAt(n) });
    await tables.table('ErgContent').commit([store.write(TENANT_ID, ERG_ID, undefined, news)]);
  }
  const other = someNews({ id: idAt(9) });
  await tables.table('ErgContent').commit([store.write(TENANT_ID, OTHER_ERG_ID, undefined, other)]);

  const first = await store.readPage(TENANT_ID, ERG_ID, { limit: 2 });
  expect(first.news.map(({ id }) => id)).toEqual([idAt(5), idAt(4)]);
  expect(first.before).toBe(idAt(4));
  const second = await store.readPage(TENANT_ID, ERG_ID, { limit: 2, before: idAt(4) });
  expect(second.news.map(({ id }) => id)).toEqual([idAt(3), idAt(2)]);
  const last = await store.readPage(TENANT_ID, ERG_ID, { limit: 2, before: idAt(2) });
  expect(last).toEqual({ news: [someNews({ id: idAt(1) })] });
});

test.each([
  someNews(),
  someNews({ content: anAnnouncement(), life: { state: 'asked', at: NOON } }),
  someNews({ life: { state: 'preparing', broadcastId: 'b', since: NOON, asked: NOON } }),
  someNews({
    life: {
      state: 'stopped',
      inHold: true,
      broadcastId: 'b',
      recipients: 3,
      sendFrom: NOON,
      until: NOON,
    },
  }),
  someNews({
    life: {
      state: 'withdrawn',
      at: NOON,
      sent: { broadcastId: 'b', recipients: 3, sendFrom: NOON, until: NOON, asked: NOON },
    },
  }),
])('a piece of news comes back as it was written: $life.state', async (news) => {
  const { tables, store } = setUp();
  await tables.table('ErgContent').commit([store.write(TENANT_ID, ERG_ID, undefined, news)]);
  expect((await store.load(TENANT_ID, ERG_ID, news.id))?.news).toEqual(news);
  expect(await store.load(TENANT_ID, OTHER_ERG_ID, news.id)).toBeUndefined();
});

test('a line about a moment follows the newest revision, whatever comes late', async () => {
  const { lines, lineKeys, later } = setUp();
  const asked = { id: NEWS_ID, ergId: ERG_ID, title: 'After the floods', at: NOON };
  await lines.showAsked(TENANT_ID, { ...asked, revision: 2 });
  await lines.showAsked(TENANT_ID, { ...asked, revision: 3, goneAtMs: Date.parse(NOON) });
  await lines.showAsked(TENANT_ID, { ...asked, revision: 2 });
  expect(await lines.listAsked(TENANT_ID)).toEqual([]);
  await lines.tidy(TENANT_ID, NOON);
  expect(await lineKeys()).toEqual([`asked_${NEWS_ID}`]);
  later(DAY_MS + 1);
  await lines.tidy(TENANT_ID, NOON);
  expect(await lineKeys()).toEqual([]);
});

test('the line of a moment goes a day after its time', async () => {
  const { lines, lineKeys } = setUp();
  const line = { id: NEWS_ID, ergId: ERG_ID, revision: 2, content: aMoment() };
  await lines.showMoment(TENANT_ID, { ...line, sendFrom: NOON, until: '2026-03-16T12:00:00.000Z' });
  await lines.tidy(TENANT_ID, '2026-03-17T12:00:00.000Z');
  expect(await lineKeys()).toEqual([`moment_${NEWS_ID}`]);
  await lines.tidy(TENANT_ID, '2026-03-17T12:00:00.001Z');
  expect(await lineKeys()).toEqual([]);
});
