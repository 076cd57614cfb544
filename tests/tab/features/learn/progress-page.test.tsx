import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { anEntry } from '../journal/journal-api.ts';
import { checkIn } from '../pledges/pledge-api.ts';

const AT = { at: '/learn/progress' } as const;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const region = (name: string) => page.getByRole('region', { name });

function learnt(n: number, pillar = 'listen') {
  const at = `2026-02-${String(28 - n).padStart(2, '0')}T09:00:00.000Z`;
  return { id: `lesson-${n}`, title: `Lesson ${n}`, pillar, format: 'read', minutes: 3, at };
}

const ended = pledgeView({
  id: 'p9',
  title: 'Look for sources',
  pillar: 'learn',
  life: 'completed',
});

function apiWithProgress() {
  const api = fakeApi();
  const pledge = pledgeView();
  api.on('GET /api/home', () => json(givenHome({ pledges: [pledge] })));
  api.on('GET /api/learnt', () =>
    json({ lessons: [learnt(0), learnt(1, 'speak-up')], continuation: 'more' }),
  );
  api.on('GET /api/learnt?continuation=more', () => json({ lessons: [learnt(2)] }));
  api.on('GET /api/pledges/past', () => json({ pledges: [ended] }));
  api.on(`GET /api/pledges/${pledge.id}/check-ins`, () =>
    json({
      checkIns: [
        checkIn('2026-03-03', { note: 'She finished.\nI waited.' }),
        checkIn('2026-02-17', { answer: 'not-this-time', note: 'Not this one.' }),
      ],
    }),
  );
  api.on('GET /api/pledges/p9/check-ins', () =>
    json({ checkIns: [checkIn('2025-12-02', { pledgeId: 'p9' })] }),
  );
  api.on('GET /api/journal', () =>
    json({
      entries: [
        anEntry({
          id: 'j1',
          words: 'Two breaths are long.\nI counted them.',
          about: { kind: 'lesson', lessonId: 'lesson-0', title: 'Lesson 0' },
        }),
        anEntry({ id: 'j2', words: 'About nothing in particular.' }),
      ],
    }),
  );
  return api;
}

test('what was learnt stands by pillar, newest first; more takes the focus where it stands', async () => {
  await openTab(apiWithProgress(), AT);
  const part = region('What I learnt');
  await expect.element(part.getByRole('link', { name: 'Lesson 0' })).toBeVisible();
  await expect.element(part.getByText('Read, 28 February 2026')).toBeVisible();
  await part.getByRole('button', { name: 'Show more' }).click();
  await expect.element(part.getByRole('link', { name: 'Lesson 2' })).toHaveFocus();
  const titles = part
    .getByRole('link')
    .elements()
    .map((one) => one.textContent);
  expect(titles).toEqual(['Lesson 0', 'Lesson 2', 'Lesson 1']);
});

test('what was tried stands with the own notes, and nothing that was not; of an ended pledge when asked for', async () => {
  const api = apiWithProgress();
  await openTab(api, AT);
  const part = region('What I tried');
  await expect.element(part.getByText('She finished.', { exact: false })).toBeVisible();
  expect(part.getByText('Not this one.').elements()).toEqual([]);
  expect(api.requests('GET /api/pledges/p9/check-ins')).toEqual([]);
  await button('Show what you tried: Look for sources').click();
  await expect.element(part.getByText('2 December 2025')).toBeVisible();
  await button('Hide what you tried: Look for sources').click();
  expect(part.getByText('2 December 2025').elements()).toEqual([]);
});

test('what one wrote about lessons and check-ins stands there, and nothing else of the journal', async () => {
  await openTab(apiWithProgress(), AT);
  const part = region('In my own words');
  await expect.element(part.getByText('Two breaths are long.', { exact: false })).toBeVisible();
  await expect.element(part.getByRole('link', { name: 'Lesson 0' })).toBeVisible();
  expect(part.getByText('About nothing in particular.').elements()).toEqual([]);
  await part
    .getByRole('button', { name: 'Open my journal' })
    .or(part.getByRole('link', { name: 'Open my journal' }))
    .click();
  await expect.element(page.getByRole('heading', { name: 'Journal', level: 1 })).toBeVisible();
});

test('nothing is counted or compared', async () => {
  await openTab(apiWithProgress(), AT);
  await expect.element(page.getByText('Lesson 0').first()).toBeVisible();
  expect(document.querySelector('main')?.textContent).not.toMatch(
    /streak|points|level|badge|\btimes\b|in a row/i,
  );
});

test('where there is nothing so far, both parts lead on', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  api.on('GET /api/learnt', () => json({ lessons: [] }));
  api.on('GET /api/pledges/past', () => json({ pledges: [] }));
  api.on('GET /api/journal', () => json({ entries: [] }));
  await openTab(api, AT);
  await expect.element(page.getByRole('link', { name: 'Look at the lessons' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Make a pledge' })).toBeVisible();
});

test('a part that cannot be fetched says so and leaves the other', async () => {
  const api = apiWithProgress();
  api.on('GET /api/learnt', () => problem('unexpected'));
  await openTab(api, AT);
  await expect.element(region('What I learnt').getByRole('alert')).toBeVisible();
  await expect.element(region('What I tried').getByText('Let people finish')).toBeVisible();
});

test('all of it is saved as a file that can be read, every page of it', async () => {
  const api = apiWithProgress();
  const given: Promise<string>[] = [];
  const original = URL.createObjectURL;
  URL.createObjectURL = (file) => {
    given.push((file as Blob).text());
    return original(file);
  };
  try {
    await openTab(api, AT);
    await button('Save as a file').click();
    await expect.element(page.getByText('The file is saved').first()).toBeVisible();
  } finally {
    URL.createObjectURL = original;
  }
  expect(await given[0]).toBe(
    [
      'My progress',
      'Written on 3 March 2026 by Alongside, for Freya Thistlewood.',
      '',
      'What I learnt',
      '',
      'Listen',
      '  - Lesson 0, 28 February 2026',
      '  - Lesson 2, 26 February 2026',
      'Speak up',
      '  - Lesson 1, 27 February 2026',
      '',
      'What I tried',
      '',
      'Listen',
      '  Let people finish',
      '  - 3 March 2026',
      '    She finished.',
      '    I waited.',
      'Learn',
      '  Look for sources',
      '  - 2 December 2025',
      '',
      'In my own words',
      '',
      'Lesson 0, 2 March 2026',
      '    Two breaths are long.',
      '    I counted them.',
      '',
    ].join('\n'),
  );
});

test.for(['default', 'dark', 'contrast'] as const)(
  'my progress has no barriers in the theme %s',
  async (theme) => {
    await openTab(apiWithProgress(), { ...AT, theme });
    await expect.element(page.getByText('She finished.', { exact: false })).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  },
);
