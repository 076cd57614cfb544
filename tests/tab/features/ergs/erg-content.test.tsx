import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { EventView, RsvpBody } from '../../../../shared/contract/content.ts';
import { json, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithErg, ergPage, eventView } from './erg-api.ts';

const RSVP = 'PUT /api/ergs/e1/events/v1/rsvp';
const ICS = 'GET /api/ergs/e1/events/v1/ics';
const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

/** An API with an ERG that has an event, and my answers to it, which each change moves on by one revision. */
function apiWithAnEvent(event = eventView(), before: readonly EventView[] = []): FakeApi {
  const lesson = {
    id: 'l1',
    title: 'Where to begin',
    summary: 'A page with good links.',
    link: 'https://example.com/begin',
    format: 'watch',
    minutes: 12,
    aids: ['captions'],
    pillar: 'learn',
  } as const;
  const lessons = [{ ...lesson, aids: [...lesson.aids] }];
  const api = apiWithErg(ergPage({ events: [event], lessons }));
  let events = [...before];
  let rsvpsRevision = 5;
  api.on('GET /api/home', () => json(givenHome({ events, rsvpsRevision })));
  api.on(RSVP, ({ body }) => {
    const { going, revision } = body as RsvpBody;
    if (revision !== rsvpsRevision) return problem('changed-meanwhile');
    events = going ? [{ ...event, going: true }] : [];
    rsvpsRevision += 1;
    return json({ events, rsvpsRevision });
  });
  return api;
}

test('an ask leads to a pledge of it; a lesson says how long it takes, and what it comes with', async () => {
  const tab = await openTab(apiWithAnEvent(), { at: '/ergs/e1' });
  await expect.element(text('Watch · 12 minutes · with captions')).toBeVisible();
  await page.getByRole('link', { name: /^Pledge this/ }).click();
  await expect.poll(() => tab.path()).toBe('/pledges/new?template=ask.e1.a1');
});

test('one tap says yes, another undoes it, and nothing is asked twice', async () => {
  const api = apiWithAnEvent();
  await openTab(api, { at: '/ergs/e1' });
  await expect.element(text('Organisers see how many come, never who.')).toBeVisible();
  await button("I'm coming to Coffee for everyone").click();
  await expect.element(page.getByText('You said yes', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Coffee for everyone' })).toHaveFocus();
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(button("I'm coming to Coffee for everyone")).toBeVisible();
  expect(api.requests(RSVP).map(({ body }) => body)).toEqual([
    { going: true, revision: 5 },
    { going: false, revision: 6 },
  ]);
});

test('times are in the reader’s own zone, and in the event’s where that differs', async () => {
  await openTab(apiWithAnEvent(), { at: '/ergs/e1' });
  await expect.element(page.getByText(/Tuesday,? 10 March, 19:00 to 20:00/)).toBeVisible();
  await expect
    .element(page.getByText(/In New York that is Tuesday,? 10 March, 15:00/))
    .toBeVisible();
  await expect.element(text('Access: Step-free.')).toBeVisible();
});

test('an event here at my own time says it once', async () => {
  await openTab(apiWithAnEvent(eventView({ zone: 'Europe/London' })), { at: '/ergs/e1' });
  await expect.element(page.getByText(/10 March, 19:00 to 20:00/)).toBeVisible();
  expect(page.getByText(/that is/).elements()).toEqual([]);
});

test('who comes can join online and take the event into a calendar', async () => {
  const event = eventView();
  const api = apiWithAnEvent(event, [{ ...event, going: true }]);
  api.on(
    ICS,
    () =>
      new Response('BEGIN:VCALENDAR\r\n', {
        headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
      }),
  );
  const given: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    given.push(this.download);
  };
  try {
    await openTab(api, { at: '/ergs/e1' });
    await expect.element(button('Join online')).toBeVisible();
    await button('Add Coffee for everyone to my calendar').click();
    await expect.poll(() => given).toEqual(['event-2026-03-10.ics']);
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
});

test('an answer given elsewhere meanwhile is shown as it is now', async () => {
  const api = apiWithAnEvent();
  await openTab(api, { at: '/ergs/e1' });
  const yes = button("I'm coming to Coffee for everyone");
  await expect.element(yes).toBeVisible();
  api.on(RSVP, () => {
    const events = [{ ...eventView(), going: true }];
    api.on('GET /api/home', () => json(givenHome({ events, rsvpsRevision: 9 })));
    return problem('changed-meanwhile');
  });
  await yes.click();
  await expect.element(page.getByText('You said yes', { exact: true })).toBeVisible();
  await expect.element(text('changed somewhere else')).toBeVisible();
});

test.each([320, 1200])('home shows coming events without barriers at %s px', async (width) => {
  await page.viewport(width, 900);
  const event = eventView();
  await openTab(apiWithAnEvent(event, [{ ...event, going: true }]), { at: '/' });
  await expect
    .element(page.getByRole('heading', { level: 2, name: 'Coming events' }))
    .toBeVisible();
  await expect.element(text('From Prism')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await button('Take back your yes to Coffee for everyone').click();
  await expect
    .element(page.getByRole('heading', { level: 2, name: 'Coming events' }))
    .not.toBeInTheDocument();
});

test.each([320, 1200])('the page of an ERG has no barriers at %s px', async (width) => {
  await page.viewport(width, 900);
  await openTab(apiWithAnEvent(), { at: '/ergs/e1' });
  await expect.element(text('Watch · 12 minutes')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
