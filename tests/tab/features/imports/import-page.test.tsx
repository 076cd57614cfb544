import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ImportView } from '../../../../shared/contract/imports.ts';
import { type FakeApi, fakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/run/e1/import';
const RUN = '/api/ergs/e1/run';
const NONE = {
  invite: 0,
  'already-in': 0,
  'already-asked': 0,
  'already-invited': 0,
  unknown: 0,
  malformed: 0,
  repeated: 0,
};

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

/** A list whose rows are known, with the fields that matter to a test. */
function anImport(fields: Partial<ImportView> = {}): ImportView {
  return {
    id: 'i1',
    uploadedAt: '2026-03-03T10:00:00.000Z',
    rows: 5000,
    state: 'checked',
    rowsDone: 5000,
    counts: { ...NONE, invite: 4812, 'already-in': 12, unknown: 176 },
    ...fields,
  };
}

/** The API of an organiser, with the imports of their ERG as they change. */
function organisersApi(before?: ImportView) {
  const api = fakeApi();
  let newest = before;
  api.on('GET /api/home', () =>
    json(givenHome({ runs: [{ ergId: 'e1', name: 'Prism', picture: '🌈' }] })),
  );
  api.on(`GET ${RUN}/imports`, () => json({ imports: newest === undefined ? [] : [newest] }));
  api.on(`GET ${RUN}/links`, () => json({ links: [] }));
  api.on(`GET ${RUN}/imports/i1/rows`, () =>
    json({
      rows: [
        { row: 2, fate: 'invite' },
        { row: 3, fate: 'unknown' },
      ],
      continuation: '50',
    }),
  );
  api.on(`GET ${RUN}/imports/i1/rows?continuation=50`, () =>
    json({ rows: [{ row: 52, fate: 'invite' }] }),
  );
  return {
    api,
    now(next: ImportView) {
      newest = next;
    },
  };
}

async function chooseFile(api: FakeApi, content = 'mail\nann@example.org'): Promise<void> {
  await openTab(api, { at: AT });
  await expect.element(button('Choose a file')).toBeVisible();
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no place for a file.');
  await userEvent.upload(input, new File([content], 'list.csv', { type: 'text/csv' }));
}

test('a list is chosen, looked up, shown, confirmed and done, and each step is said', async () => {
  await page.viewport(1200, 900);
  const { api, now } = organisersApi();
  const checking = anImport({ state: 'checking', rowsDone: 400, counts: NONE });
  api.on(`POST ${RUN}/imports*`, ({ path }) => {
    if (path.endsWith('/confirm')) {
      now(anImport({ state: 'inviting', rowsDone: 1200 }));
      return json(anImport({ state: 'inviting', rowsDone: 1200 }));
    }
    now(checking);
    return json(checking);
  });
  await chooseFile(api);
  await expect.element(heading('Looking up who is on your list')).toBeVisible();
  await expect.element(text('400 of 5,000 rows')).toBeVisible();
  const [sent] = api.requests(`POST ${RUN}/imports*`);
  expect(sent?.path).toMatch(/imports\?id=[0-9a-f-]{36}$/);
  expect(sent?.headers.get('content-type')).toBe('text/csv');

  now(anImport());
  await expect.element(heading('What becomes of your list')).toBeVisible();
  await expect
    .element(page.getByRole('region', { name: 'What becomes of your list' }))
    .toMatchTextContent(
      '4,812 people to invite, 12 already in and 176 not found in the directory.',
    );
  await button('Invite 4,812 people').click();
  await expect.element(heading('Inviting')).toBeVisible();

  now(anImport({ state: 'done' }));
  await expect.element(heading('Your list is done')).toBeVisible();
  await expect
    .element(page.getByRole('status').getByText('4,812 people invited', { exact: false }))
    .toBeInTheDocument();
  await expect.element(button('Download what became of every row')).toBeVisible();
});

test('it goes on where it was when the page is opened again, and the rows are turned page by page', async () => {
  await page.viewport(1200, 900);
  const { api } = organisersApi(anImport());
  await openTab(api, { at: AT });
  const grid = page.getByRole('grid', { name: 'Row by row' });
  await expect.element(grid.getByRole('row', { name: /^2 To invite/ })).toBeVisible();
  await expect.element(grid.getByRole('row', { name: /^3 Not found/ })).toBeVisible();
  await button('Next').click();
  await expect.element(grid.getByRole('row', { name: /^52 To invite/ })).toBeVisible();
  await button('Previous').click();
  await expect.element(grid.getByRole('row', { name: /^3 Not found/ })).toBeVisible();

  api.on(`GET ${RUN}/imports/i1/rows?fate=unknown`, () =>
    json({ rows: [{ row: 9, fate: 'unknown' }] }),
  );
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('unknown');
  await expect.element(grid.getByRole('row', { name: /^9 Not found/ })).toBeVisible();
});

test('a list that is withdrawn says so, and another can be chosen', async () => {
  await page.viewport(1200, 900);
  const { api } = organisersApi(anImport());
  api.on(`POST ${RUN}/imports/i1/withdraw`, () => json(anImport({ state: 'withdrawn' })));
  await openTab(api, { at: AT });
  await button('Withdraw this list').click();
  await expect.element(heading('This list was withdrawn')).toBeVisible();
  await expect.element(button('Choose a file')).toBeVisible();
});

test('a list without anybody to invite offers nothing to confirm', async () => {
  const { api } = organisersApi(anImport({ rows: 1, counts: { ...NONE, 'already-in': 1 } }));
  await openTab(api, { at: AT });
  await expect.element(text('There is nobody here to invite.')).toBeVisible();
  expect(page.getByRole('button', { name: /^Invite/ }).elements()).toEqual([]);
});

test('a file that cannot be read says why and in which row, and that nothing was kept', async () => {
  const { api } = organisersApi();
  api.on(`POST ${RUN}/imports*`, () => {
    const fields = [{ path: 'file.12', reason: 'quotes-do-not-fit' }];
    const body = { code: 'invalid', title: 'No', detail: 'No.', status: 400, type: 'x', fields };
    return json(body, 400);
  });
  await chooseFile(api);
  const alert = page.getByRole('alert');
  await expect.element(alert).toMatchTextContent('Row 12: A quotation mark here has no end.');
  await expect.element(alert).toMatchTextContent('Nothing of it was kept');
  await expect.element(button('Choose a file')).toBeVisible();
});

test('while another list waits, a new one is refused in words', async () => {
  const { api } = organisersApi();
  api.on(`POST ${RUN}/imports*`, () => problem('import-waiting'));
  await chooseFile(api);
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of import-waiting');
});

test('a link is made, shown this once to be copied, listed without what stands in it, and withdrawn', async () => {
  await page.viewport(1200, 900);
  const { api } = organisersApi();
  const link = {
    id: 'l1',
    label: 'Newsletter',
    createdAt: '2026-03-03T10:00:00.000Z',
    expiresAt: '2026-04-02T10:00:00.000Z',
    state: 'good',
  };
  api.on(`POST ${RUN}/links`, () => {
    api.on(`GET ${RUN}/links`, () => json({ links: [link] }));
    return json({ link, secret: 'SECRET', teamsUrl: 'https://teams.microsoft.com/l/entity/x' });
  });
  await openTab(api, { at: AT });
  await expect.element(text('There is no link yet.')).toBeVisible();
  await button('Make a link').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill('Newsletter');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  expect(await findBarriers()).toEqual([]);
  const made = page.getByRole('alertdialog', { name: 'Your link' });
  await expect
    .element(made.getByRole('textbox', { name: 'Opens in Teams' }))
    .toHaveValue('https://teams.microsoft.com/l/entity/x');
  await expect
    .element(made.getByRole('textbox', { name: 'Address alone' }))
    .toHaveValue(`${window.location.origin}/ergs/e1/SECRET`);
  expect(api.requests(`POST ${RUN}/links`)[0]?.body).toMatchObject({
    label: 'Newsletter',
    days: 30,
  });
  await made.getByRole('button', { name: 'Done' }).click();
  await expect.element(text('Good until 2 April 2026')).toBeVisible();
  expect(document.body.textContent).not.toContain('SECRET');

  api.on(`DELETE ${RUN}/links/l1`, () => {
    api.on(`GET ${RUN}/links`, () => json({ links: [{ ...link, state: 'withdrawn' }] }));
    return nothing();
  });
  await button('Withdraw the link Newsletter').click();
  await expect.element(page.getByText('Withdrawn', { exact: true })).toBeVisible();
});

test.each([320, 1200])('has no barriers and no sideways scroll at %i pixels', async (width) => {
  await page.viewport(width, 800);
  const { api } = organisersApi(anImport());
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('grid', { name: 'Row by row' })).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
