import { expect, test } from 'vitest';
import { pathOfSubPage } from '../../../tab/lib/paths.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['home', '/'],
  ['pledges', '/pledges'],
  ['pledges/new', '/pledges/new'],
  ['pledges/0195a1f0-0000-7000-8000-000000000001', '/pledges/0195a1f0-0000-7000-8000-000000000001'],
  ['/ergs', '/ergs'],
  ['ergs/e1', '/ergs/e1'],
  ['ergs/e1/AbC-_9', '/ergs/e1/AbC-_9'],
  ['settings', '/settings'],
  ['settings/data', '/settings/data'],
  ['organisation', '/organisation'],
  ['health', '/health'],
  ['run', '/run'],
  ['run/e1', '/run/e1/roster'],
  ['run/e1/requests', '/run/e1/requests'],
  ['learn', '/learn/lessons'],
  ['learn/journal', '/learn/journal'],
  ['learn/lessons/listen-ask', '/learn/lessons/listen-ask'],
  ['learn/groups/e1/l1', '/learn/groups/e1/l1'],
  ['learn/buddies/AbC-_9', '/learn/buddies/AbC-_9'],
  ['admin', '/admin/ergs'],
  ['admin/reports', '/admin/reports'],
  ['admin/settings', '/admin/settings'],
  ['admin/organisation', '/admin/organisation'],
])('the deep link %o opens %s', (subPageId, path) => {
  expect(pathOfSubPage(subPageId)).toBe(path);
});

test.each([
  'elsewhere',
  'settings/x',
  'organisation/x',
  'pledges/a/b',
  'run/e1/secrets',
  'run/e1/log/x',
  'admin/keys',
  'learn/elsewhere',
  'learn/year/2026',
  'learn/lessons/a/b',
  'learn/groups/e1',
  '../api/home',
  'https://example.org',
])('the deep link %o, which names no page, opens home', (subPageId) => {
  expect(pathOfSubPage(subPageId)).toBe('/');
});

test('an id in a deep link cannot bring a query or a fragment along', () => {
  expect(pathOfSubPage('ergs/a?b#c')).toBe('/ergs/a%3Fb%23c');
});
