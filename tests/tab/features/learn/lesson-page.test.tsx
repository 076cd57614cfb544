import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithLessons, lessonLine, OF_PRISM, SCENE, SCENE_LINE, TEXT } from './learn-api.ts';

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const AT = { at: '/learn/lessons/listen-ask' } as const;
const AT_SCENE = { at: '/learn/lessons/joke-at-lunch' } as const;

function apiToRead() {
  return apiWithLessons([lessonLine(), lessonLine({ id: 'why-power', title: 'What a no costs' })], {
    whole: { text: TEXT },
  });
}

function apiToPlay() {
  return apiWithLessons([SCENE_LINE], { whole: { scene: SCENE } });
}

test('a lesson has its five parts in order, words to say, and sources by name', async () => {
  await openTab(apiToRead(), AT);
  await expect.element(heading('What it is')).toBeVisible();
  const headings = [...document.querySelectorAll('article h2')].map((one) => one.textContent);
  expect(headings).toEqual([
    'What it is',
    'Why it matters',
    'An example at work',
    'One thing to try',
    'A question to think about',
    'Sources',
  ]);
  await expect.element(page.getByRole('blockquote')).toHaveTextContent('“What gets harder?”');
  await expect.element(page.getByText('Amy Edmondson: Safety. A Journal, 1999.')).toBeVisible();
  await expect.element(page.getByText('Where to get help here')).not.toBeInTheDocument();
});

test('a lesson that was read is done: that is said, takes the focus, and what comes next stands below', async () => {
  const api = apiToRead();
  await openTab(api, AT);
  await button('Done').click();
  await expect
    .element(page.getByText('It stands in your progress since 3 March 2026.'))
    .toBeVisible();
  await expect.element(heading('Done')).toHaveFocus();
  const next = page.getByRole('region', { name: 'What comes next' });
  await expect
    .element(next.getByRole('link', { name: 'Read it: What a no costs' }))
    .toHaveAttribute('href', '/learn/lessons/why-power');
  await button('Take it back').click();
  await expect.element(button('Later')).toBeVisible();
  expect(api.requests('PUT /api/lessons/listen-ask/mark').map(({ body }) => body)).toEqual([
    { mark: 'done', revision: 0 },
    { mark: 'open', revision: 1 },
  ]);
});

test.each([
  ['Later', 'It is proposed again from 17 March.'],
  ['Not for me', 'It is not proposed again. It stays in the list.'],
])('%s is said in words', async (name, words) => {
  await openTab(apiToRead(), AT);
  await button(name).click();
  await expect.element(page.getByText(words)).toBeVisible();
});

test('a mark that somebody made elsewhere is shown, and the page says what happened', async () => {
  const api = apiToRead();
  await openTab(api, AT);
  await expect.element(button('Done')).toBeVisible();
  api.on('PUT /api/lessons/listen-ask/mark', () => problem('changed-meanwhile'));
  await button('Done').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('changed-meanwhile');
});

