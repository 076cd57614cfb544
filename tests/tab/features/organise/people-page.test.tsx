import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiThatRuns, prism } from './run-api.ts';

const AT = '/run/e1/people';
const APPOINT = 'POST /api/ergs/e1/run/organisers';
const HAND_OVER = 'POST /api/ergs/e1/run/hand-over';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('alertdialog');
const text = (part: string) => page.getByText(part, { exact: false });

async function chooseKim(label = 'A colleague') {
  await page.getByRole('combobox', { name: label }).fill('ki');
  await page.getByRole('option', { name: /Kim Example/ }).click();
}

test('it says who organises the ERG and how they came to', async () => {
  await page.viewport(1200, 800);
  await openTab(apiThatRuns(), { at: AT });
  await expect.element(text('Appointed by an admin on')).toBeVisible();
  await expect.element(text('Chosen by an organiser on')).toBeVisible();
  expect(button('Remove Ana as an organiser').elements()).toEqual([]);
  expect(await findBarriers()).toEqual([]);
});

test('a colleague is found by the start of their name and added', async () => {
  const api = apiThatRuns();
  api.on(APPOINT, () => json(prism()));
  await openTab(api, { at: AT });
  await chooseKim();
  await button('Add as an organiser').click();
  await expect.element(text('Kim Example is an organiser now')).toBeVisible();
  expect(api.requests(APPOINT)[0]?.body).toEqual({ userId: 'kim' });
});

test('handing over asks first, and leads away from what is no longer mine', async () => {
  const api = apiThatRuns();
  api.on(HAND_OVER, () => json(prism()));
  const tab = await openTab(api, { at: AT });
  await chooseKim();
  await button('Hand my part over').click();
  await expect.element(dialog()).toMatchTextContent('Hand over to Kim Example?');
  await dialog().getByRole('button', { name: 'Hand over' }).click();
  await expect.poll(() => tab.path()).toBe('/run');
});

test('the last organiser is told what their going means before they go', async () => {
  const [ana] = prism().organisers;
  const api = apiThatRuns(prism({ organisers: ana === undefined ? [] : [ana] }));
  api.on('DELETE /api/ergs/e1/run/organisers/ana', nothing);
  const tab = await openTab(api, { at: AT });
  await button('Stop organising').click();
  await expect.element(dialog()).toMatchTextContent('You are the last organiser.');
  await dialog().getByRole('button', { name: 'Stop organising' }).click();
  await expect.poll(() => tab.path()).toBe('/run');
});

test('a fellow organiser is removed after a question', async () => {
  const api = apiThatRuns();
  api.on('DELETE /api/ergs/e1/run/organisers/bo', nothing);
  await openTab(api, { at: AT });
  await button('Remove Bo as an organiser').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(text('Bo is not an organiser any more')).toBeVisible();
});

test('what is refused is said, and nothing is lost', async () => {
  const api = apiThatRuns();
  api.on(APPOINT, () => problem('too-many-organisers'));
  await openTab(api, { at: AT });
  await chooseKim();
  await button('Add as an organiser').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of too-many-organisers');
});

test('in a narrow pane nothing stands beside the page', async () => {
  await page.viewport(320, 800);
  await openTab(apiThatRuns(), { at: AT });
  await expect.element(text('Appointed by an admin on')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  expect(await findBarriers()).toEqual([]);
});
