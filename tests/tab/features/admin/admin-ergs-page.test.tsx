import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AdminErgView } from '../../../../shared/contract/run.ts';
import { fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { prism } from '../organise/run-api.ts';

const AT = '/admin/ergs';
const LIST = 'GET /api/admin/ergs';
const CREATE = 'POST /api/admin/ergs';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

function erg(fields: Partial<AdminErgView> = {}): AdminErgView {
  return {
    id: 'e1',
    name: 'Prism',
    picture: '🌈',
    state: 'active',
    organisers: 2,
    size: { from: 25, to: 49 },
    revision: 4,
    ...fields,
  };
}

function adminsApi(ergs: readonly AdminErgView[] = [erg()]) {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on(LIST, () => json({ ergs }));
  api.on('GET /api/admin/people?find=ki', () =>
    json({ people: [{ userId: 'kim', name: 'Kim Example', place: 'Leeds' }] }),
  );
  return api;
}

async function chooseKim() {
  await page.getByRole('combobox', { name: 'Who organises it' }).fill('ki');
  await page.getByRole('option', { name: /Kim Example/ }).click();
}

test('an ERG that waits for an organiser stands first, and somebody is appointed', async () => {
  await page.viewport(1200, 900);
  const waiting = erg({ id: 'e2', name: 'Mosaic', organisers: 0 });
  const api = adminsApi([waiting, erg()]);
  api.on('POST /api/admin/ergs/e2/organisers', () => json(prism()));
  await openTab(api, { at: AT });
  const queue = page.getByRole('list', { name: 'Waiting for an organiser' });
  await expect.element(queue).toMatchTextContent('Mosaic');
  await queue.getByRole('button', { name: 'Appoint somebody for Mosaic' }).click();
  await chooseKim();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Appoint' }).click();
  await expect.element(text('Kim Example organises Mosaic now')).toBeVisible();
});

test('a new ERG is created with who runs it; what is wrong stands at its field', async () => {
  await page.viewport(1200, 900);
  const api = adminsApi();
  api.on(CREATE, () => problem('name-taken'));
  await openTab(api, { at: AT });
  await button('New ERG').click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Prism');
  await page.getByRole('textbox', { name: 'What it is for' }).fill('For everybody.');
  await button('Create').click();
  await expect.element(text('Choose somebody from the list.')).toBeVisible();
  expect(api.requests(CREATE)).toEqual([]);

  await chooseKim();
  await button('Create').click();
  await expect.element(name).toHaveAccessibleDescription(/Detail of name-taken/);
  api.on(CREATE, () => json(prism()));
  await name.fill('Mosaic');
  await button('Create').click();
  await expect.element(text('Mosaic is there now')).toBeVisible();
  const [first, second] = api.requests(CREATE).map(({ body }) => body as { readonly id: string });
  expect(second?.id).toBe(first?.id);
  expect(second).toMatchObject({ organiserId: 'kim', profile: { name: 'Mosaic' } });
});

test('an admin who chooses themselves is told why that does not work', async () => {
  const api = adminsApi();
  api.on('POST /api/admin/ergs/e1/organisers', () => problem('not-yourself'));
  await openTab(api, { at: AT });
  await button('Appoint somebody for Prism').click();
  await chooseKim();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Appoint' }).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of not-yourself');
});

test('an organisation without ERGs is offered to begin', async () => {
  await openTab(adminsApi([]), { at: AT });
  await expect.element(page.getByRole('heading', { name: 'No ERGs yet' })).toBeVisible();
});

test('whoever is no admin is refused, and nothing is asked', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toMatchTextContent('This is not open to you');
  expect(api.requests(LIST)).toEqual([]);
});

test.each([1200, 320])('nobody meets a barrier at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(adminsApi([erg(), erg({ id: 'e3', name: 'Old', state: 'archived' })]), { at: AT });
  await expect.element(text('Archived')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
