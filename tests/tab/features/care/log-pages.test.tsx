import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AuditActView } from '../../../../shared/contract/audit.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const RUN_LOG = 'GET /api/ergs/e1/run/audit';
const ADMIN_LOG = 'GET /api/admin/audit';

const act = (id: string, at: string, fields: Partial<AuditActView> = {}): AuditActView => ({
  id,
  at,
  sentence: `Sentence ${id}.`,
  ...fields,
});

function apiWithLog(): FakeApi {
  const api = fakeApi();
  const runs = [{ ergId: 'e1', name: 'Prism', picture: '🌈' }];
  api.on('GET /api/home', () => json(givenHome({ admin: true, runs })));
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

test('an ERG’s log is told by day, in the reader’s zone, and goes on below', async () => {
  const api = apiWithLog();
  const acts = [
    act('a', '2026-03-02T12:05:00.000Z'),
    act('b', '2026-03-02T09:00:00.000Z'),
    act('c', '2026-03-01T23:30:00.000Z'),
  ];
  api.on(RUN_LOG, () => json({ acts, continuation: 'c2' }));
  api.on(`${RUN_LOG}?continuation=c2`, () =>
    json({ acts: [act('d', '2026-03-01T08:00:00.000Z'), act('e', '2026-02-27T08:00:00.000Z')] }),
  );
  await openTab(api, { at: '/run/e1/log' });
  const day = (name: RegExp) => page.getByRole('region', { name });
  await expect.element(day(/^2 March|March 2,/)).toMatchTextContent('Sentence b.');
  await expect.element(day(/^1 March|March 1,/)).toMatchTextContent('Sentence c.');
  await button('Show more').click();
  const next = day(/^1 March|March 1,/)
    .getByRole('listitem')
    .nth(1);
  await expect.element(next).toMatchTextContent('Sentence d.');
  // The button is gone; reading goes on with what came.
  await expect.element(next).toHaveFocus();
  await expect.element(day(/^27 February|February 27,/)).toMatchTextContent('Sentence e.');
  await expect.element(button('Show more')).not.toBeInTheDocument();
});

test('the admins’ log says of which ERG an act was', async () => {
  const api = apiWithLog();
  api.on(ADMIN_LOG, () => json({ acts: [act('a', '2026-03-02T12:05:00.000Z', { erg: 'Prism' })] }));
  await openTab(api, { at: '/admin/log' });
  await expect.element(text('Sentence a.')).toBeVisible();
  await expect.element(text('in Prism')).toBeVisible();
});

test('an empty log says so; one that cannot be fetched, or whose next page cannot, is tried again', async () => {
  const api = apiWithLog();
  api.on(ADMIN_LOG, () => problem('unexpected'));
  await openTab(api, { at: '/admin/log' });
  await expect.element(text('Detail of unexpected')).toBeVisible();
  api.on(ADMIN_LOG, () => json({ acts: [], continuation: 'c2' }));
  await button('Try again').click();
  api.on(`${ADMIN_LOG}?continuation=c2`, () => problem('unexpected'));
  await button('Show more').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  api.on(`${ADMIN_LOG}?continuation=c2`, () => json({ acts: [] }));
  await button('Try again').click();
  await expect.element(text('Nothing yet')).toBeVisible();
});

test.each([320, 1200])('nothing is in the way at %i px', async (width) => {
  await page.viewport(width, 800);
  const api = apiWithLog();
  api.on(RUN_LOG, () => json({ acts: [act('a', '2026-03-02T12:05:00.000Z')], continuation: 'c' }));
  await openTab(api, { at: '/run/e1/log' });
  await expect.element(text('Sentence a.')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
