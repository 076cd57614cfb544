import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { GivenHome } from '../../../../shared/contract/home.ts';
import type { CheckInBody, PledgeView } from '../../../../shared/contract/pledges.ts';
import { fakeApi, json, noConnection, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { dueView, givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const LISTEN = pledgeView();
const SPEAK = pledgeView({
  id: '0195a1f0-0000-7000-8000-000000000002',
  pillar: 'speak-up',
  title: 'Give credit',
  question: 'Did a moment come up to give credit?',
});

function apiWith(home: GivenHome): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(home));
  return api;
}

function bothDue(): FakeApi {
  return apiWith(givenHome({ pledges: [LISTEN, SPEAK], due: [dueView(LISTEN), dueView(SPEAK)] }));
}

function saved(pledge: PledgeView, body: unknown, more: Partial<PledgeView> = {}): Response {
  const { answer, note } = body as CheckInBody;
  return json({
    pledge: { ...pledge, ...more },
    checkIn: {
      pledgeId: pledge.id,
      date: '2026-03-03',
      answer,
      ...(note ? { note } : {}),
      answeredAt: '2026-03-03T10:00:00.000Z',
      answerOpen: true,
      revision: 12,
    },
  });
}

const question = (name: string) => page.getByRole('heading', { level: 2, name });
const title = () => page.getByRole('heading', { level: 1 });
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('while home is on its way, its shape is there; then Teams is told that the page is ready', async () => {
  const home = Promise.withResolvers<Response>();
  const api = fakeApi();
  api.on('GET /api/home', () => home.promise);
  const tab = await openTab(api);
  await expect.element(page.getByLabelText('Loading')).toBeVisible();
  expect(tab.told).toEqual([]);
  home.resolve(json(givenHome({ pledges: [LISTEN] })));
  await expect.element(title()).toHaveTextContent('Nothing today');
  await expect.poll(() => tab.told).toEqual(['ready']);
});

test('a home that cannot be fetched says so, and trying again brings it', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => problem('unexpected'));
  await openTab(api);
  const alert = page.getByRole('alert');
  await expect.element(alert).toMatchTextContent('Title of unexpected');
  await expect.element(alert).toMatchTextContent('What you saved is safe');
  api.on('GET /api/home', () => json(givenHome({ pledges: [LISTEN] })));
  await button('Try again').click();
  await expect.element(title()).toHaveTextContent('Nothing today');
});

test('somebody without a pledge is led to the first one', async () => {
  const tab = await openTab(apiWith(givenHome()));
  await expect.element(title()).toHaveTextContent('Start with one small pledge');
  await page.getByRole('link', { name: 'Not sure? Start by listening.' }).click();
  expect(tab.path()).toBe('/pledges/new?pillar=listen');
});

test('nothing due is a good answer, with the day of the next question', async () => {
  await openTab(apiWith(givenHome({ pledges: [LISTEN] })));
  await expect.element(title()).toHaveTextContent('Nothing today');
  await expect
    .element(page.getByText('The next question comes on Tuesday 17 March.'))
    .toBeVisible();
});

test('an answer stands at once, and the next question comes in its place with the focus', async () => {
  const api = bothDue();
  const arrived = Promise.withResolvers<void>();
  api.on('PUT /api/pledges/*', async ({ body }) => {
    await arrived.promise;
    return saved(LISTEN, body);
  });
  await openTab(api);
  await expect.element(page.getByText('2 questions for you', { exact: false })).toBeVisible();
  await expect.element(question(SPEAK.question)).not.toBeInTheDocument();
  await button('I did it').click();
  await expect.element(question(SPEAK.question)).toHaveFocus();
  await expect
    .element(page.getByText('Let people finish: I did it', { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText('Saving…', { exact: false })).toBeVisible();
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent('Answered: I did it. Next question.');
  await expect.poll(() => api.requests('PUT /api/pledges/*')).toHaveLength(1);
  expect(api.requests(`PUT /api/pledges/${LISTEN.id}/check-ins/2026-03-03`)[0]?.body).toEqual({
    answer: 'did-it',
    revision: null,
  });
  arrived.resolve();
  await expect.element(page.getByText('· Saved', { exact: false })).toBeVisible();
});

test('after the last answer nothing more is asked, and the title has the focus', async () => {
  const api = apiWith(givenHome({ pledges: [LISTEN], due: [dueView(LISTEN)] }));
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body));
  await openTab(api);
  await button("It didn't come up").click();
  await expect.element(title()).toHaveTextContent('Nothing more today');
  await expect.element(title()).toHaveFocus();
});

