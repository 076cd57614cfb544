import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type {
  MoveItemBody,
  RunAskView,
  RunEventView,
  RunLessonView,
} from '../../../../shared/contract/content.ts';
import { fakeApi, json, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const ASKS = 'GET /api/ergs/e1/run/asks?of=in-hand';

function anAsk(fields: Partial<RunAskView> = {}): RunAskView {
  return {
    id: 'a1',
    state: 'draft',
    changedAt: '2026-03-02T09:00:00.000Z',
    revision: 1,
    words: {
      title: 'Keep our times free',
      why: 'It lets everyone take part.',
      question: 'Did you choose a time?',
      pillar: 'take-action',
      cadence: 'fortnightly',
      form: { kind: 'if-then', action: 'choose a time for everyone', cues: ['I invite people'] },
    },
    ...fields,
  };
}

function aLesson(): RunLessonView {
  return {
    id: 'l1',
    state: 'published',
    changedAt: '2026-03-01T09:00:00.000Z',
    revision: 2,
    words: {
      title: 'Three things to read',
      summary: 'Texts by people who live it.',
      link: 'https://example.org/three',
      format: 'read',
      minutes: 15,
      aids: [],
      pillar: 'learn',
    },
  };
}

function anEvent(fields: Partial<RunEventView> = {}): RunEventView {
  return {
    id: 'v1',
    state: 'published',
    changedAt: '2026-03-02T09:00:00.000Z',
    revision: 2,
    begun: false,
    words: {
      title: 'Coffee for everyone',
      description: 'An hour to meet.',
      date: '2026-03-11',
      time: '15:00',
      zone: 'America/New_York',
      minutes: 60,
      place: 'Leeds',
      access: 'Step-free.',
    },
    ...fields,
  };
}

/** An API of an ERG that one runs, with these asks, of which each step is kept. */
function organisersApi(asks: readonly RunAskView[] = []): FakeApi {
  let items = [...asks];
  const api = fakeApi();
  const runs = [{ ergId: 'e1', name: 'Prism', picture: '🌈' }];
  api.on('GET /api/home', () => json(givenHome({ runs })));
  api.on(ASKS, () => json({ items: items.filter(({ state }) => state !== 'retired') }));
  api.on('GET /api/ergs/e1/run/asks?of=put-away', () =>
    json({ items: items.filter(({ state }) => state === 'retired') }),
  );
  for (const { id } of asks) {
    api.on(`PUT /api/ergs/e1/run/asks/${id}/state`, ({ body }) => {
      const { state } = body as MoveItemBody;
      items = items.map((one) =>
        one.id === id ? { ...one, state, revision: one.revision + 1 } : one,
      );
      return json(items.find((one) => one.id === id));
    });
  }
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const field = (name: string | RegExp) => page.getByRole('textbox', { name });

test('a draft is published with one tap, and taken back with another', async () => {
  const api = organisersApi([anAsk()]);
  await openTab(api, { at: '/run/e1/asks' });
  await expect.element(heading('Keep our times free')).toBeVisible();
  await expect.element(page.getByText('Draft', { exact: true })).toBeVisible();

  await button('Publish Keep our times free').click();
  await expect
    .element(page.getByRole('article').getByText('Published', { exact: true }))
    .toBeVisible();
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(page.getByText('Draft', { exact: true })).toBeVisible();
  expect(api.requests('PUT /api/ergs/e1/run/asks/a1/state').map(({ body }) => body)).toEqual([
    { revision: 1, state: 'published' },
    { revision: 2, state: 'draft' },
  ]);
});

test('the list shows what is in one state; what was retired stands apart, and can be published again', async () => {
  const api = organisersApi([anAsk(), anAsk({ id: 'a2', state: 'published' })]);
  await openTab(api, { at: '/run/e1/asks' });
  await expect.element(heading('Keep our times free').nth(1)).toBeVisible();
  await button('Published').click();
  await expect.element(page.getByRole('status').getByText('1 shown')).toBeInTheDocument();
  await button('Retire Keep our times free').click();
  await expect.element(page.getByText(/No asks here/)).toBeVisible();
  await button('Put away').click();
  await expect.element(button('Publish Keep our times free')).toHaveTextContent('Publish again');
});

test('events say when they are in their own zone and how many come, and are cancelled rather than retired', async () => {
  const api = organisersApi();
  const items = [anEvent({ going: { from: 25, to: 49 } }), anEvent({ id: 'v2', begun: true })];
  api.on('GET /api/ergs/e1/run/events?of=in-hand', () => json({ items }));
  await openTab(api, { at: '/run/e1/events' });
  await expect.element(page.getByText('25 to 49 people said yes')).toBeVisible();
  await expect
    .element(page.getByText('Fewer than 10 people said yes, or nobody yet'))
    .toBeVisible();
  await expect
    .element(page.getByText(/Wednesday,? 11 March, 15:00 · America\/New York · Leeds/).first())
    .toBeVisible();
  await expect.element(button('Cancel Coffee for everyone')).toBeVisible();
  await expect.element(page.getByText('Over', { exact: true })).toBeVisible();
  await expect.element(button('Retire Coffee for everyone')).toBeVisible();
});

test('what cannot be had says so, and is had again', async () => {
  const api = organisersApi([anAsk()]);
  api.on(ASKS, () => problem('unexpected'));
  await openTab(api, { at: '/run/e1/asks' });
  await expect.element(page.getByText('Title of unexpected')).toBeVisible();
  api.on(ASKS, () => json({ items: [anAsk()] }));
  await button('Try again').click();
  await expect.element(heading('Keep our times free')).toBeVisible();
});

test('a refused step says why, and leaves everything as it was', async () => {
  const api = organisersApi([anAsk()]);
  api.on('PUT /api/ergs/e1/run/asks/a1/state', () => problem('too-many-items'));
  await openTab(api, { at: '/run/e1/asks' });
  await button('Publish Keep our times free').click();
  await expect.element(page.getByText('Title of too-many-items')).toBeVisible();
  await expect.element(page.getByText('Draft', { exact: true })).toBeVisible();
});

test('a new ask is written with its pledge, seen as it will look, and saved as a draft', async () => {
  const api = organisersApi();
  api.on('PUT /api/ergs/e1/run/asks/*', ({ body }) => json({ ...anAsk(), ...(body as object) }));
  const tab = await openTab(api, { at: '/run/e1/asks/new' });
  await field('Title').fill('Bring a chair');
  await field(/I will/).fill('bring a chair for who stands');
  await field(/When/).fill('a meeting is full\nsomebody comes late');
  await field(/The question/).fill('Was a meeting full?');
  await field(/Why it matters/).fill('Sitting is being asked to stay.');
  await expect.element(heading('Bring a chair')).toBeVisible();
  await expect
    .element(page.getByText('When a meeting is full, I will bring a chair for who stands'))
    .toBeVisible();
  await button('Save as a draft').click();
  await expect.poll(() => tab.path()).toBe('/run/e1/asks');
  expect(api.requests('PUT /api/ergs/e1/run/asks/*')[0]?.body).toMatchObject({
    revision: 0,
    words: {
      title: 'Bring a chair',
      form: {
        kind: 'if-then',
        action: 'bring a chair for who stands',
        cues: ['a meeting is full', 'somebody comes late'],
      },
    },
  });
});

test('asking to speak up is a plain goal with phrases', async () => {
  const api = organisersApi();
  api.on('PUT /api/ergs/e1/run/asks/*', () => json(anAsk()));
  await openTab(api, { at: '/run/e1/asks/new' });
  await page.getByRole('radio', { name: 'Speak up' }).click();
  await field(/Phrases/).fill('Let me stop you there.');
  await button('Save as a draft').click();
  await expect
    .poll(() => api.requests('PUT /api/ergs/e1/run/asks/*')[0]?.body)
    .toMatchObject({
      words: {
        pillar: 'speak-up',
        form: { kind: 'plain-goal', phrases: ['Let me stop you there.'] },
      },
    });
});

test('an event in another zone shows both times before it is saved; what does not fit is said at its field', async () => {
  const api = organisersApi();
  api.on('GET /api/ergs/e1/run/events?of=in-hand', () => json({ items: [anEvent()] }));
  api.on('PUT /api/ergs/e1/run/events/v1', () =>
    json(
      {
        type: 'about:invalid',
        title: 'Something does not fit',
        detail: 'Look at the fields.',
        status: 400,
        code: 'invalid',
        fields: [{ path: 'words.joinUrl', reason: 'not-an-address' }],
      },
      400,
    ),
  );
  await openTab(api, { at: '/run/e1/events/v1' });
  // Clocks in New York went forward on 8 March, those in London did not yet.
  await expect.element(page.getByText(/11 March, 19:00 to 20:00/)).toBeVisible();
  await expect.element(page.getByText(/In New York that is .*11 March, 15:00/)).toBeVisible();
  await expect.element(page.getByText(/told of another time, place or link/)).toBeVisible();
  await button('Save').click();
  await expect
    .element(page.getByText('Write an address that begins with https.').first())
    .toBeVisible();
});

test('what somebody else changed meanwhile is not written over unseen', async () => {
  const api = organisersApi([anAsk()]);
  api.on('PUT /api/ergs/e1/run/asks/a1', () => {
    const words = { ...anAsk().words, title: 'Theirs' };
    api.on(ASKS, () => json({ items: [anAsk({ revision: 2, words })] }));
    return problem('changed-meanwhile');
  });
  await openTab(api, { at: '/run/e1/asks/a1' });
  await field('Title').fill('Mine');
  await button('Save as a draft').click();
  await expect.element(page.getByText('Somebody else changed this in the meantime.')).toBeVisible();
  await button('Take theirs').click();
  await expect.element(field('Title')).toHaveValue('Theirs');
});

test.each([320, 1200])(
  'without barriers at %s px, and nothing wider than the page',
  async (width) => {
    await page.viewport(width, 900);
    const api = organisersApi([anAsk(), anAsk({ id: 'a2', state: 'published' })]);
    await openTab(api, { at: '/run/e1/asks' });
    await expect.element(heading('Keep our times free').first()).toBeVisible();
    expect(await findBarriers()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await page.getByRole('link', { name: 'Edit Keep our times free' }).first().click();
    await expect.element(field('Title')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await userEvent.keyboard('{Tab}');
  },
);

test('an event belongs to nothing until an observance of the coming year is chosen', async () => {
  const api = organisersApi();
  const entry = {
    id: 'women',
    title: 'International Women’s Day',
    sentence: 'A day for the rights of women.',
    first: '2026-03-08',
    last: '2026-03-08',
    mayMoveByADay: false,
    lessons: [],
    events: [],
  };
  api.on('GET /api/year?from=2026-03-03', () =>
    json({ from: '2026-03-03', through: '2027-03-02', entries: [entry] }),
  );
  api.on('GET /api/ergs/e1/run/events?of=in-hand', () => json({ items: [anEvent()] }));
  api.on('PUT /api/ergs/e1/run/events/v1', () => json(anEvent()));
  await openTab(api, { at: '/run/e1/events/v1' });
  const choice = page.getByRole('combobox', { name: 'Belongs to' });
  await expect.element(choice).toHaveDisplayValue('Nothing in the year');
  await choice.selectOptions('International Women’s Day · March 2026');
  await button('Save').click();
  await expect
    .poll(() => api.requests('PUT /api/ergs/e1/run/events/v1')[0]?.body)
    .toMatchObject({
      words: { title: 'Coffee for everyone', observanceId: 'women' },
    });
});

test('what belongs to something that is not in the coming year keeps it', async () => {
  const api = organisersApi();
  const { words } = anEvent();
  const event = anEvent({ words: { ...words, observanceId: 'hidden-one' } });
  api.on('GET /api/year?from=2026-03-03', () => problem('unexpected'));
  api.on('GET /api/ergs/e1/run/events?of=in-hand', () => json({ items: [event] }));
  api.on('PUT /api/ergs/e1/run/events/v1', () => json(event));
  await openTab(api, { at: '/run/e1/events/v1' });
  await expect
    .element(page.getByRole('combobox', { name: 'Belongs to' }))
    .toHaveDisplayValue('Something that is not in the coming year');
  await expect.element(page.getByText(/could not be fetched just now/)).toBeVisible();
  await button('Save').click();
  await expect
    .poll(() => api.requests('PUT /api/ergs/e1/run/events/v1')[0]?.body)
    .toMatchObject({
      words: { observanceId: 'hidden-one' },
    });
});

test('a lesson says in which language it is, once its organisers say so', async () => {
  const api = organisersApi();
  api.on('GET /api/year?from=2026-03-03', () =>
    json({ from: '2026-03-03', through: '2027-03-02', entries: [] }),
  );
  api.on('GET /api/ergs/e1/run/lessons?of=in-hand', () => json({ items: [aLesson()] }));
  api.on('PUT /api/ergs/e1/run/lessons/l1', () => json(aLesson()));
  await openTab(api, { at: '/run/e1/lessons/l1' });
  const choice = page.getByRole('combobox', { name: 'Language' });
  await expect.element(choice).toHaveDisplayValue('Not said');
  await choice.selectOptions('Welsh');
  await button('Save').click();
  await expect
    .poll(() => api.requests('PUT /api/ergs/e1/run/lessons/l1')[0]?.body)
    .toMatchObject({ words: { language: 'cy' } });
});
