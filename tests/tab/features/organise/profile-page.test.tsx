import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { runView } from '../../support/run-view.ts';
import { apiWithRun } from './run-api.ts';

const AT = '/run/e1/profile';
const SAVE = 'PUT /api/ergs/e1/run/profile';
const field = (name: string) => page.getByRole('textbox', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const preview = () => page.getByRole('complementary', { name: 'In the directory' });

// Looking for barriers takes a second, and what fades in has them on its way.
const SLOW = { timeout: 10_000, interval: 400 };

beforeEach(() => page.viewport(1200, 900));

test('what is typed shows in the card of the directory at once, and is saved over what was seen', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await field('Name').fill('Prism North');
  await expect.element(preview()).toMatchTextContent('Prism North');
  await field('Tags').fill('leeds');
  await userEvent.keyboard('{Enter}');
  await expect.element(preview()).toMatchTextContent('pride · leeds');
  await page.getByRole('radio', { name: /By invitation/ }).click();
  await button('Save').click();
  await expect.element(page.getByText('Saved').first()).toBeVisible();
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toMatchTextContent('Prism North: Profile');
  expect(api.requests(SAVE)[0]?.body).toEqual({
    revision: 4,
    profile: {
      ...runView().profile,
      name: 'Prism North',
      tags: ['pride', 'leeds'],
      joinPolicy: 'by-invitation',
    },
  });
  await expect.element(button('Save')).toHaveAttribute('aria-disabled', 'true');
});

test('a tag is taken out again', async () => {
  await openTab(apiWithRun(), { at: AT });
  await page.getByRole('list', { name: 'Tags' }).getByRole('button').click();
  await expect.element(preview()).not.toMatchTextContent('pride');
});

test('what does not fit is marked before it is sent, and the first of it has the focus', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await field('Name').fill(' ');
  await field('Picture').fill('no emoji');
  await field('Link to its team in Teams').fill('http://example.com');
  await field('Days until somebody may ask again').fill('366');
  await button('Save').click();
  await expect.element(field('Name')).toHaveFocus();
  for (const words of [
    'Write something here.',
    'Choose one emoji.',
    'Write an address that begins with https.',
    'Write a number from 0 to 365.',
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect.element(page.getByText(words)).toBeVisible();
  }
  expect(api.requests(SAVE)).toEqual([]);
});

test('a name that another ERG has is said beside the field, and nothing typed is lost', async () => {
  const api = apiWithRun();
  api.on(SAVE, () => problem('name-taken'));
  await openTab(api, { at: AT });
  await field('Name').fill('Mosaic');
  await button('Save').click();
  await expect.element(page.getByText('Another ERG has this name')).toBeVisible();
  await expect.element(field('Name')).toHaveValue('Mosaic');
  await expect.element(field('Name')).toHaveAttribute('aria-invalid', 'true');
});

test('what somebody else saved meanwhile is not written over unseen: load theirs, or keep mine', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await field('Name').fill('Prism North');
  api.change({ profile: { ...runView().profile, contact: 'somebody else' } });
  await button('Save').click();
  await expect.element(page.getByText(/Somebody else changed this profile/)).toBeVisible();
  await expect.element(field('Name')).toHaveValue('Prism North');
  await button('Keep mine').click();
  await button('Save').click();
  await expect.element(page.getByText('Saved').first()).toBeVisible();
  expect(api.requests(SAVE).at(-1)?.body).toMatchObject({ revision: 5 });
});

test('loading theirs gives up what was typed', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await field('Name').fill('Prism North');
  api.change({ profile: { ...runView().profile, name: 'Prism South' } });
  await button('Save').click();
  await button('Load theirs').click();
  await expect.element(field('Name')).toHaveValue('Prism South');
  await expect.element(page.getByText(/Somebody else changed/)).not.toBeInTheDocument();
});

test('a change of who runs it is no reason to look twice: the same is saved with one more tap', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await field('Name').fill('Prism North');
  api.change({ sponsor: { userId: 'u-cleo', name: 'Cleo Costa' } });
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of changed-meanwhile');
  await button('Try again').click();
  await expect.element(page.getByText('Saved').first()).toBeVisible();
});

test('what was typed and not saved is still there after a look elsewhere, and can be given up', async () => {
  await openTab(apiWithRun(), { at: AT });
  await field('Contact').fill('new@example.com');
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Profile' }).click();
  await expect.element(field('Contact')).toHaveValue('new@example.com');
  await button('Discard changes').click();
  await expect.element(field('Contact')).toHaveValue('prism@example.com');
});

test('an ERG is archived after a question, and brought back without one', async () => {
  await openTab(apiWithRun(), { at: AT });
  await button('Archive').click();
  const dialog = page.getByRole('alertdialog', { name: 'Archive Prism?' });
  await dialog.getByRole('button', { name: 'Archive' }).click();
  await expect.element(page.getByText('This ERG is archived')).toBeVisible();
  await button('Bring it back').click();
  await expect.element(button('Archive')).toBeVisible();
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'nothing stands in the way of anybody, in the theme %s',
    async (theme) => {
      await page.viewport(width, 900);
      await openTab(apiWithRun(), { at: AT, theme });
      await field('Name').fill('N'.repeat(80));
      await field('Picture').fill('x');
      await button('Save').click();
      await expect.element(page.getByText('Choose one emoji.')).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      await expect.poll(findBarriers, SLOW).toEqual([]);
    },
  );
});
