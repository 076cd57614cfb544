import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { MembershipView } from '../../../../shared/contract/ergs.ts';
import type { MakePledgeBody } from '../../../../shared/contract/pledges.ts';
import { json, noConnection, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWith, madeOf } from './pledge-api.ts';

const text = (part: string) => page.getByText(part, { exact: false });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const title = () => page.getByRole('heading', { level: 1 });
const field = (name: string) => page.getByRole('textbox', { name });
const MAKE = 'POST /api/pledges';

function sent(api: FakeApi): MakePledgeBody[] {
  return api.requests(MAKE).map(({ body }) => body as MakePledgeBody);
}

function apiThatMakes(home = givenHome()): FakeApi {
  const api = apiWith(home);
  api.on(MAKE, ({ body }) => {
    const made = madeOf(body);
    api.on('GET /api/home', () => json({ ...home, pledges: [...home.pledges, made] }));
    return json(made, 201);
  });
  api.on('GET /api/pledges/*', () => json({ checkIns: [] }));
  return api;
}

test('by keyboard alone: find a suggestion, open it, and pledge it as it is', async () => {
  const api = apiThatMakes();
  const tab = await openTab(api, { at: '/pledges/new' });
  await page.getByRole('searchbox', { name: 'Search' }).click();
  await userEvent.keyboard('finish');
  await expect.element(page.getByRole('link', { name: /Challenge jokes/ })).not.toBeInTheDocument();
  const found = page.getByRole('link', { name: /Let people finish/ });
  for (let tabs = 0; tabs < 8 && document.activeElement !== found.element(); tabs += 1) {
    await userEvent.keyboard('{Tab}');
  }
  await expect.element(found).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(title()).toHaveTextContent('Let people finish');
  await expect.element(title()).toHaveFocus();
  (button('Pledge').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => tab.path()).toMatch(/^\/pledges\/[0-9a-f-]{36}$/);
  await expect.element(page.getByText(/^Next question on Tuesday 17 March/)).toBeVisible();
  const [body] = sent(api);
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
    pillar: 'listen',
    form: {
      kind: 'if-then',
      cue: 'someone tells me something hard',
      action: 'let them finish',
      selfTalk: 'No answer yet.',
    },
    source: { kind: 'catalogue', templateId: 'listen-hear-out' },
    cadence: 'fortnightly',
    // Twelve weeks from 3 March.
    endsOn: '2026-05-26',
  });
});

test('everything on the screen can be changed', async () => {
  const erg = (fields: Partial<MembershipView>): MembershipView => ({
    ergId: 'e1',
    name: 'Prism',
    state: 'active',
    since: '2026-02-10T09:00:00.000Z',
    showToAllies: false,
    muted: false,
    ...fields,
  });
  const home = givenHome({
    memberships: [erg({}), erg({ ergId: 'e2', name: 'Asked', state: 'requested' })],
  });
  const api = apiThatMakes(home);
  await openTab(api, { at: '/pledges/new?template=listen-hear-out' });
  await page.getByRole('radio', { name: 'Another moment' }).click();
  await field('Your moment').fill('  a new colleague joins ');
  await field('I will').fill('say hello');
  await field('A line to say to yourself (optional)').fill('');
  await page.getByRole('combobox', { name: 'Ask me' }).selectOptions('weekly');
  await page.getByLabelText('Until').fill('2026-04-01');
  const ergs = page.getByRole('combobox', { name: 'For an ERG (optional)' });
  await expect.element(ergs).not.toMatchTextContent('Asked');
  await ergs.selectOptions('Prism');
  await expect.element(text('Only you')).toBeVisible();
  await button('Pledge').click();
  await expect.poll(() => sent(api)).toHaveLength(1);
  expect(sent(api)[0]).toMatchObject({
    form: { kind: 'if-then', cue: 'a new colleague joins', action: 'say hello' },
    cadence: 'weekly',
    endsOn: '2026-04-01',
    ergId: 'e1',
  });
  expect(sent(api)[0]?.form).not.toHaveProperty('selfTalk');
});

