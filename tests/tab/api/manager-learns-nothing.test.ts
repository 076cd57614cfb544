import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { MadeAskReply } from '../../../shared/contract/buddies.ts';
import type { CheckIn } from '../../../shared/domain/check-in.ts';
import { lastWholeMonth, monthsAfter } from '../../../shared/domain/month.ts';
import {
  type ApiServer,
  bodyOf,
  employee,
  expectOk,
  pledgeId,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { personId } from '../../support/broadcasts.ts';
import {
  aCheckIn,
  aDelivery,
  aJournalEntry,
  aMembership,
  anErg,
  anOrganiser,
  aPledge,
  ERG_ID,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import {
  below,
  nameOf,
  releaseLastMonth,
  setPlaces,
  takesPart,
} from '../../support/organisations.ts';
import { audienceOf, everyRoute, filledIn, nameOf as nameOfRoute } from './every-route.ts';

const issuer = useIssuer();
const manager = employee(1, { name: nameOf(1) });
const admin = employee(900, { name: 'Ada Admin', roles: ['Alongside.Admin'] });

/** The people of the story, all below the manager. */
const NUMBERS = Array.from({ length: 30 }, (_, n) => 100 + n);
const PLACES = [[0, null] as const, ...below(0, 1, 14), ...below(1, 100, 30)];

/** What one of them has that is nobody else's business, each nowhere else in this test. */
function valuesOf(number: number) {
  return {
    'the words of a pledge': `Tell number ${number} of the family`,
    'the id of a pledge': `0192f7a0-1111-7000-8000-${String(number).padStart(12, '0')}`,
    'a private note': `I froze, and number ${number} laughed`,
    'the words of their journal': `I wonder what number ${number} heard of me`,
    'what their journal is about': `The lesson that number ${number} read`,
    'which message it was': `activity-of-${number}-7781`,
    'what they shared with a buddy': `I did: ask number ${number} what helps`,
    'when they answered': `T07:41:13.${number}Z`,
  } as const;
}

/** A year in which everybody below the manager takes part, each month in another way, and every month is released. */
async function aYear(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  const by = anOrganiser({ userId: personId(0), name: nameOf(0) });
  for (const [id, name] of [
    [ERG_ID, 'Parents and Carers'],
    [OTHER_ERG_ID, 'Hidden Harbour'],
  ] as const) {
    const erg = anErg({ id, name, organisers: [by] });
    await createErg(api.deps, { tenantId: TENANT_ID, actorId: personId(0), erg });
  }
  await setPlaces(api.deps, PLACES);
  for (let month = 0; month < 12; month += 1) {
    const of = monthsAfter('2026-03', month);
    for (const number of NUMBERS) await liveAMonth(api, number, of);
    api.clock.set(`${monthsAfter(of, 1)}-03T09:00:00.000Z`);
    expect(lastWholeMonth(api.clock.now())).toBe(of);
    await releaseLastMonth(api.deps);
  }
  for (let n = 0; n < NUMBERS.length; n += 2) await beBuddies(api, NUMBERS[n], NUMBERS[n + 1]);
  return api;
}

async function liveAMonth(api: ApiServer, number: number, month: string): Promise<void> {
  const values = valuesOf(number);
  const id = values['the id of a pledge'];
  const answer: CheckIn = aCheckIn({
    pledgeId: id,
    date: `${month}-10`,
    note: values['a private note'],
    answeredAt: `${month}-10${values['when they answered']}`,
  });
  const isOn = (number + Number(month.slice(5))) % 3 !== 0;
  const pledge = aPledge({
    id,
    form: { kind: 'own-words', words: values['the words of a pledge'] },
    startedOn: '2026-03-01',
    endsOn: '2027-12-31',
    recent: isOn ? [answer] : [],
  });
  const memberships = isOn ? [aMembership({ ergId: OTHER_ERG_ID })] : [];
  await takesPart(api.deps, number, { pledges: isOn ? [pledge] : [], memberships });
  const key = { tenantId: TENANT_ID, userId: personId(number) };
  const loaded = await api.deps.people.load(key);
  if (loaded === undefined) throw new Error('This person is not there.');
  const delivery = aDelivery({
    date: `${month}-10`,
    progress: {
      state: 'sent',
      activityId: values['which message it was'],
      sentAt: `${month}-10T09:00:00.000Z`,
      uncertain: false,
    },
  });
  await api.deps.people.commit(loaded, { ...loaded.person, deliveries: [delivery] }, [
    { kind: 'put-check-in', checkIn: answer },
    {
      kind: 'put-journal-entry',
      entry: aJournalEntry({
        words: values['the words of their journal'],
        about: {
          kind: 'lesson',
          lessonId: 'listen-empathy',
          title: values['what their journal is about'],
        },
      }),
    },
  ]);
}

/** Lets two of them be buddies, each of whom shares something. */
async function beBuddies(api: ApiServer, one = 0, other = 0): Promise<void> {
  const id = pledgeId(one);
  const asker = await api.as(asPerson(one));
  const accepter = await api.as(asPerson(other));
  const { secret } = bodyOf(await asker.post('/api/buddies', { id }), MadeAskReply);
  expectOk(await accepter.post(`/api/buddies/links/${secret}/accept`, undefined));
  expectOk(await asker.post(`/api/buddies/${id}/confirm`, undefined));
  for (const [number, me] of [
    [one, asker],
    [other, accepter],
  ] as const) {
    const words = valuesOf(number)['what they shared with a buddy'];
    expectOk(await me.post(`/api/buddies/${id}/shares`, { id: pledgeId(500 + number), words }));
  }
}

test.each([
  ['a manager', manager],
  ['an admin', admin],
])(
  'no answer to %s holds anything of anybody, whatever they ask after a year',
  async (_who, who) => {
    const api = await aYear();
    const some = await api.as(asPerson(101));
    const own = `${(await some.get('/api/home')).text} ${(await some.get('/api/me/export')).text}`;
    for (const [what, value] of Object.entries(valuesOf(101))) expect(own, what).toContain(value);

    const me = await api.as(who);
    await me.consent();
    const routes = (await everyRoute(api)).filter((route) => audienceOf(route) !== 'public');
    const reading = routes.filter(({ method }) => method === 'GET');
    const changing = routes.filter((route) => !reading.includes(route) && !endsIt(route.path));
    let answered = 0;
    for (const route of [...reading, ...changing, ...reading]) {
      const { path, body } = filledIn(route);
      const { status, text } = await me.send(route.method, path, body);
      if (status < 400) answered += 1;
      for (const number of NUMBERS) {
        for (const [what, value] of Object.entries(valuesOf(number))) {
          expect(text.includes(value), `${what} of ${number} in ${nameOfRoute(route)}`).toBe(false);
        }
      }
      if (route.path.includes('/organisation')) {
        for (const number of NUMBERS) {
          expect(text).not.toContain(personId(number));
          expect(text).not.toContain(nameOf(number));
        }
      }
    }
    expect(answered).toBeGreaterThanOrEqual(15);
    // What was logged meanwhile names nobody, either.
    const said = JSON.stringify(api.deps.logged);
    for (const number of NUMBERS) {
      expect(said).not.toContain(personId(number));
      expect(said).not.toContain(valuesOf(number)['the words of their journal']);
    }
  },
  60_000,
);

test('what a manager reads is what was released, and no number besides', async () => {
  const api = await aYear();
  const reply = await (await api.as(manager)).get('/api/organisation');
  const page = await api.deps.releases.readPage(TENANT_ID, manager.id);
  expect(reply.body).toEqual({ months: page?.months, leadsAnother: false });
  expect(page?.months).toHaveLength(12);
  for (const month of page?.months ?? []) {
    if (month.group !== 'own') throw new Error('This group is shown alone.');
    for (const { from, to } of [month.pledge, month.checkin, month.learning]) {
      expect(to - from).toBeGreaterThanOrEqual(4);
    }
  }
});

function asPerson(number: number): TestPerson {
  return employee(number, { name: nameOf(number) });
}

/** What would end the story: whoever asks erasing themselves. */
function endsIt(path: string): boolean {
  return path.endsWith('/me');
}
