import { expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { MadeAskReply } from '../../../shared/contract/buddies.ts';
import { DueView } from '../../../shared/contract/home.ts';
import {
  type ApiServer,
  bodyOf,
  type Caller,
  employee,
  expectOk,
  pledgeId,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import {
  aDelivery,
  anErg,
  anOrganiser,
  ERG_ID,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { audienceOf, everyRoute, filledIn, nameOf } from './every-route.ts';

const issuer = useIssuer();
const organiser = employee(181, { name: 'Olu Organiser' });
const boss = employee(180, { name: 'Bao Boss' });
const ally = employee(183, { name: 'Ali Ally', mail: 'ali.ally@example.com' });
const asker = employee(184, { name: 'Ash Asker', mail: 'ash.asker@example.com' });

/** Words and values of the two people that are nobody else's business, each of them nowhere else in this test. */
const SECRETS = {
  'the words of a pledge': 'Tell my father about it',
  'the words of another pledge': 'Learn about cochlear implants',
  'the id of a pledge': pledgeId(4242),
  'a private note': 'I froze, and he laughed',
  'the words of their journal': 'I wonder whether I listen at all',
  'what their journal is about': 'The lesson on wheelchairs and doors',
  'the id of a journal entry': pledgeId(4244),
  'an answer': 'not-this-time',
  'what they shared with a buddy': 'I did: ask Quill what helps',
  'which pair of buddies they are in': pledgeId(4244),
  'the name of another ERG': 'Hidden Harbour',
  'the id of another ERG': OTHER_ERG_ID,
  'when they were written to': '2026-03-17T09:13:37.000Z',
  'which message it was': 'activity-of-the-ally-7781',
  'where they live': 'Pacific/Chatham',
  'when they like to be written to': '07:41',
} as const;

/** Two people who take part in everything that there is, and an organiser of one of their ERGs. */
async function aStory(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  for (const [id, name, joinPolicy] of [
    [ERG_ID, 'Parents and Carers', 'open'],
    [OTHER_ERG_ID, SECRETS['the name of another ERG'], 'open'],
  ] as const) {
    const by = anOrganiser({
      userId: id === ERG_ID ? organiser.id : boss.id,
      name: id === ERG_ID ? organiser.name : boss.name,
    });
    const erg = anErg({ id, name, joinPolicy, organisers: [by] });
    await createErg(api.deps, { tenantId: TENANT_ID, actorId: employee(1).id, erg });
  }
  await takePart(api, ally);
  const head = await api.deps.ergs.load(TENANT_ID, ERG_ID);
  if (head === undefined) throw new Error('The ERG is not there.');
  await api.deps.ergs.commit(head, { ...head.erg, joinPolicy: 'on-request' }, []);
  await takePart(api, asker);
  await beBuddies(await api.as(ally), await api.as(asker));
  return api;
}

async function takePart(api: ApiServer, who: typeof ally): Promise<void> {
  const me = await api.as(who);
  expectOk(
    await me.post('/api/consent', {
      version: CONSENT_VERSION,
      rhythm: {
        budget: 3,
        day: 2,
        time: SECRETS['when they like to be written to'],
        zone: SECRETS['where they live'],
      },
    }),
  );
  await join(me, ERG_ID);
  await join(me, OTHER_ERG_ID);
  const words = { kind: 'own-words', words: SECRETS['the words of a pledge'] };
  const others = { kind: 'own-words', words: SECRETS['the words of another pledge'] };
  await me.pledge({ id: pledgeId(4242), form: words });
  const isAlly = who === ally;
  await me.pledge({ id: pledgeId(4243), form: others, ...(isAlly ? { ergId: ERG_ID } : {}) });
  expectOk(
    await me.put(`/api/journal/${SECRETS['the id of a journal entry']}`, {
      words: SECRETS['the words of their journal'],
      about: {
        kind: 'lesson',
        lessonId: 'listen-empathy',
        title: SECRETS['what their journal is about'],
      },
      revision: 0,
    }),
  );
  await answerWhatIsDue(api, me);
  await keepDelivery(api, who.id);
}

/** Lets the two be buddies, and share the same words. */
async function beBuddies(one: Caller, other: Caller): Promise<void> {
  const id = SECRETS['which pair of buddies they are in'];
  const { secret } = bodyOf(await one.post('/api/buddies', { id }), MadeAskReply);
  expectOk(await other.post(`/api/buddies/links/${secret}/accept`, undefined));
  expectOk(await one.post(`/api/buddies/${id}/confirm`, undefined));
  const words = SECRETS['what they shared with a buddy'];
  expectOk(await one.post(`/api/buddies/${id}/shares`, { id: pledgeId(4245), words }));
}

async function join(me: Caller, ergId: string): Promise<void> {
  const { membershipsRevision: revision } = await me.home();
  expectOk(await me.post(`/api/ergs/${ergId}/join`, { revision, showToAllies: true }));
}

async function answerWhatIsDue(api: ApiServer, me: Caller): Promise<void> {
  const before = api.clock.now();
  api.clock.set('2026-03-17T23:00:00.000Z');
  const [first] = (await me.home()).due;
  const due = DueView.parse(first);
  const note = SECRETS['a private note'];
  expectOk(
    await me.put(`/api/pledges/${due.pledgeId}/check-ins/${due.date}`, {
      answer: SECRETS['an answer'],
      note,
      revision: null,
    }),
  );
  api.clock.set(before);
}

async function keepDelivery(api: ApiServer, userId: string): Promise<void> {
  const loaded = await api.deps.people.load({ tenantId: TENANT_ID, userId });
  if (loaded === undefined) throw new Error('This person is not there.');
  const delivery = aDelivery({
    progress: {
      state: 'sent',
      activityId: SECRETS['which message it was'],
      sentAt: SECRETS['when they were written to'],
      uncertain: false,
    },
  });
  const person = { ...loaded.person, deliveries: [delivery] };
  expect(await api.deps.people.commit(loaded, person, [])).toMatchObject({ ok: true });
}

/** What somebody's own things say, so that the search below is known to find what it looks for. */
async function ownAnswers(me: Caller): Promise<string> {
  const paths = ['/api/home', '/api/me/export'];
  const answers = await Promise.all(paths.map((path) => me.get(path)));
  return answers.map(({ text }) => text).join('\n');
}

test('no answer to an organiser holds anything of an ally but that they are one', async () => {
  const api = await aStory();
  const own = await ownAnswers(await api.as(ally));
  for (const [what, value] of Object.entries(SECRETS)) expect(own, what).toContain(value);

  const me = await api.as(organiser);
  await me.consent();
  const routes = (await everyRoute(api)).filter((route) => audienceOf(route) !== 'public');
  // Reading first: what changes things may make the organiser one no more.
  const reading = routes.filter(({ method }) => method === 'GET');
  const changing = routes.filter((route) => !reading.includes(route) && !endsIt(nameOf(route)));
  let answered = 0;
  for (const route of [...reading, ...changing, ...reading]) {
    const targets = route.path.includes('{userId}') ? [ally.id, asker.id] : [undefined];
    for (const userId of targets) {
      const { path, body } = filledIn(route);
      const at =
        userId === undefined
          ? path
          : route.path.replace('{id}', ERG_ID).replace('{userId}', userId);
      const { status, text } = await me.send(route.method, at, withPeople(body));
      if (status < 400) answered += 1;
      for (const [what, value] of Object.entries(SECRETS)) {
        if (isPublic(what, nameOf(route))) continue;
        expect(text, `${what} in ${nameOf(route)}`).not.toContain(value);
      }
    }
  }
  expect(answered).toBeGreaterThanOrEqual(20);
});

/** Everybody sees which ERGs there are; that somebody is in one is what nobody may see. */
function isPublic(what: string, route: string): boolean {
  return what.endsWith('of another ERG') && route === 'GET /api/ergs';
}

/** What would end the story: the organiser going, or erasing themselves. */
function endsIt(route: string): boolean {
  return /\/me$|organisers|hand-over|state$/.test(route);
}

/** The same body about the two people of this story, where it names somebody. */
function withPeople(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('userIds' in body)) return body;
  return { ...body, userIds: [ally.id, asker.id] };
}