test('a private note goes with the answer', async () => {
  const api = bothDue();
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body));
  await openTab(api);
  await button('Add a private note').click();
  const note = page.getByRole('textbox', { name: 'Private note' });
  await expect.element(note).toHaveFocus();
  await note.fill(' It was harder than I thought. ');
  await button('Not this time').click();
  await expect.element(page.getByText('· Saved', { exact: false })).toBeVisible();
  expect(api.requests('PUT /api/pledges/*')[0]?.body).toEqual({
    answer: 'not-this-time',
    note: 'It was harder than I thought.',
    revision: null,
  });
});

test('an answer that cannot be saved brings its question back, with the note and what happened', async () => {
  const api = bothDue();
  api.on('PUT /api/pledges/*', () => problem('unexpected'));
  await openTab(api);
  await button('Add a private note').click();
  await page.getByRole('textbox', { name: 'Private note' }).fill('Mine');
  await button('I did it').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(question(LISTEN.question)).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Private note' })).toHaveValue('Mine');
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body));
  await button('Try again').click();
  await expect.element(question(SPEAK.question)).toBeVisible();
  expect(api.requests('PUT /api/pledges/*').at(-1)?.body).toEqual({
    answer: 'did-it',
    note: 'Mine',
    revision: null,
  });
});

test('a lost connection is retried with the same request before anything is said to have failed', async () => {
  const api = bothDue();
  let left = 2;
  api.on('PUT /api/pledges/*', ({ body }) => (left-- > 0 ? noConnection() : saved(LISTEN, body)));
  await openTab(api);
  await button('I did it').click();
  await expect.element(page.getByText('· Saved', { exact: false })).toBeVisible();
  const bodies = api.requests('PUT /api/pledges/*').map(({ body }) => body);
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
});

test('a question that was answered elsewhere meanwhile goes, with a word about it', async () => {
  const api = bothDue();
  api.on('PUT /api/pledges/*', () => {
    api.on('GET /api/home', () =>
      json(givenHome({ pledges: [LISTEN, SPEAK], due: [dueView(SPEAK)] })),
    );
    return problem('changed-meanwhile');
  });
  await openTab(api);
  await button('I did it').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of changed-meanwhile');
  await expect.element(question(SPEAK.question)).toBeVisible();
  await expect.element(button('Try again')).not.toBeInTheDocument();
});

test('an answer can be changed in place, with the revision that was seen', async () => {
  const api = apiWith(givenHome({ pledges: [LISTEN], due: [dueView(LISTEN)] }));
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body));
  await openTab(api);
  await button('I did it').click();
  await button('Change answer').click();
  await expect.element(question(LISTEN.question)).toHaveFocus();
  await expect.element(page.getByRole('button', { name: 'I did it', pressed: true })).toBeVisible();
  await page.getByRole('button', { name: 'Not this time' }).click();
  await expect
    .element(page.getByText('Let people finish: Not this time', { exact: false }))
    .toBeVisible();
  await expect.poll(() => api.requests('PUT /api/pledges/*')).toHaveLength(2);
  expect(api.requests('PUT /api/pledges/*')[1]?.body).toEqual({
    answer: 'not-this-time',
    note: '',
    revision: 12,
  });
});

test('after two times "not this time" a smaller step is offered', async () => {
  const api = apiWith(givenHome({ pledges: [LISTEN], due: [dueView(LISTEN)] }));
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body, { offerSmaller: true }));
  await openTab(api);
  await button('Not this time').click();
  await expect.element(page.getByRole('link', { name: 'Look at a smaller step' })).toBeVisible();
});

test('an answer is given by keyboard alone', async () => {
  const api = bothDue();
  api.on('PUT /api/pledges/*', ({ body }) => saved(LISTEN, body));
  await openTab(api);
  await expect.element(button('I did it')).toBeVisible();
  const active = () => document.activeElement?.textContent;
  for (let presses = 0; presses < 12 && active() !== 'I did it'; presses++) {
    await userEvent.keyboard('{Tab}');
  }
  await userEvent.keyboard('{Enter}');
  await expect.element(question(SPEAK.question)).toHaveFocus();
});

