import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { RunView } from '../../../../shared/contract/run.ts';
import { type FakeApi, fakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { prism } from '../organise/run-api.ts';

const AT = '/admin/ergs/e1';
const APPOINT = 'POST /api/admin/ergs/e1/organisers';
const button = (name: string) => page.getByRole('button', { name, exact: true });
const organisers = () => page.getByRole('list', { name: 'Organisers' });
const dialog = () => page.getByRole('alertdialog');

/** An API for an admin, which keeps who runs Prism. */
function apiWithErg(first: RunView = prism({ you: 'root' })): FakeApi {
  const api = fakeApi();
  let erg = first;
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/ergs/e1', () => json(erg));
  api.on('GET /api/admin/people?find=ki', () =>
    json({ people: [{ userId: 'kim', name: 'Kim Example', place: 'Leeds' }] }),
  );
  api.on(APPOINT, () => {
    const since = '2026-03-03T10:00:00.000Z';
    const kim = { userId: 'kim', name: 'Kim Example', since, appointedBy: 'admin' } as const;
    erg = { ...erg, organisers: [...erg.organisers, kim] };
    return json(erg);
  });
  api.on('DELETE /api/admin/ergs/e1/organisers/*', ({ path }) => {
    const left = erg.organisers.filter(({ userId }) => !path.endsWith(`/${userId}`));
    erg = { ...erg, organisers: left };
    return nothing();
  });
  return api;
}

beforeEach(() => page.viewport(1200, 900));

test('an admin reads who runs an ERG and how they came to, and appoints somebody', async () => {
  const api = apiWithErg();
  await openTab(api, { at: AT });
  await expect.element(organisers()).toMatchTextContent('AnaAppointed by an admin on');
  await expect.element(organisers()).toMatchTextContent('BoChosen by an organiser on');
  await button('Appoint an organiser').click();
  await expect.element(dialog()).toMatchTextContent('You cannot choose yourself.');
  await page.getByRole('combobox', { name: 'Who organises it' }).fill('ki');
  await expect.element(dialog().getByRole('status')).toMatchTextContent('1 colleague found.');
  await page.getByRole('option', { name: /Kim Example/ }).click();
  await dialog().getByRole('button', { name: 'Appoint' }).click();
  await expect.element(organisers()).toMatchTextContent('Kim Example');
  expect(api.requests(APPOINT)[0]?.body).toEqual({ userId: 'kim' });
});

test('an organiser is removed after a question, which says of the last one that nobody is left', async () => {
  await openTab(apiWithErg(), { at: AT });
  await button('Remove Bo as an organiser').click();
  await expect.element(dialog()).not.toMatchTextContent('Nobody else runs it');
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(organisers()).not.toMatchTextContent('Bo');
  await button('Remove Ana as an organiser').click();
  await expect.element(dialog()).toMatchTextContent('Nobody else runs it');
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(page.getByText('Nobody runs it now', { exact: false })).toBeVisible();
});

test('a removal that fails says so in the question', async () => {
  const api = apiWithErg();
  api.on('DELETE /api/admin/ergs/e1/organisers/*', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Remove Bo as an organiser').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(dialog()).toMatchTextContent('Title of unexpected');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await expect.element(organisers()).toMatchTextContent('Bo');
});

test('an ERG that is not there leads back to all of them', async () => {
  const api = apiWithErg();
  api.on('GET /api/admin/ergs', () => json({ ergs: [] }));
  const tab = await openTab(api, { at: '/admin/ergs/gone' });
  await expect.element(page.getByText('This ERG is not here.', { exact: false })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'All ERGs' }).last().click();
  expect(tab.path()).toBe('/admin/ergs');
});

test('an admin who has not agreed to take part gets here all the same', async () => {
  const api = apiWithErg();
  api.on('GET /api/home', () => json({ ...NOT_AGREED, admin: true }));
  await openTab(api, { at: AT });
  await expect.element(organisers()).toMatchTextContent('Bo');
});

test('whoever is no admin is told so, and nothing is asked', async () => {
  const api = apiWithErg();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect.element(page.getByText('This is not open to you')).toBeVisible();
  expect(api.requests('GET /api/admin*')).toEqual([]);
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'nothing stands in the way of anybody, in the theme %s',
    async (theme) => {
      await page.viewport(width, 900);
      await openTab(apiWithErg(), { at: AT, theme });
      await expect.element(organisers()).toBeVisible();
      expect(await findBarriers()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    },
  );
});
