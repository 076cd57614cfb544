import { describe, expect, test } from 'vitest';
import { CatalogueReply, type TemplateView } from '../../../shared/contract/catalogue.ts';
import { PledgeView } from '../../../shared/contract/pledges.ts';
import { TEMPLATE_IDS } from '../../../shared/catalogue/template.ts';
import {
  aNewPledge,
  expectProblem,
  bodyOf,
  expectOk,
  pledgeId,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';

const issuer = useIssuer();

async function robinWhoAgreed() {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  return { api, me };
}

/** The pledge that a template makes when it is taken as it stands. */
function fromTemplate({ id, pillar, cadence, words }: TemplateView) {
  const form =
    words.form === 'if-then'
      ? { kind: 'if-then', cue: words.cues[0], action: words.action, selfTalk: words.selfTalk }
      : { kind: 'plain-goal', goal: words.goal, phrases: words.phrases };
  return { pillar, cadence, form, source: { kind: 'catalogue', templateId: id } };
}

describe('the catalogue', () => {
  test('holds the 21 built-in templates in their order', async () => {
    const { me } = await robinWhoAgreed();

    const { templates } = bodyOf(await me.get('/api/catalogue'), CatalogueReply);

    expect(templates.map((template) => template.id)).toEqual(TEMPLATE_IDS);
    expect(templates).toHaveLength(21);
  });

  test('may be kept for an hour by whoever read it, language by language', async () => {
    const { me } = await robinWhoAgreed();
    const { headers } = await me.get('/api/catalogue');
    expect(headers.get('cache-control')).toBe('private, max-age=3600');
    expect(headers.get('vary')).toContain('accept-language');
  });

  test('is readable before agreeing to anything', async () => {
    const api = await startApi(issuer.get());
    expect((await (await api.as(robin)).get('/api/catalogue')).status).toBe(200);
    expect(api.changes()).toBe(0);
  });

  test.each(TEMPLATE_IDS)('%s becomes a pledge in its own words with one tap', async (id) => {
    const { me } = await robinWhoAgreed();
    const { templates } = bodyOf(await me.get('/api/catalogue'), CatalogueReply);
    const template = templates.find((candidate) => candidate.id === id);
    if (template === undefined) throw new Error(`${id} is not in the catalogue.`);
    const taken = fromTemplate(template);

    const pledge = await me.pledge(taken);

    expect(pledge).toMatchObject({
      pillar: template.pillar,
      cadence: template.cadence,
      form: taken.form,
      title: template.title,
      question: template.question,
      templateId: id,
      wordsFrom: 'catalogue',
      life: 'active',
    });
  });

  test('words of one’s own in a template are the person’s, also when that is one cue', async () => {
    const { me } = await robinWhoAgreed();
    const { templates } = bodyOf(await me.get('/api/catalogue'), CatalogueReply);
    const taken = templates.map(fromTemplate).find(({ form }) => form.kind === 'if-then');

    const form = { ...taken?.form, cue: 'Robin and I meet' };
    const pledge = await me.pledge({ ...taken, form });

    expect(pledge).toMatchObject({ wordsFrom: 'person', form });
  });
});

test('nobody pledges before they agreed, and nothing of it is kept', async () => {
  const api = await startApi(issuer.get());

  const refused = await (await api.as(robin)).post('/api/pledges', aNewPledge());

  expectProblem(refused, 'consent-needed');
  expect(await api.rows()).toEqual([]);
});

describe('five active pledges', () => {
  async function robinWithFive() {
    const { api, me } = await robinWhoAgreed();
    const five: PledgeView[] = [];
    for (const number of [1, 2, 3, 4, 5]) five.push(await me.pledge({ id: pledgeId(number) }));
    return { api, me, five, sixth: aNewPledge({ id: pledgeId(6) }) };
  }

  test('are the most: a sixth is refused and nothing changes', async () => {
    const { api, me, sixth } = await robinWithFive();
    const before = await api.rows();

    expectProblem(await me.post('/api/pledges', sixth), 'too-many-pledges');

    expect(await api.rows()).toEqual(before);
  });

  test('leave room for another once one is paused; then that one cannot be resumed', async () => {
    const { me, five, sixth } = await robinWithFive();
    const path = `/api/pledges/${five[0]?.id}`;
    const paused = bodyOf(
      await me.patch(path, { do: 'pause', revision: five[0]?.revision }),
      PledgeView,
    );

    expectOk(await me.post('/api/pledges', sixth));

    const resume = { do: 'resume', revision: paused.revision };
    expectProblem(await me.patch(path, resume), 'too-many-pledges');
  });

  test('are five also when seven are asked for at once', async () => {
    const { me } = await robinWhoAgreed();

    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((number) => {
        return me.post('/api/pledges', aNewPledge({ id: pledgeId(number) }));
      }),
    );

    const refused = answers.filter((answer) => answer.status !== 200);
    // Who was in the way of too many others is asked to try again.
    expect([409, 503]).toEqual(
      expect.arrayContaining([...new Set(refused.map((answer) => answer.status))]),
    );
    expect((await me.home()).pledges).toHaveLength(answers.length - refused.length);
    expect(answers.length - refused.length).toBeLessThanOrEqual(5);
  });
});

describe('the same request again', () => {
  test('is the same pledge, and nothing is written', async () => {
    const { api, me } = await robinWhoAgreed();
    const first = await me.pledge();
    const before = api.changes();

    expect(await me.pledge()).toEqual(first);

    expect(api.changes()).toBe(before);
    expect((await me.home()).pledges).toHaveLength(1);
  });

  test('at the same time is one pledge', async () => {
    const { me } = await robinWhoAgreed();

    const made = await Promise.all([me.pledge(), me.pledge(), me.pledge()]);

    expect(new Set(made.map((pledge) => pledge.revision)).size).toBe(1);
    expect((await me.home()).pledges).toHaveLength(1);
  });

  test.each([
    ['other words', { form: { kind: 'own-words', words: 'Something else.' } }],
    ['another cadence', { cadence: 'monthly' }],
    ['another end', { endsOn: '2026-06-01' }],
    ['another pillar', { pillar: 'learn' }],
  ])('with %s is another request: it is refused and the pledge stays', async (_what, fields) => {
    const { api, me } = await robinWhoAgreed();
    await me.pledge();
    const before = await api.rows();

    expectProblem(await me.post('/api/pledges', aNewPledge(fields)), 'id-taken');

    expect(await api.rows()).toEqual(before);
  });

  test('with all optional words is the same pledge, too', async () => {
    const { me } = await robinWhoAgreed();
    const form = { kind: 'if-then', cue: 'we meet', action: 'listen', selfTalk: 'Slowly.' };
    const first = await me.pledge({ form });
    expect(await me.pledge({ form })).toEqual(first);
  });
});