test('a person whom the bot cannot reach is told that questions wait here', async () => {
  await openTab(apiWith(givenHome({ pledges: [LISTEN], chat: 'not-installed' })));
  await expect
    .element(page.getByText('The bot cannot write to you yet.', { exact: false }))
    .toBeVisible();
});

test('a person who stopped messages is not told about a missing chat', async () => {
  const { settings } = givenHome();
  await openTab(
    apiWith(
      givenHome({
        pledges: [LISTEN],
        chat: 'not-installed',
        settings: { ...settings, messages: { state: 'stopped' } },
      }),
    ),
  );
  await expect.element(title()).toHaveTextContent('Nothing today');
  await expect
    .element(page.getByText('The bot cannot write', { exact: false }))
    .not.toBeInTheDocument();
});

test.each(['default', 'dark', 'contrast'] as const)(
  'nothing on home is in the way in the theme %s',
  async (theme) => {
    const membership = {
      ergId: 'e1',
      name: 'Mosaic',
      picture: '🧩',
      state: 'requested' as const,
      since: '2026-02-10T09:00:00.000Z',
      showToAllies: false,
      muted: false,
    };
    await openTab(
      apiWith(
        givenHome({
          pledges: [LISTEN, SPEAK],
          due: [dueView(LISTEN)],
          memberships: [membership],
          chat: 'blocked',
        }),
      ),
      { theme },
    );
    await expect.element(button('I did it')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  },
);

test('an invitation can be looked at, or be gone with one tap', async () => {
  const api = fakeApi();
  const invitation = {
    ergId: 'e1',
    name: 'Prism',
    picture: '🌈',
    until: '2026-05-02T10:00:00.000Z',
  };
  api.on('GET /api/home', () => json(givenHome({ invitations: [invitation] })));
  api.on('DELETE /api/ergs/e1/invitation', () => new Response(null, { status: 204 }));
  await openTab(api);
  const panel = page.getByRole('region', { name: 'Prism invites you' });
  await expect
    .element(panel.getByRole('link', { name: 'Look at it' }))
    .toHaveAttribute('href', '/ergs/e1');
  expect(await findBarriers()).toEqual([]);
  await panel.getByRole('button', { name: 'No thanks to Prism' }).click();
  await expect.element(panel).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('status').getByText('The invitation to Prism is gone.'))
    .toBeInTheDocument();
});

/** Answers the one question; gives what was sent into the journal. */
async function answeredOnce(saveEntry: () => Response) {
  const api = apiWith(givenHome({ pledges: [LISTEN], due: [dueView(LISTEN)] }));
  api.on(`PUT /api/pledges/${LISTEN.id}/check-ins/2026-03-03`, ({ body }) => {
    api.on('GET /api/home', () => json(givenHome({ pledges: [LISTEN] })));
    return saved(LISTEN, body);
  });
  api.on('PUT /api/journal/*', saveEntry);
  const tab = await openTab(api);
  await button('I did it').click();
  return { api, tab };
}

test('after an answer one may write about it, for oneself alone, and is led to the journal', async () => {
  const { api, tab } = await answeredOnce(() => json({ id: 'e1', words: 'Quiet.', revision: 1 }));
  await button('Write about it').click();
  const field = page.getByRole('textbox', { name: 'About “Let people finish”' });
  await expect.element(field).toHaveFocus();
  await expect.element(page.getByText('Only you can see this.')).toBeVisible();
  await field.fill('Quiet.');
  expect(await findBarriers()).toEqual([]);
  await button('Save entry').click();
  await expect.element(button('Write about it')).toHaveFocus();
  await expect.element(field).not.toBeInTheDocument();
  expect(api.requests('PUT /api/journal/*')[0]?.body).toEqual({
    words: 'Quiet.',
    about: { kind: 'check-in', pledgeId: LISTEN.id, date: '2026-03-03', title: LISTEN.title },
    revision: 0,
  });
  await page.getByRole('link', { name: 'Open your journal' }).click();
  expect(tab.path()).toBe('/learn/journal');
});

test('what is written about an answer stays when it cannot be saved, until it is discarded', async () => {
  await answeredOnce(() => problem('unexpected'));
  await button('Write about it').click();
  const field = page.getByRole('textbox', { name: 'About “Let people finish”' });
  await field.fill('Quiet.');
  await button('Save entry').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(field).toHaveValue('Quiet.');
  await button('Discard').click();
  await expect.element(button('Write about it')).toHaveFocus();
  await button('Write about it').click();
  await expect.element(field).toHaveValue('');
});
