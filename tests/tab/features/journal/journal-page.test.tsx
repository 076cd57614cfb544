import { expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import type { JournalEntryView } from '../../../../shared/contract/journal.ts';
import { json, noConnection, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { anEntry, apiWithJournal } from './journal-api.ts';

const AT = '/learn/journal';
const PUT = 'PUT /api/journal/*';
const EARLIER = anEntry({ id: '0195a1f0-0000-7000-8000-000000000010', words: 'Earlier words.' });

const text = (part: string) => page.getByText(part, { exact: false });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = () => page.getByRole('textbox', { name: 'Write something for yourself' });
const rows = () => page.getByRole('listitem').filter({ hasText: '2 March 2026' });
const heading = () => page.getByRole('heading', { level: 2, name: 'What you wrote' });

/** A name with the moment of `anEntry`. */
const of = (what: string) => `${what} the entry of 2 March 2026, 09:10`;

test('it says what it is, who could see it, and that nobody is alerted', async () => {
  await openTab(apiWithJournal(), { at: AT });
  await expect
    .element(
      text(
        "No screen, role or route of Alongside shows your journal to anyone else; whoever operates your organisation's storage technically could.",
      ),
    )
    .toBeVisible();
  await expect.element(text('A note here is not a report; nobody is alerted.')).toBeVisible();
  await expect.element(text('Nothing written yet')).toBeVisible();
  await expect.element(button('Save as a file')).not.toBeInTheDocument();
});

test('what is written is saved, stands first, and leaves room for the next', async () => {
  const api = apiWithJournal([EARLIER]);
  await openTab(api, { at: AT });
  await expect.element(text('Earlier words.')).toBeVisible();
  await field().fill('  New words.\n');
  await button('Save entry').click();
  await expect.element(rows().first()).toMatchTextContent('New words.');
  await expect.element(field()).toHaveValue('');
  await expect.element(page.getByRole('status')).toMatchTextContent('Saved in your journal.');
  expect(api.requests(PUT)[0]?.body).toEqual({ words: 'New words.', revision: 0 });
});

test('nothing is not saved: the field says so and takes the focus', async () => {
  const api = apiWithJournal();
  await openTab(api, { at: AT });
  await button('Save entry').click();
  await expect.element(text('There are no words here yet.')).toBeVisible();
  await expect.element(field()).toHaveFocus();
  expect(api.requests(PUT)).toEqual([]);
});

test('a save that fails keeps the words, and trying again is the same request', async () => {
  const api = apiWithJournal();
  const failing = apiWithJournal();
  api.on(PUT, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await field().fill('Kept words.');
  await button('Save entry').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(field()).toHaveValue('Kept words.');
  api.on(PUT, (request) => failing.fetch(request.path, init(request.body)));
  api.on('GET /api/journal', () => failing.fetch('/api/journal'));
  await button('Try again').click();
  await expect.element(rows()).toMatchTextContent('Kept words.');
  const [first, ...more] = api.requests(PUT);
  expect(more.map(({ path }) => path)).toEqual([first?.path]);
});

function init(body: unknown): RequestInit {
  return { method: 'PUT', body: JSON.stringify(body) };
}

test('where another entry stands under its id, trying again saves the words as one of their own', async () => {
  const api = apiWithJournal();
  api.on(PUT, () => problem('changed-meanwhile'));
  await openTab(api, { at: AT });
  await field().fill('Other words.');
  await button('Save entry').click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  await expect.element(field()).toHaveValue('Other words.');
  await button('Try again').click();
  await expect.poll(() => new Set(api.requests(PUT).map(({ path }) => path)).size).toBe(2);
});

test('what was typed survives a reload', async () => {
  await openTab(apiWithJournal(), {
    at: AT,
    drafts: { 'journal.new': { words: 'Half a thought' } },
  });
  await expect.element(field()).toHaveValue('Half a thought');
});

test('an entry begun below a check-in can be saved here', async () => {
  const about = { kind: 'check-in', pledgeId: 'p1', date: '2026-03-01', title: 'Listen' } as const;
  const api = apiWithJournal();
  await openTab(api, {
    at: AT,
    drafts: { 'journal.about.check-in.p1.2026-03-01': { words: 'Half a thought', about } },
  });
  const begun = page.getByRole('region', { name: 'Begun and not saved' });
  await expect
    .element(begun.getByRole('textbox', { name: 'About your check-in of 1 March: Listen' }))
    .toHaveValue('Half a thought');
  await begun.getByRole('button', { name: 'Save entry' }).click();
  await expect.element(begun).not.toBeInTheDocument();
  await expect.element(rows()).toMatchTextContent('Half a thought');
  expect(api.requests(PUT)[0]?.body).toEqual({ words: 'Half a thought', about, revision: 0 });
});

test('entries lead to what they are about', async () => {
  const lesson = { kind: 'lesson', lessonId: 'listen-empathy', title: 'Empathy' } as const;
  const entries: JournalEntryView[] = [
    anEntry({ id: 'e1', about: lesson }),
    anEntry({ id: 'e2', about: { ...lesson, ergId: 'g1', title: 'Tea' } }),
    anEntry({
      id: 'e3',
      about: { kind: 'check-in', pledgeId: 'p1', date: '2026-03-01', title: 'Listen' },
    }),
  ];
  await openTab(apiWithJournal(entries), { at: AT });
  const link = (name: string) => page.getByRole('link', { name });
  await expect
    .element(link('About the lesson “Empathy”'))
    .toHaveAttribute('href', '/learn/lessons/listen-empathy');
  await expect
    .element(link('About the lesson “Tea”'))
    .toHaveAttribute('href', '/learn/groups/g1/listen-empathy');
  await expect
    .element(link('About your check-in of 1 March: Listen'))
    .toHaveAttribute('href', '/pledges/p1');
});

test('an entry is changed in its place, with the revision that was seen', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await button(of('Edit')).click();
  const editor = page.getByRole('textbox', { name: 'Your entry of 2 March 2026, 09:10' });
  await expect.element(editor).toHaveFocus();
  await editor.fill('It was loud.');
  await button('Save').click();
  await expect.element(rows()).toMatchTextContent('It was loud.');
  await expect.element(rows()).toMatchTextContent('changed 3 March 2026');
  await expect.element(button(of('Edit'))).toHaveFocus();
  expect(api.requests(PUT)[0]?.body).toEqual({ words: 'It was loud.', revision: 5 });
});

test('an entry that was changed elsewhere is shown beside what is typed, before one replaces the other', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await button(of('Edit')).click();
  const editor = page.getByRole('textbox', { name: 'Your entry of 2 March 2026, 09:10' });
  await editor.fill('From here.');
  const elsewhere = apiWithJournal([anEntry({ words: 'From elsewhere.', revision: 6 })]);
  api.on('GET /api/journal', () => elsewhere.fetch('/api/journal'));
  api.on(PUT, ({ path, body }) => elsewhere.fetch(path, init(body)));
  await button('Save').click();
  await expect.element(text('From elsewhere.')).toBeVisible();
  await expect.element(editor).toHaveValue('From here.');
  await button('Save').click();
  await expect.element(rows()).toMatchTextContent('From here.');
  expect(api.requests(PUT).at(-1)?.body).toEqual({ words: 'From here.', revision: 6 });
});

test('an entry that was deleted elsewhere while it was changed is kept as a new one', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await button(of('Edit')).click();
  await page.getByRole('textbox', { name: /^Your entry of/ }).fill('From here.');
  api.on(PUT, () => problem('not-found'));
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  const elsewhere = apiWithJournal();
  api.on('GET /api/journal', () => elsewhere.fetch('/api/journal'));
  api.on(PUT, ({ path, body }) => elsewhere.fetch(path, init(body)));
  await button('Try again').click();
  await expect.element(rows()).toMatchTextContent('From here.');
  expect(api.requests(PUT).at(-1)?.body).toEqual({ words: 'From here.', revision: 0 });
});

