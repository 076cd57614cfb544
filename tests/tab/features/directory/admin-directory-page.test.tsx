import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DirectoryImportView } from '../../../../shared/contract/directory.ts';
import { type FakeApi, fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/admin/directory';
const API = '/api/admin/directory';
const COUNTS = { added: 12, changed: 3, removed: 2, unchanged: 4985, unreadable: 0 };

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

/** A file that was compared, with the fields that matter to a test. */
function anImport(fields: Partial<DirectoryImportView> = {}): DirectoryImportView {
  return {
    id: 'd1',
    uploadedAt: '2026-03-03T10:00:00.000Z',
    people: 5000,
    state: 'compared',
    parts: 16,
    partsDone: 16,
    counts: COUNTS,
    removesMany: false,
    ...fields,
  };
}

function adminsApi(before?: DirectoryImportView) {
  const api = fakeApi();
  let newest = before;
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on(`GET ${API}`, () => json(newest === undefined ? {} : { import: newest }));
  return {
    api,
    now(next: DirectoryImportView) {
      newest = next;
    },
  };
}

async function chooseFile(api: FakeApi): Promise<void> {
  await openTab(api, { at: AT });
  await expect.element(button('Choose a file')).toBeVisible();
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no place for a file.');
  const file = new File(['id,name,mail,manager,place'], 'people.csv', { type: 'text/csv' });
  await userEvent.upload(input, file);
}

test('a file is chosen, compared, shown, confirmed and imported, and each step is said', async () => {
  await page.viewport(1200, 900);
  const { api, now } = adminsApi();
  const { counts: _, ...uncounted } = anImport({ state: 'comparing', partsDone: 4 });
  api.on(`POST ${API}/imports*`, ({ path }) => {
    if (path.endsWith('/confirm')) {
      now(anImport({ state: 'applying', partsDone: 8 }));
      return json(anImport({ state: 'applying', partsDone: 8 }));
    }
    now(uncounted);
    return json({ outcome: 'kept', import: uncounted });
  });
  await chooseFile(api);
  await expect.element(heading('Comparing the file with the directory')).toBeVisible();
  await expect.element(text('25% done')).toBeVisible();
  const [sent] = api.requests(`POST ${API}/imports*`);
  expect(sent?.path).toMatch(/imports\?id=[0-9a-f-]{36}$/);
  expect(sent?.headers.get('content-type')).toBe('text/csv');

  now(anImport());
  await expect.element(heading('What would change')).toBeVisible();
  await expect
    .element(page.getByRole('region', { name: 'What would change' }))
    .toMatchTextContent('12 people come, 3 change, 2 go and 4,985 stay as they are.');
  await button('Import 5,000 people').click();
  await expect.element(heading('Importing')).toBeVisible();
  await expect.element(text('50% done')).toBeVisible();
  expect(api.requests(`POST ${API}/imports/d1/confirm`)[0]?.body).toEqual({ removals: 2 });

  now(anImport({ state: 'done' }));
  await expect.element(heading('The directory is up to date')).toBeVisible();
  await expect
    .element(page.getByRole('status').getByText('12 people come', { exact: false }))
    .toBeInTheDocument();
  await expect.element(button('Choose a file')).toBeVisible();
});

test('a file that removes many asks once more, naming the number, and not now leaves it as it is', async () => {
  const counts = { ...COUNTS, removed: 2914, unchanged: 85, changed: 1 };
  const { api } = adminsApi(anImport({ people: 86, counts, removesMany: true }));
  api.on(`POST ${API}/imports/d1/confirm`, () => json(anImport({ state: 'applying' })));
  await openTab(api, { at: AT });
  await expect.element(text('2,914 of 3,000 people would go.')).toBeVisible();
  await button('Import 86 people').click();
  const dialog = page.getByRole('alertdialog', { name: 'Remove 2,914 people?' });
  await expect.element(dialog).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(api.requests(`POST ${API}/imports/d1/confirm`)).toEqual([]);
  await button('Import 86 people').click();
  await dialog.getByRole('button', { name: 'Remove 2,914 people' }).click();
  await expect.element(heading('Importing')).toBeVisible();
  expect(api.requests(`POST ${API}/imports/d1/confirm`)[0]?.body).toEqual({ removals: 2914 });
});

test('a file with problems tells them row by row, with whom they are about, and that nothing was kept', async () => {
  const { api } = adminsApi();
  const problems = [
    {
      row: 3,
      reason: 'manager-cycle',
      name: 'Ann Able',
      others: [{ row: 1204, name: 'Bo Baker' }],
      more: 4,
    },
    { row: 5, reason: 'unknown-manager', name: 'Cy Cook', others: [], more: 0 },
    { row: 7, reason: 'name-missing', others: [], more: 0 },
    ...Array.from({ length: 40 }, (_unused, index) => ({
      row: index + 8,
      reason: 'empty-row',
      others: [],
      more: 0,
    })),
  ];
  api.on(`POST ${API}/imports*`, () => json({ outcome: 'problems', problems, total: 1043 }));
  await chooseFile(api);
  const list = page.getByRole('group', { name: '1,043 things to mend' });
  await expect.element(list).toHaveFocus();
  await expect.element(list).toMatchTextContent('Nothing of the file was kept');
  await expect.element(list).toMatchTextContent('These are the first 43.');
  await expect.element(list).toMatchTextContent('Row 3, Ann Able');
  await expect
    .element(list)
    .toMatchTextContent('one comes back to them, over Bo Baker (row 1,204) and 4 more.');
  await expect.element(list).toMatchTextContent('The manager has no row in this file.');
  expect(list.getByRole('listitem').elements()).toHaveLength(20);
  await button('23 more').click();
  expect(list.getByRole('listitem').elements()).toHaveLength(43);
  expect(await findBarriers()).toEqual([]);
});

test('a file that is too large, and one while another waits, are refused in words', async () => {
  const { api } = adminsApi();
  api.on(`POST ${API}/imports*`, () => problem('too-large'));
  await chooseFile(api);
  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent('This file is larger than 64 MB.');
  api.on(`POST ${API}/imports*`, () => problem('import-waiting'));
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no place for a file.');
  await userEvent.upload(input, new File(['x'], 'people.csv', { type: 'text/csv' }));
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of import-waiting');
});

test('a file that changes nothing offers nothing to confirm; withdrawn it says so', async () => {
  const counts = { ...COUNTS, added: 0, changed: 0, removed: 0 };
  const { api } = adminsApi(anImport({ counts }));
  api.on(`POST ${API}/imports/d1/withdraw`, () => json(anImport({ state: 'withdrawn' })));
  await openTab(api, { at: AT });
  await expect.element(text('The directory says the same already.')).toBeVisible();
  expect(page.getByRole('button', { name: /^Import/ }).elements()).toEqual([]);
  await button('Withdraw this file').click();
  await expect.element(heading('This file was withdrawn')).toBeVisible();
  await expect.element(button('Choose a file')).toBeVisible();
});

test('a yes that could not be given says so, and shows what is so now', async () => {
  const { api, now } = adminsApi(anImport());
  api.on(`POST ${API}/imports/d1/confirm`, () => {
    now(anImport({ state: 'withdrawn' }));
    return problem('changed-meanwhile');
  });
  await openTab(api, { at: AT });
  await button('Import 5,000 people').click();
  await expect.element(heading('This file was withdrawn')).toBeVisible();
});

test('a directory that cannot be read says so, and is read again', async () => {
  const { api } = adminsApi();
  api.on(`GET ${API}`, () => problem('busy'));
  await openTab(api, { at: AT });
  await expect.element(button('Try again')).toBeVisible();
  api.on(`GET ${API}`, () => json({}));
  await button('Try again').click();
  await expect.element(button('Choose a file')).toBeVisible();
});

test('a directory that follows Entra says so, takes no file, and tells of circles', async () => {
  const { api } = adminsApi();
  api.on(`GET ${API}`, () => json({ follows: { circles: 0 } }));
  await openTab(api, { at: AT });
  await expect.element(heading('It follows Microsoft Entra')).toBeVisible();
  await expect.element(text('Everybody is being read for the first time.')).toBeVisible();
  expect(document.querySelector('input[type=file]')).toBeNull();

  api.on(`GET ${API}`, () =>
    json({ follows: { finishedAt: '2026-03-03T10:00:00.000Z', circles: 2 } }),
  );
  await openTab(api, { at: AT });
  await expect.element(text('It last followed to the end on').last()).toBeVisible();
  await expect.element(text('one comes back to 2 people').last()).toBeVisible();
});

test('whoever is no admin is told so', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect.element(heading('This is not open to you')).toBeVisible();
  expect(api.requests(`GET ${API}`)).toEqual([]);
});

test.each([320, 1200])('has no barriers and no sideways scroll at %i pixels', async (width) => {
  await page.viewport(width, 800);
  const { api } = adminsApi(anImport({ removesMany: true }));
  await openTab(api, { at: AT });
  await expect.element(heading('What would change')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