test('whoever goes elsewhere while a pledge is being saved stays there', async () => {
  const api = apiThatMakes();
  const saved = Promise.withResolvers<Response>();
  api.on(MAKE, () => saved.promise);
  const tab = await openTab(api, { at: '/pledges/new?template=listen-hear-out' });
  await button('Pledge').click();
  await expect.poll(() => sent(api)).toHaveLength(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect.element(title()).toHaveTextContent('Settings');
  saved.resolve(json(madeOf(sent(api)[0]), 201));
  await expect.element(page.getByText('Pledged', { exact: false }).first()).toBeInTheDocument();
  expect(tab.path()).toBe('/settings');
});

test('speaking up is a plain goal with phrases, and a word on safety', async () => {
  const api = apiThatMakes();
  await openTab(api, { at: '/pledges/new?template=speak-jokes' });
  await expect.element(text('Only if it is safe for you.')).toBeVisible();
  await button('Remove phrase 1').click();
  await expect.element(button('Add a phrase')).toHaveFocus();
  await button('Add a phrase').click();
  await field('Phrase 2').fill('Let us leave that.');
  await button('Pledge').click();
  await expect.poll(() => sent(api)).toHaveLength(1);
  expect(sent(api)[0]?.form).toEqual({
    kind: 'plain-goal',
    goal: 'challenge jokes',
    phrases: ['Hm.', 'Let us leave that.'],
  });
});

test('own words are marked and take the focus while they are empty', async () => {
  const api = apiThatMakes();
  await openTab(api, { at: '/pledges/new?pillar=learn' });
  await page.getByRole('link', { name: 'Use my own words' }).click();
  await button('Pledge').click();
  await expect.element(text('Write something here.')).toBeVisible();
  await expect.element(field('I pledge to')).toHaveFocus();
  expect(sent(api)).toHaveLength(0);
  await field('I pledge to').fill('ask who we have not heard');
  await page.getByRole('radio', { name: 'Take action' }).click();
  await button('Pledge').click();
  await expect.poll(() => sent(api)).toHaveLength(1);
  expect(sent(api)[0]).toMatchObject({
    pillar: 'take-action',
    form: { kind: 'own-words', words: 'ask who we have not heard' },
    source: { kind: 'own' },
  });
});

test.for([
  ['2026-03-03', 'Choose a day after today.'],
  ['2028-01-01', 'Choose a day within a year.'],
  ['', 'Choose a date.'],
] as const)('a period until "%s" is not sent', async ([endsOn, reason]) => {
  const api = apiThatMakes();
  await openTab(api, { at: '/pledges/new?template=listen-hear-out' });
  await page.getByLabelText('Until').fill(endsOn);
  await button('Pledge').click();
  await expect.element(page.getByText(reason)).toBeVisible();
  expect(sent(api)).toHaveLength(0);
});

test('when saving fails the words stay, and trying again sends the same pledge', async () => {
  const api = apiThatMakes();
  api.on(MAKE, () => problem('unexpected'));
  const tab = await openTab(api, { at: '/pledges/new?template=listen-hear-out' });
  await field('I will').fill('say hello');
  await button('Pledge').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(field('I will')).toHaveValue('say hello');
  api.on(MAKE, ({ body }) => json(madeOf(body), 201));
  await button('Try again').click();
  await expect.poll(() => tab.path()).toMatch(/^\/pledges\/[0-9a-f-]{36}$/);
  const [first, second] = sent(api);
  expect(second).toEqual(first);
});

test('a pledge that was made by an attempt without an answer gets the words of the next attempt', async () => {
  const api = apiThatMakes();
  api.on(MAKE, noConnection);
  const tab = await openTab(api, { at: '/pledges/new?template=listen-hear-out' });
  await button('Pledge').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('could not be reached');
  const [lost] = sent(api);
  api.on(MAKE, () => json(madeOf(lost)));
  api.on('PATCH /api/pledges/*', ({ body }) => json({ ...madeOf(lost), ...(body as object) }));
  await field('I will').fill('say hello');
  await button('Pledge').click();
  await expect.poll(() => tab.path()).toBe(`/pledges/${lost?.id}`);
  expect(api.requests(`PATCH /api/pledges/${lost?.id}`)[0]?.body).toMatchObject({
    do: 'edit',
    revision: 20,
    form: { action: 'say hello' },
  });
});

test('what was typed is there again on coming back, from the list of suggestions too', async () => {
  const tab = await openTab(apiThatMakes(), { at: '/pledges/new?template=listen-hear-out' });
  await field('I will').fill('say hello');
  await page.getByRole('link', { name: 'Other suggestions' }).click();
  await expect.element(text('Not finished yet:')).toBeVisible();
  await page.getByRole('link', { name: 'Let people finish', exact: true }).click();
  await expect.element(field('I will')).toHaveValue('say hello');
  await expect.element(text('What you typed before is still here.')).toBeVisible();
  await button('Start over').click();
  await expect.element(field('I will')).toHaveValue('let them finish');
  expect(tab.path()).toBe('/pledges/new?template=listen-hear-out');
});

test('the fifth pledge leads to its page like any other', async () => {
  const four = Array.from({ length: 4 }, (_, index) => pledgeView({ id: `p${index}` }));
  const tab = await openTab(apiThatMakes(givenHome({ pledges: four })), {
    at: '/pledges/new?template=listen-hear-out',
  });
  await button('Pledge').click();
  await expect.poll(() => tab.path()).toMatch(/^\/pledges\/[0-9a-f-]{36}$/);
  await expect.element(page.getByRole('heading', { name: 'Answers so far' })).toBeVisible();
});

test('the suggestions can be narrowed to a pillar, and an unknown word says so', async () => {
  await openTab(apiThatMakes(), { at: '/pledges/new?pillar=listen' });
  await expect.element(page.getByRole('link', { name: /Let people finish/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: /Challenge/ })).not.toBeInTheDocument();
  await button('All').click();
  await expect.element(page.getByRole('link', { name: /Challenge/ })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('zebra');
  await expect.element(text('Nothing fits “zebra”')).toBeVisible();
  await button('Show all').click();
  await expect.element(page.getByRole('link', { name: /Let people finish/ })).toBeVisible();
});

test('suggestions that cannot be fetched say so; own words need none', async () => {
  const api = apiThatMakes();
  api.on('GET /api/catalogue', () => problem('unexpected'));
  await openTab(api, { at: '/pledges/new' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  await page.getByRole('link', { name: 'Use my own words' }).click();
  await expect.element(button('Pledge')).toBeVisible();
});

test.for([
  '/pledges/new',
  '/pledges/new?template=listen-hear-out',
  '/pledges/new?template=speak-jokes',
  '/pledges/new?own=1',
])('there are no barriers at %s', async (at) => {
  await openTab(apiThatMakes(), { at, theme: 'dark' });
  await expect.element(title()).toBeVisible();
  await expect
    .element(
      page
        .getByRole('main')
        .getByRole(at === '/pledges/new' ? 'searchbox' : 'radio')
        .or(field('I will'))
        .first(),
    )
    .toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('what an ERG asks is marked with it, found by its name, and pledged for it', async () => {
  const api = apiThatMakes(
    givenHome({
      memberships: [
        {
          ergId: 'e1',
          name: 'Prism',
          state: 'active',
          since: '2026-02-10T09:00:00.000Z',
          showToAllies: false,
          muted: false,
        },
      ],
    }),
  );
  const ask = {
    id: 'a1',
    ergId: 'e1',
    ergName: 'Prism',
    title: 'Names as given',
    why: 'It says that somebody is seen.',
    question: 'Did a name come up?',
    pillar: 'listen',
    cadence: 'fortnightly',
    form: { kind: 'if-then', action: 'use the name', cues: ['I introduce people'] },
  };
  api.on('GET /api/asks*', () => json({ asks: [ask] }));
  await openTab(api, { at: '/pledges/new' });
  await page.getByRole('searchbox', { name: 'Search' }).fill('prism');
  await expect.element(text('Asked by Prism')).toBeVisible();
  await page.getByRole('link', { name: /Names as given/ }).click();
  await expect.element(title()).toHaveTextContent('Names as given');
  await button('Pledge').click();
  await expect
    .poll(() => sent(api)[0])
    .toMatchObject({
      source: { kind: 'ask', ergId: 'e1', askId: 'a1' },
      ergId: 'e1',
      form: { kind: 'if-then', cue: 'I introduce people', action: 'use the name' },
    });
});

test('where the asks cannot be had, the catalogue is shown alone', async () => {
  const api = apiThatMakes();
  api.on('GET /api/asks*', () => problem('unexpected'));
  await openTab(api, { at: '/pledges/new' });
  await expect.element(page.getByRole('link', { name: /Let people finish/ })).toBeVisible();
});
