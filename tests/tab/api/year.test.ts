import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { AdminYearReply, YearReply } from '../../../shared/contract/year.ts';
import type { ErgItem } from '../../../shared/domain/erg-content.ts';
import {
  bodyOf,
  employee,
  expectProblem,
  pledgeId,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import {
  anErg,
  anOrganiser,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { anEvent, EVENT_ID, eventWords, LESSON_ID, lessonWords } from '../../support/content.ts';

const issuer = useIssuer();
const admin = employee(390, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const organiser = employee(391, { name: 'Olu Organiser' });
const robin = employee(392, { name: 'Robin Example' });
const FROM = '/api/year?from=2026-03-02';
const OWN = {
  title: 'Founders’ week',
  sentence: 'The week in which we began.',
  first: '2026-06-01',
  last: '2026-06-05',
  yearly: true,
};
const OWN_ID = pledgeId(7);

async function aWorld() {
  const api = await startApi(issuer.get());
  const audited = async () => {
    const { entries } = await api.deps.audit.readPage(TENANT_ID, 'admin', [admin.id], undefined);
    return entries.map(({ act, details }) => [act, details?.title]);
  };
  const me = await api.as(robin);
  const read = async (path = FROM) => bodyOf(await me.get(path), YearReply);
  const entry = async (id: string, path?: string) =>
    (await read(path)).entries.find((one) => one.id === id);
  return { api, ada: await api.as(admin), me, audited, read, entry };
}

/** An ERG that published a lesson and an event for some observance. */
async function anErgWith(
  { deps }: Awaited<ReturnType<typeof aWorld>>['api'],
  { id, name, observanceId }: { id: string; name: string; observanceId: string },
): Promise<void> {
  const items: readonly ErgItem[] = [
    {
      kind: 'lesson',
      id: LESSON_ID,
      state: 'published',
      revision: 2,
      changedAt: NOON,
      words: lessonWords({ observanceId }),
    },
    anEvent({ words: eventWords({ observanceId }) }),
  ];
  const erg = anErg({
    id,
    name,
    organisers: [anOrganiser({ userId: organiser.id, name: organiser.name })],
  });
  await createErg(deps, { tenantId: TENANT_ID, actorId: admin.id, erg, items });
}

test('the year begins on the day that is asked for, in order, with a sentence each', async () => {
  const { read } = await aWorld();
  const { from, through, entries } = await read();
  expect([from, through]).toEqual(['2026-03-02', '2027-03-01']);
  // What lasts already, and what comes.
  expect(entries[0]).toMatchObject({
    id: 'ramadan',
    first: '2026-02-18',
    last: '2026-03-19',
    mayMoveByADay: true,
    lessons: [],
    events: [],
  });
  const firsts = entries.map(({ first }) => first);
  expect(firsts).toEqual(firsts.toSorted());
  expect(entries.find(({ id }) => id === 'international-womens-day')).toMatchObject({
    first: '2026-03-08',
    mayMoveByADay: false,
  });
});

test('without a day it begins today', async () => {
  const { api, read } = await aWorld();
  expect((await read('/api/year')).from).toBe(api.clock.now().slice(0, 10));
});

test.each(['', 'soon', '2026-02-30', '1999-12-31', '2076-01-01', '9999-12-31'])(
  'from "%s" there is no year',
  async (from) => {
    const { me } = await aWorld();
    expectProblem(await me.get(`/api/year?from=${from}`), 'invalid');
  },
);

test('what active ERGs have published for an observance stands under it', async () => {
  const { api, entry, read } = await aWorld();
  const observanceId = 'international-womens-day';
  await anErgWith(api, { id: ERG_ID, name: 'Women at Work', observanceId });
  await anErgWith(api, { id: OTHER_ERG_ID, name: 'Prism', observanceId: 'gone' });
  expect(await entry(observanceId)).toMatchObject({
    lessons: [
      {
        id: LESSON_ID,
        ergId: ERG_ID,
        ergName: 'Women at Work',
        title: 'Where to begin',
        minutes: 10,
      },
    ],
    events: [
      {
        id: EVENT_ID,
        ergId: ERG_ID,
        ergName: 'Women at Work',
        title: 'Coffee for carers',
        startsAt: '2026-03-11T15:00:00.000Z',
        zone: 'Europe/London',
      },
    ],
  });
  const others = (await read()).entries.filter(({ id }) => id !== observanceId);
  expect(others.flatMap(({ lessons, events }) => [...lessons, ...events])).toEqual([]);
});

test('what belongs to an archived ERG does not stand there', async () => {
  const { api, entry } = await aWorld();
  await anErgWith(api, { id: ERG_ID, name: 'Women at Work', observanceId: 'pride-month' });
  const runs = await api.as(organiser);
  const archived = await runs.put(`/api/ergs/${ERG_ID}/run/state`, {
    revision: 1,
    state: 'archived',
  });
  expect(archived.status).toBe(200);
  api.clock.advanceMs(60_000);
  expect(await entry('pride-month')).toMatchObject({ lessons: [], events: [] });
});

test('organisers say for which observance something is, and take it back', async () => {
  const { api, entry } = await aWorld();
  await anErgWith(api, { id: ERG_ID, name: 'Women at Work', observanceId: 'pride-month' });
  const runs = await api.as(organiser);
  const path = `/api/ergs/${ERG_ID}/run/lessons/${LESSON_ID}`;
  const words = lessonWords({ observanceId: 'juneteenth' });
  expect((await runs.put(path, { revision: 2, words })).body).toMatchObject({
    words: { observanceId: 'juneteenth' },
  });
  expect((await entry('juneteenth'))?.lessons).toHaveLength(1);
  expect((await entry('pride-month'))?.lessons).toEqual([]);
  await runs.put(path, { revision: 3, words: lessonWords() });
  expect((await entry('juneteenth'))?.lessons).toEqual([]);
  expectProblem(
    await runs.put(path, { revision: 4, words: lessonWords({ observanceId: '<b>' }) }),
    'invalid',
  );
});

test('an admin hides an observance and shows it again, and the log says so once each', async () => {
  const { api, ada, entry, audited } = await aWorld();
  const body = { observanceId: 'christmas', shown: false, revision: 0 };
  const hidden = bodyOf(await ada.put('/api/admin/year/shown', body), AdminYearReply);
  expect(hidden.revision).toBe(1);
  expect(hidden.observances.find(({ id }) => id === 'christmas')?.hidden).toBe(true);
  expect(await entry('christmas')).toBeUndefined();
  await ada.put('/api/admin/year/shown', body);
  api.clock.advanceMs(1);
  await ada.put('/api/admin/year/shown', { ...body, shown: true, revision: 1 });
  expect(await entry('christmas')).toBeDefined();
  expect(await audited()).toEqual([
    ['observance.shown', 'Christmas'],
    ['observance.hidden', 'Christmas'],
  ]);
});

test('an admin adds an observance, writes it anew and removes it', async () => {
  const { api, ada, entry, audited } = await aWorld();
  const path = `/api/admin/year/own/${OWN_ID}`;
  const added = bodyOf(await ada.put(path, { ...OWN, revision: 0 }), AdminYearReply);
  expect(added.observances[0]).toMatchObject({
    id: OWN_ID,
    title: OWN.title,
    own: { first: '2026-06-01', last: '2026-06-05', yearly: true },
    times: [{ year: 2026 }, { year: 2027 }, { year: 2028 }],
  });
  expect(await entry(OWN_ID)).toMatchObject({ first: '2026-06-01', last: '2026-06-05' });
  expect(await entry(OWN_ID, '/api/year?from=2027-03-02')).toMatchObject({ first: '2027-06-01' });
  api.clock.advanceMs(1);
  await ada.put(path, { ...OWN, region: 'Leeds', revision: 1 });
  expect(await entry(OWN_ID)).toMatchObject({ region: 'Leeds' });
  api.clock.advanceMs(1);
  expect((await ada.delete(`${path}?revision=2`)).status).toBe(204);
  expect(await entry(OWN_ID)).toBeUndefined();
  expect((await audited()).map(([act]) => act)).toEqual([
    'observance.removed',
    'observance.changed',
    'observance.added',
  ]);
});

test('an admin says when something is, and takes it back', async () => {
  const { ada, entry } = await aWorld();
  const time = { observanceId: 'vesak', year: 2026, nth: 1 };
  const days = { first: '2026-05-31', last: '2026-05-31' };
  expect(await entry('vesak')).toBeUndefined();
  const path = '/api/admin/year/dates';
  const dated = bodyOf(await ada.put(path, { ...time, days, revision: 0 }), AdminYearReply);
  expect(dated.observances.find(({ id }) => id === 'vesak')?.times).toEqual([
    { year: 2026, nth: 1, days, changed: true },
    { year: 2027, nth: 1, changed: false },
    { year: 2028, nth: 1, changed: false },
  ]);
  expect(await entry('vesak')).toMatchObject(days);

  const moved = { first: '2026-03-21', last: '2026-03-21' };
  await ada.put(path, { ...time, observanceId: 'eid-al-fitr', days: moved, revision: 1 });
  expect(await entry('eid-al-fitr')).toMatchObject({ ...moved, mayMoveByADay: false });
  await ada.put(path, { ...time, observanceId: 'eid-al-fitr', revision: 2 });
  expect(await entry('eid-al-fitr')).toMatchObject({ first: '2026-03-20', mayMoveByADay: true });
});

test('what another admin changed meanwhile is not written over, and nothing stands in the log', async () => {
  const { api, ada, audited } = await aWorld();
  const theirs = { hidden: ['easter'], own: [], dates: [] };
  await api.deps.year.replace(TENANT_ID, 0, theirs);
  const body = { observanceId: 'christmas', shown: false, revision: 0 };
  expectProblem(await ada.put('/api/admin/year/shown', body), 'changed-meanwhile');
  expect(await api.deps.year.read(TENANT_ID)).toEqual({ ...theirs, revision: 1 });
  expect(await audited()).toEqual([]);
});

test('another replica shows a change within a minute', async () => {
  const { api, entry } = await aWorld();
  expect(await entry('easter')).toBeDefined();
  await api.deps.year.replace(TENANT_ID, 0, {
    hidden: ['easter'],
    own: [],
    dates: [],
  });
  expect(await entry('easter')).toBeDefined();
  api.clock.advanceMs(60_000);
  expect(await entry('easter')).toBeUndefined();
});

test.each([
  ['a last day before the first', { first: '2026-06-05', last: '2026-06-04' }, 'days-not-allowed'],
  ['more than 92 days', { first: '2026-06-01', last: '2026-09-01' }, 'days-not-allowed'],
  ['a year that nobody knows', { first: '2090-06-01', last: '2090-06-01' }, 'not-a-date'],
  ['no title', { title: ' ' }, 'empty'],
  ['a sentence of 301 characters', { sentence: 'x'.repeat(301) }, 'too-long'],
])('one of its own with %s is refused', async (_what, fields, reason) => {
  const { ada } = await aWorld();
  const body = { ...OWN, ...fields, revision: 0 };
  const refusal = await ada.put(`/api/admin/year/own/${OWN_ID}`, body);
  expectProblem(refusal, 'invalid');
  expect(refusal.text).toContain(reason);
});

test.each([
  ['no date', { first: 'abc', last: '2026-01-01' }, 2026],
  ['a last day that is none', { first: '2026-01-01', last: 'x' }, 2026],
  ['a day that no month has', { first: '2026-02-30', last: '2026-02-31' }, 2026],
  ['nothing', { first: '', last: '' }, 2026],
  ['a year far away', { first: '2026-01-01', last: '2026-01-01' }, 1e9],
])('dates with %s are refused as what they are', async (_what, days, year) => {
  const { ada } = await aWorld();
  const body = { observanceId: 'vesak', year, nth: 1, days, revision: 0 };
  const refusal = await ada.put('/api/admin/year/dates', body);
  expectProblem(refusal, 'invalid');
  expect(refusal.text).toContain('not-a-date');
  const own = { ...OWN, ...days, revision: 0 };
  if (year === 2026) expectProblem(await ada.put(`/api/admin/year/own/${OWN_ID}`, own), 'invalid');
});

test('dates of another year are refused, and dates of what is not there', async () => {
  const { ada } = await aWorld();
  const days = { first: '2027-05-01', last: '2027-05-01' };
  const body = { observanceId: 'vesak', year: 2026, nth: 1, days, revision: 0 };
  const refusal = await ada.put('/api/admin/year/dates', body);
  expectProblem(refusal, 'invalid');
  expect(refusal.text).toContain('not-in-that-year');
  const unknown = { ...body, observanceId: 'nothing', year: 2027 };
  expectProblem(await ada.put('/api/admin/year/dates', unknown), 'not-found');
});

test('the second look asks storage for nothing', async () => {
  const { api, read } = await aWorld();
  await anErgWith(api, { id: ERG_ID, name: 'Women at Work', observanceId: 'pride-month' });
  await read();
  const before = api.requests.length;
  await read();
  expect(api.requests.length - before).toBe(0);
});