test('a lesson that is not there says so and leads on; one that cannot be fetched can be tried again', async () => {
  const api = apiToRead();
  api.on('GET /api/lessons/listen-ask', () => problem('not-found'));
  await openTab(api, AT);
  await expect.element(heading('This lesson is not here')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Look at the lessons' })).toBeVisible();
});

test('a lesson that cannot be fetched is fetched again', async () => {
  const api = apiToRead();
  api.on('GET /api/lessons/listen-ask', () => problem('unexpected'));
  await openTab(api, AT);
  await expect.element(page.getByRole('alert')).toBeVisible();
  api.on('GET /api/lessons/listen-ask', () =>
    json({ lesson: lessonLine(), text: TEXT, learningRevision: 0 }),
  );
  await button('Try again').click();
  await expect.element(heading('What it is')).toBeVisible();
});

test('something wrong with a built-in lesson can be said', async () => {
  const api = apiToRead();
  api.on('POST /api/reports', () => json({ id: 'r1' }));
  await openTab(api, AT);
  await button('Something wrong with this?').click();
  await page.getByRole('radio', { name: 'Something else' }).click();
  await button('Send').click();
  await expect.element(page.getByText('Thank you')).toBeVisible();
  expect(api.requests('POST /api/reports')[0]?.body).toMatchObject({
    about: { kind: 'built-in-lesson', id: 'listen-ask' },
  });
});

test('an ERG’s lesson leads to where it is in a window of its own, and is marked here', async () => {
  const api = apiWithLessons([OF_PRISM]);
  await openTab(api, { at: '/learn/groups/e1/a1' });
  await expect.element(heading('Une voix')).toBeVisible();
  expect(heading('Une voix').element().closest('[lang]')?.getAttribute('lang')).toBe('fr');
  const link = page.getByRole('link', { name: /films\.example/ });
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer');
  await button('Done').click();
  await expect.element(heading('Done')).toBeVisible();
  expect(api.requests('PUT /api/ergs/e1/lessons/a1/mark')).toHaveLength(1);
});

test('a scene says first what it is about; not today leads back', async () => {
  const tab = await openTab(apiToPlay(), AT_SCENE);
  await expect.element(page.getByText('A joke about people. It is not told.')).toBeVisible();
  await expect.element(page.getByText('Only where it is safe for you.')).toBeVisible();
  expect(page.getByText('Somebody tells a joke.').elements()).toEqual([]);
  await button('Not today').click();
  expect(tab.path()).toBe('/learn/lessons');
});

test('a scene is played by keyboard: each place takes the focus and is announced, and nothing is scored', async () => {
  const api = apiToPlay();
  await openTab(api, AT_SCENE);
  await expect.element(button('Begin')).toBeVisible();
  button('Begin').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(heading('The situation')).toHaveFocus();
  await expect
    .element(page.getByRole('status').first())
    .toHaveTextContent('Somebody tells a joke.');
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  await expect.element(heading('What that does')).toHaveFocus();
  await expect.element(page.getByText('You chose: Laugh too.')).toBeVisible();
  await expect
    .element(page.getByRole('status').first())
    .toHaveTextContent('The table: Hears laugh. You walk back together.');
  await expect.element(page.getByText('Only where it is safe for you.')).toBeVisible();
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByText('Late counts, too.', { exact: true })).toBeVisible();
  expect(document.body.textContent).not.toMatch(/wrong answer|correct|points|score/i);
  expect(api.requests('PUT *')).toEqual([]);

  await expect.element(button('Try this way: “Not for me.”')).toBeVisible();
  await button('Done').click();
  await expect.element(heading('Done')).toBeVisible();
  await button('Try this way: Say nothing.').click();
  await expect.element(page.getByText('Take the weight.', { exact: true })).toBeVisible();
  await button('Try again').click();
  await expect.element(heading('The situation')).toHaveFocus();
});

test('one step back leads to the place before, and done is offered at an end alone', async () => {
  await openTab(apiToPlay(), AT_SCENE);
  await button('Begin').click();
  await button('Laugh too.').click();
  await button('One step back').click();
  await expect.element(page.getByRole('main').getByText('Somebody tells a joke.')).toBeVisible();
  expect(button('Done').elements()).toEqual([]);
  await button('“Not for me.”').click();
  await expect.element(button('Done')).toBeVisible();
});

test.for(
  (['default', 'dark', 'contrast'] as const).flatMap((theme) =>
    (['read', 'play'] as const).map((what) => [theme, what] as const),
  ),
)('in the theme %s there are no barriers to %s', async ([theme, what]) => {
  const api = what === 'read' ? apiToRead() : apiToPlay();
  await openTab(api, { ...(what === 'read' ? AT : AT_SCENE), theme });
  if (what === 'play') {
    await button('Begin').click();
    await button('“Not for me.”').click();
  }
  await expect.element(button('Done')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
