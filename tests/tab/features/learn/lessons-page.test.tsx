import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { json, noConnection, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithLessons, lessonLine, nextOf, OF_PRISM, SCENE_LINE } from './learn-api.ts';

const AT = { at: '/learn/lessons' } as const;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const row = (title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
const THREE = [lessonLine(), SCENE_LINE, OF_PRISM];

test('while the lessons are on their way, their shape is there; a failure says so and can be tried again', async () => {
  const api = apiWithLessons(THREE);
  const reply = Promise.withResolvers<Response>();
  api.on('GET /api/lessons*', () => reply.promise);
  await openTab(api, AT);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Learn' })).toBeVisible();
  await expect.element(page.getByLabelText('Loading')).toBeVisible();
  reply.resolve(problem('unexpected'));
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/lessons*', () => json({ lessons: THREE, learningRevision: 0 }));
  await button('Try again').click();
  await expect.element(row('The joke at lunch')).toBeVisible();
});

test('where there is no lesson the page says so', async () => {
  await openTab(apiWithLessons([]), AT);
  await expect.element(page.getByText('No lessons here yet')).toBeVisible();
});

test('the next lesson says why it is, and is the one main thing to do', async () => {
  await openTab(apiWithLessons(THREE), AT);
  const next = page.getByRole('region', { name: 'Next for you' });
  await expect.element(next.getByText('Because you pledged to listen')).toBeVisible();
  await expect
    .element(next.getByRole('link', { name: 'Read it: Ask what you cannot see' }))
    .toHaveAttribute('href', '/learn/lessons/listen-ask');
});

test.each([
  ['group', 'From a group that you joined'],
  ['later', 'You put this off until now'],
  ['new', 'Something new to you'],
  ['begin', 'A good place to begin'],
] as const)('a lesson for the reason %s says "%s"', async (kind, words) => {
  const api = apiWithLessons(THREE);
  const next = { lesson: SCENE_LINE, reason: { kind } };
  api.on('GET /api/lessons*', () => json({ next, lessons: THREE, learningRevision: 0 }));
  await openTab(api, AT);
  await expect.element(page.getByText(words)).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Practise: The joke at lunch' }))
    .toBeVisible();
});

test('later puts another in its place, which is announced and takes the focus; undo brings it back', async () => {
  const api = apiWithLessons(THREE);
  await openTab(api, AT);
  await button('Later: Ask what you cannot see').click();
  const next = page.getByRole('region', { name: 'Next for you' });
  await expect.element(next.getByText('The joke at lunch')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Next for you' })).toHaveFocus();
  expect(api.requests('PUT /api/lessons/listen-ask/mark')[0]?.body).toEqual({
    mark: 'later',
    revision: 0,
  });
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(next.getByText('Ask what you cannot see')).toBeVisible();
  expect(api.requests('PUT /api/lessons/listen-ask/mark')[1]?.body).toEqual({
    mark: 'open',
    revision: 1,
  });
});

test('the time at hand is asked for, and none so short says what to do', async () => {
  const api = apiWithLessons(THREE);
  api.on('GET /api/lessons*', ({ path }) =>
    json({
      ...(path.endsWith('?minutes=2') ? {} : { next: nextOf(lessonLine()) }),
      lessons: THREE,
      learningRevision: 0,
    }),
  );
  await openTab(api, AT);
  await page.getByRole('radio', { name: '2 minutes' }).click();
  await expect
    .element(page.getByText('Nothing that short is left', { exact: false }))
    .toBeVisible();
  await expect.element(row('The joke at lunch')).toBeVisible();
});

test('the list is narrowed by word, kind, group, format and time, and led back to all', async () => {
  const tab = await openTab(apiWithLessons(THREE), AT);
  const search = page.getByRole('searchbox', { name: 'Search lessons' });
  await search.fill('lunch');
  await expect.element(page.getByText('1 lesson', { exact: true }).first()).toBeVisible();
  await expect.poll(() => tab.path()).toBe('/learn/lessons?q=lunch');
  await search.fill('');
  for (const [label, option, title] of [
    ['Kind', 'Listen', 'Ask what you cannot see'],
    ['From', 'Prism', 'Une voix'],
    ['From', 'Alongside itself', 'The joke at lunch'],
    ['How', 'Practise', 'The joke at lunch'],
    ['Time', 'Up to 3 minutes', 'The joke at lunch'],
  ] as const) {
    await page.getByLabelText(label, { exact: true }).selectOptions(option);
    await expect.element(page.getByText('3 lessons')).not.toBeInTheDocument();
    await expect.element(row(title)).toBeVisible();
    const any = page.getByLabelText(label, { exact: true }).element().querySelector('option');
    await page.getByLabelText(label, { exact: true }).selectOptions(any?.textContent ?? '');
    await expect.element(page.getByText('3 lessons')).toBeVisible();
  }
  await search.fill('zebra');
  await expect.element(page.getByText('No lesson fits')).toBeVisible();
  await button('Show all').click();
  await expect.element(row('Une voix')).toBeVisible();
});

test('an ERG’s lesson says whose it is and with what help, in its language; its link opens a window of its own', async () => {
  await openTab(apiWithLessons(THREE), AT);
  await expect
    .element(row('Une voix'))
    .toMatchTextContent(
      'Watch · 10 minutes · French · with captions · with a transcript · from Prism',
    );
  const link = page.getByRole('link', { name: /Open “Une voix” on films\.example/ });
  await expect.element(link).toHaveAttribute('target', '_blank');
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer');
  expect(page.getByText('Un film.').element().getAttribute('lang')).toBe('fr');
});

test('a lesson is marked in place, by keyboard too, and the mark can be undone', async () => {
  const api = apiWithLessons(THREE);
  await openTab(api, AT);
  const menu = button(/Not marked: The joke at lunch/);
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Not for me' }).click();
  await expect.element(button(/Not for me: The joke at lunch/)).toBeVisible();
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(button(/Not marked: The joke at lunch/)).toBeVisible();
  button(/Not marked: Une voix/)
    .element()
    .focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitemradio', { name: 'Done' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(button(/Done: Une voix/)).toBeVisible();
});

test('undoing gives the focus back to where it was, and the next message does not take it', async () => {
  await openTab(apiWithLessons(THREE), AT);
  await button(/Not marked: The joke at lunch/).click();
  await page.getByRole('menuitemradio', { name: 'Not for me' }).click();
  await expect.element(button(/Not for me: The joke at lunch/)).toHaveFocus();
  const undo = page.getByText('Undo', { exact: true });
  await expect.element(undo).toBeVisible();
  (undo.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Undone')).toBeVisible();
  await expect.element(undo).not.toBeInTheDocument();
  await expect.element(button(/Not marked: The joke at lunch/)).toHaveFocus();
});

test('a mark that cannot be saved says so, and is sent again', async () => {
  const api = apiWithLessons([lessonLine()]);
  api.on('PUT /api/lessons/listen-ask/mark', () => noConnection());
  await openTab(api, AT);
  await button('Later: Ask what you cannot see').click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  const standing = { state: 'later', from: '2026-03-17' };
  api.on('PUT /api/lessons/listen-ask/mark', () => json({ standing, learningRevision: 1 }));
  await button('Try again').click();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('a long list has pages of twelve; the list takes the focus', async () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    lessonLine({ id: `lesson-${n}`, title: `Number ${n}` }),
  );
  await openTab(apiWithLessons(many), AT);
  await expect.element(page.getByRole('link', { name: 'Number 11', exact: true })).toBeVisible();
  await button('Next').click();
  await expect.element(page.getByRole('link', { name: 'Number 12', exact: true })).toBeVisible();
  await expect.element(page.getByRole('list', { name: 'All lessons' })).toHaveFocus();
});

test.for(['default', 'dark', 'contrast'] as const)(
  'the lessons have no barriers in the theme %s',
  async (theme) => {
    await openTab(apiWithLessons(THREE), { ...AT, theme });
    await expect.element(row('Une voix')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  },
);
