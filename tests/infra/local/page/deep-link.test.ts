import { expect, test } from 'vitest';
import { tabPageOfDeepLink } from '../../../../infra/local/page/deep-link.ts';

const APP = 'b7c9a1e4-5d20-4c6f-8f13-90ab12cd34ef';
const context = encodeURIComponent(JSON.stringify({ subEntityId: 'pledges/7' }));

test('a deep link to a page of the app names the page', () => {
  const link = `https://teams.microsoft.com/l/entity/${APP}/home?context=${context}&label=Pledge`;

  expect(tabPageOfDeepLink(link, APP)).toEqual({ entityId: 'home', subPageId: 'pledges/7' });
});

test('a deep link without a context, or with a broken one, opens the first page', () => {
  const link = `https://teams.cloud.microsoft/l/entity/${APP}/home`;

  expect(tabPageOfDeepLink(link, APP)?.subPageId).toBe('');
  expect(tabPageOfDeepLink(`${link}?context=%7Bbroken`, APP)?.subPageId).toBe('');
});

test.each([
  ['another app', 'https://teams.microsoft.com/l/entity/other/home'],
  ['a channel', 'https://teams.microsoft.com/l/channel/19%3Aabc/General'],
  ['another site', `https://evil.example/l/entity/${APP}/home`],
  ['no link', 'pledges/7'],
])('a link to %s is none to the tab', (_what, link) => {
  expect(tabPageOfDeepLink(link, APP)).toBeUndefined();
});
