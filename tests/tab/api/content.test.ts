import { describe, expect, test } from 'vitest';
import { withdrawErgItem } from '../../../shared/commands/change-erg-item.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import {
  AsksReply,
  RsvpsReply,
  RunAsksReply,
  RunAskView,
  RunEventsReply,
  RunEventView,
  RunLessonsReply,
} from '../../../shared/contract/content.ts';
import { ErgReply } from '../../../shared/contract/ergs.ts';
import { PledgeView } from '../../../shared/contract/pledges.ts';
import { MOST_ITEMS } from '../../../shared/domain/erg-content.ts';
import {
  aNewPledge,
  type ApiServer,
  bodyOf,
  type Caller,
  employee,
  expectField,
  expectOk,
  expectProblem,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import {
  ASK_ID,
  askWords,
  EVENT_ID,
  eventWords,
  lessonWords,
  publishedItems,
} from '../../support/content.ts';

const issuer = useIssuer();
const RUN = `/api/ergs/${ERG_ID}/run`;
const RSVP = `/api/ergs/${ERG_ID}/events/${EVENT_ID}/rsvp`;
const NEW_ID = '0195a000-0000-7000-8000-0000000000f1';

/** An ERG that Sasha runs, with one item of each kind published, and Robin, who agreed. */
async function aWorld(): Promise<{ api: ApiServer; me: Caller; organiser: Caller }> {
  const api = await startApi(issuer.get());
  const erg = anErg({ organisers: [anOrganiser({ userId: sasha.id, name: sasha.name })] });
  await createErg(api.deps, {
    tenantId: TENANT_ID,
    actorId: robin.id,
    erg,
    items: publishedItems(),
  });
  await api.deps.attendees.open({ tenantId: TENANT_ID, ergId: ERG_ID, eventId: EVENT_ID });
  const me = await api.as(robin);
  await me.consent();
  return { api, me, organiser: await api.as(sasha) };
}

async function pageOf(me: Caller) {
  return bodyOf(await me.get(`/api/ergs/${ERG_ID}`), ErgReply).erg;
}

describe('what an ERG publishes', () => {
  test('stands on its page; its drafts are for its organisers alone', async () => {
    const { me, organiser } = await aWorld();
    const page = await pageOf(me);
    expect(page.asks).toMatchObject([{ id: ASK_ID, title: askWords().title }]);
    expect(page.lessons).toMatchObject([{ link: lessonWords().link }]);
    expect(page.events).toMatchObject([{ id: EVENT_ID, going: false, zone: 'Europe/London' }]);
    const asks = bodyOf(await organiser.get(`${RUN}/asks`), RunAsksReply).items;
    expect(asks.map(({ state }) => state).toSorted()).toEqual([
      'draft',
      'draft',
      'draft',
      'published',
    ]);
    const lessons = bodyOf(await organiser.get(`${RUN}/lessons`), RunLessonsReply).items;
    expect(lessons.filter(({ state }) => state === 'draft')).toHaveLength(2);
    const [draft] = lessons.filter(({ state }) => state === 'draft');
    const path = `${RUN}/lessons/${draft?.id}/state`;
    const unled = await organiser.put(path, { revision: 1, state: 'published' });
    expectField(unled, 'link', 'link-needed');
    const events = bodyOf(await organiser.get(`${RUN}/events`), RunEventsReply).items;
    expect(events.filter(({ state }) => state === 'draft')).toHaveLength(1);
  });

  test('is written, published, changed, retired, and brought back; the log says so', async () => {
    const { api, me, organiser } = await aWorld();
    const path = `${RUN}/asks/${NEW_ID}`;
    const words = askWords({ title: 'Bring a chair' });
    const draft = bodyOf(await organiser.put(path, { revision: 0, words }), RunAskView);
    expect(draft).toMatchObject({ state: 'draft', revision: 1, words });
    expect((await pageOf(me)).asks).toHaveLength(1);
    const move = async (revision: number, state: string) =>
      bodyOf(await organiser.put(`${path}/state`, { revision, state }), RunAskView);
    await move(1, 'published');
    expect((await pageOf(me)).asks.map(({ title }) => title)).toContain('Bring a chair');
    const other = { ...words, title: 'Bring two chairs' };
    expectOk(await organiser.put(path, { revision: 2, words: other }));
    await move(3, 'retired');
    expect((await pageOf(me)).asks).toHaveLength(1);
    const away = bodyOf(await organiser.get(`${RUN}/asks?of=put-away`), RunAsksReply).items;
    expect(away).toMatchObject([{ id: NEW_ID, state: 'retired' }]);
    await move(4, 'published');
    expect((await pageOf(me)).asks.map(({ title }) => title)).toContain('Bring two chairs');
    const log = await api.deps.storage.tables
      .table('Audit')
      .readRange(`${TENANT_ID}_${ERG_ID}`, {});
    const acts = log
      .map(({ cells }) => String(cells['act']))
      .filter((act) => act.startsWith('ask'));
    expect(acts.toSorted()).toEqual([
      'ask.changed',
      'ask.drafted',
      'ask.published',
      'ask.published',
      'ask.retired',
    ]);
  });

  test('says in which language a lesson is, where its organisers said so', async () => {
    const { me, organiser } = await aWorld();
    const path = `${RUN}/lessons/${NEW_ID}`;
    await organiser.put(path, { revision: 0, words: lessonWords({ language: 'cy' }) });
    await organiser.put(`${path}/state`, { revision: 1, state: 'published' });
    const { lessons } = await pageOf(me);
    const said = lessons.map(({ language }) => language ?? 'not said');
    expect(said.toSorted()).toEqual(['cy', 'not said']);
  });

  test('that an admin withdraws is gone for everybody, and stays gone', async () => {
    const { api, me, organiser } = await aWorld();
    const actor = { userId: robin.id, as: 'admin' } as const;
    const ask = { tenantId: TENANT_ID, ergId: ERG_ID, actor };
    const withdrawn = await withdrawErgItem(api.deps, ask, { kind: 'ask', id: ASK_ID, seen: 2 });
    expect(withdrawn).toMatchObject({ ok: true, value: { state: 'withdrawn', revision: 3 } });
    expect((await pageOf(me)).asks).toEqual([]);
    expectProblem(
      await organiser.put(`${RUN}/asks/${ASK_ID}/state`, { revision: 3, state: 'published' }),
      'withdrawn',
    );
  });

  test('that two organisers change at once is changed by one of them', async () => {
    const { organiser } = await aWorld();
    const write = (title: string) =>
      organiser.put(`${RUN}/asks/${ASK_ID}`, { revision: 2, words: askWords({ title }) });
    const answers = await Promise.all([write('One'), write('Another')]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(1);
    for (const answer of refused) expectProblem(answer, 'changed-meanwhile');
  });

  test('is at most fifty of a kind', async () => {
    const { organiser } = await aWorld();
    const write = (n: number) =>
      organiser.put(`${RUN}/asks/${pledgeId(500 + n)}`, { revision: 0, words: askWords() });
    // One is published and three are drafts.
    for (let n = 4; n < MOST_ITEMS; n += 1) expectOk(await write(n));
    expectProblem(await write(MOST_ITEMS), 'too-many-items');
    expectOk(await organiser.put(`${RUN}/asks/${ASK_ID}/state`, { revision: 2, state: 'retired' }));
    expectOk(await write(MOST_ITEMS));
    expectProblem(
      await organiser.put(`${RUN}/asks/${ASK_ID}/state`, { revision: 3, state: 'published' }),
      'too-many-items',
    );
  });

  test.each([
    ['lessons', lessonWords({ link: 'http://example.com' }), 'words.link', 'not-an-address'],
    ['lessons', lessonWords({ minutes: 0 }), 'words.minutes', 'not-minutes'],
    ['lessons', { ...lessonWords(), language: 'xx' }, 'words.language', 'invalid'],
    ['events', eventWords({ zone: 'Mars/Olympus' }), 'words.zone', 'unknown-time-zone'],
    ['events', eventWords({ date: '2026-02-30' }), 'words.date', 'not-a-date'],
    ['events', eventWords({ joinUrl: 'javascript:alert(1)' }), 'words.joinUrl', 'not-an-address'],
    ['asks', askWords({ title: '' }), 'words.title', 'empty'],
  ])('%s that do not fit are refused for their field', async (kinds, words, path, reason) => {
    const { organiser } = await aWorld();
    expectField(
      await organiser.put(`${RUN}/${kinds}/${NEW_ID}`, { revision: 0, words }),
      path,
      reason,
    );
  });
});

describe('a pledge from an ask', () => {
  const source = { kind: 'ask', ergId: ERG_ID, askId: ASK_ID };
  const form = { kind: 'if-then', cue: 'I invite people', action: 'choose a time for everyone' };
  const body = aNewPledge({ source, form, pillar: 'take-action' });

  test('is offered to those who joined, and to whoever looks at that ERG', async () => {
    const { me } = await aWorld();
    const asked = async (query = '') =>
      bodyOf(await me.get(`/api/asks${query}`), AsksReply).asks.map(({ id }) => id);
    expect(await asked()).toEqual([]);
    expect(await asked(`?ergId=${ERG_ID}`)).toEqual([ASK_ID]);
    const { membershipsRevision: revision } = await me.home();
    expectOk(await me.post(`/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false }));
    expect(await asked()).toEqual([ASK_ID]);
  });

  test('says the ask’s title and question, is nobody’s catalogue words, and outlives the ask', async () => {
    const { me, organiser } = await aWorld();
    const made = bodyOf(await me.post('/api/pledges', body), PledgeView);
    expect(made).toMatchObject({
      title: askWords().title,
      question: askWords().question,
      wordsFrom: 'person',
    });
    expectOk(await organiser.put(`${RUN}/asks/${ASK_ID}/state`, { revision: 2, state: 'retired' }));
    // The same request again is the same pledge, whatever became of the ask.
    expect(bodyOf(await me.post('/api/pledges', body), PledgeView)).toEqual(made);
    expectField(
      await me.post('/api/pledges', { ...body, id: pledgeId(2) }),
      'source.templateId',
      'template-unknown',
    );
  });

  test('of a draft, or in another pillar, is refused', async () => {
    const { me, organiser } = await aWorld();
    expectOk(await organiser.put(`${RUN}/asks/${NEW_ID}`, { revision: 0, words: askWords() }));
    for (const wrong of [{ source: { ...source, askId: NEW_ID } }, { pillar: 'listen' }]) {
      expectField(
        await me.post('/api/pledges', { ...body, ...wrong }),
        'source.templateId',
        'template-unknown',
      );
    }
  });
});

describe('saying yes to an event', () => {
  test('shows it at home, with no more than one request to storage, and on the ERG’s page', async () => {
    const { api, me } = await aWorld();
    const { rsvpsRevision: revision } = await me.home();
    const said = bodyOf(await me.put(RSVP, { going: true, revision }), RsvpsReply);
    expect(said.events).toMatchObject([{ id: EVENT_ID, going: true, ergName: anErg().name }]);
    await me.home();
    const before = api.requests.length;
    const home = await me.home();
    expect(api.requests.length - before).toBe(1);
    expect(home.events).toEqual(said.events);
    expect((await pageOf(me)).events).toMatchObject([{ going: true }]);
    const back = bodyOf(
      await me.put(RSVP, { going: false, revision: said.rsvpsRevision }),
      RsvpsReply,
    );
    expect(back.events).toEqual([]);
  });

  test('with an old revision is refused, and changes nothing', async () => {
    const { me } = await aWorld();
    const { rsvpsRevision: revision } = await me.home();
    expectOk(await me.put(RSVP, { going: true, revision }));
    expectProblem(await me.put(RSVP, { going: false, revision }), 'changed-meanwhile');
    expect((await me.home()).events).toHaveLength(1);
  });

  test('shows organisers a band and nothing below ten, and never who', async () => {
    const { api, organiser } = await aWorld();
    const say = async (n: number) => {
      const person = await api.as(employee(300 + n));
      await person.consent();
      expectOk(await person.put(RSVP, { going: true, revision: 0 }));
    };
    const seen = async () => {
      const answer = await organiser.get(`${RUN}/events`);
      expect(answer.text).not.toMatch(/Employee|5b2e9f10-0000-4000-8000-0000000003/);
      return bodyOf(answer, RunEventsReply).items.find(({ id }) => id === EVENT_ID)?.going;
    };
    for (let n = 0; n < 12; n += 1) await say(n);
    expect(await seen()).toBeUndefined();
    for (let n = 12; n < 16; n += 1) await say(n);
    expect(await seen()).toEqual({ from: 10, to: 24 });
  });

  test('gives a calendar file that says neither what it is nor whose', async () => {
    const { me, organiser } = await aWorld();
    const path = `${RUN}/events/${EVENT_ID}`;
    const words = eventWords({ place: `${anErg().name}, room 4; "left"` });
    bodyOf(await organiser.put(path, { revision: 2, words }), RunEventView);
    const { status, text, headers } = await me.get(`/api/ergs/${ERG_ID}/events/${EVENT_ID}/ics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        `UID:${EVENT_ID}@alongside`,
        'SEQUENCE:2',
        'DTSTART:20260311T150000Z',
        'DTEND:20260311T160000Z',
        'SUMMARY:Event',
        'CLASS:PRIVATE',
        'END:VCALENDAR',
        '',
      ]),
    );
    expect(text).not.toContain(anErg().name);
    expect(text).not.toContain(words.title);
    expectProblem(await me.get(`/api/ergs/${ERG_ID}/events/${NEW_ID}/ics`), 'not-found');
  });
});