test('a change that is given up leaves the entry as it was', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await button(of('Edit')).click();
  await page.getByRole('textbox', { name: /^Your entry of/ }).fill('Never mind.');
  await button('Cancel').click();
  await expect.element(text('I listened, and it was quiet.')).toBeVisible();
  await expect.element(button(of('Edit'))).toHaveFocus();
  expect(api.requests(PUT)).toEqual([]);
});

test('an entry is deleted only after a question, and the focus goes to the list', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await button(of('Delete')).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete this entry?' });
  await expect.element(dialog).toMatchTextContent('This cannot be undone.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(api.requests('DELETE /api/journal/*')).toEqual([]);
  await button(of('Delete')).click();
  await dialog.getByRole('button', { name: 'Delete entry' }).click();
  await expect.element(text('Nothing written yet')).toBeVisible();
  await expect.element(heading()).toHaveFocus();
  const [request] = api.requests('DELETE /api/journal/*');
  expect(request?.path).toBe(`/api/journal/${anEntry().id}?revision=5`);
});

test('a deletion that fails leaves the entry, and can be tried again', async () => {
  const api = apiWithJournal([anEntry()]);
  const remove = 'DELETE /api/journal/*';
  api.on(remove, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button(of('Delete')).click();
  await button('Delete entry').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(text('I listened, and it was quiet.')).toBeVisible();
});

test('entries that cannot be fetched say so; writing goes on, and trying again brings them', async () => {
  const api = apiWithJournal();
  api.on('GET /api/journal', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('What you saved is safe');
  await expect.element(field()).toBeVisible();
  api.on('GET /api/journal', () => json({ entries: [anEntry()] }));
  await button('Try again').click();
  await expect.element(text('I listened, and it was quiet.')).toBeVisible();
});

test('while entries are on their way their shape is there', async () => {
  const api = apiWithJournal();
  const reply = Promise.withResolvers<Response>();
  api.on('GET /api/journal', () => reply.promise);
  await openTab(api, { at: AT });
  await expect.element(page.getByLabelText('Loading')).toBeVisible();
  reply.resolve(json({ entries: [] }));
  await expect.element(text('Nothing written yet')).toBeVisible();
});

test('a long journal is read page by page, and the focus goes on to the first entry that came', async () => {
  const api = apiWithJournal();
  api.on('GET /api/journal', () => json({ entries: [anEntry()], continuation: 'a b' }));
  api.on('GET /api/journal?continuation=a%20b', () => json({ entries: [EARLIER] }));
  await openTab(api, { at: AT });
  await button('Show more').click();
  await expect.element(rows().filter({ hasText: 'Earlier words.' })).toHaveFocus();
  await expect.element(button('Show more')).not.toBeInTheDocument();
});

test('all of it is saved as one readable file, also what was not fetched yet', async () => {
  const files: Blob[] = [];
  const before = URL.createObjectURL;
  URL.createObjectURL = (file: Blob) => {
    files.push(file);
    return before.call(URL, file);
  };
  const names: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement) {
    names.push(this.download);
  };
  onTestFinished(() => {
    URL.createObjectURL = before;
    HTMLAnchorElement.prototype.click = click;
  });
  const about = { kind: 'lesson', lessonId: 'listen-empathy', title: 'Empathy' } as const;
  const api = apiWithJournal();
  api.on('GET /api/journal', () => json({ entries: [anEntry({ about })], continuation: 'on' }));
  api.on('GET /api/journal?continuation=on', () => json({ entries: [EARLIER] }));
  await openTab(api, { at: AT });
  await button('Save as a file').click();
  await expect.element(text('Your journal is saved as a file.').first()).toBeVisible();
  expect(names).toEqual(['alongside-journal-2026-03-03.txt']);
  expect(await files[0]?.text()).toBe(
    [
      'Journal, saved on 3 March 2026',
      '2 March 2026, 09:10\nAbout the lesson “Empathy”\n\nI listened, and it was quiet.',
      '2 March 2026, 09:10\n\nEarlier words.\n',
    ].join('\n\n\n'),
  );
});

test('a file that cannot be put together says so, and nothing is given', async () => {
  const api = apiWithJournal([anEntry()]);
  await openTab(api, { at: AT });
  await expect.element(button('Save as a file')).toBeVisible();
  api.on('GET /api/journal', () => noConnection());
  await button('Save as a file').click();
  await expect.element(page.getByRole('alert').first()).toMatchTextContent('could not be reached');
});

test.each(['default', 'dark', 'contrast'] as const)(
  'axe finds nothing in the theme %s, with an entry being changed',
  async (theme) => {
    await openTab(apiWithJournal([anEntry(), EARLIER]), { at: AT, theme });
    await button(of('Edit')).first().click();
    await expect.element(page.getByRole('textbox', { name: /^Your entry of/ })).toHaveFocus();
    expect(await findBarriers()).toEqual([]);
  },
);
