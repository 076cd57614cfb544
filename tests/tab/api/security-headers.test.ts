import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ApiServer, robin, startApi, useIssuer } from '../../support/api-server.ts';

const issuer = useIssuer();

/** A server with a tab of one page and one script. */
function startWithTab(hostOrigins: readonly string[] = []): Promise<ApiServer> {
  const tabFolder = mkdtempSync(join(tmpdir(), 'alongside-tab-'));
  onTestFinished(() => rmSync(tabFolder, { recursive: true, force: true }));
  mkdirSync(join(tabFolder, 'assets'));
  writeFileSync(join(tabFolder, 'index.html'), '<!doctype html><title>Alongside</title>');
  writeFileSync(join(tabFolder, 'assets', 'main-1a2b.js'), 'console.log(1);');
  writeFileSync(join(tabFolder, '..', 'alongside-outside.txt'), 'outside');
  onTestFinished(() => rmSync(join(tabFolder, '..', 'alongside-outside.txt'), { force: true }));
  return startApi(issuer.get(), { hostOrigins, tabFolder });
}

function directives(headers: Headers): ReadonlyMap<string, readonly string[]> {
  const policy = headers.get('content-security-policy') ?? '';
  return new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

const PATHS = [
  '/tab/',
  '/tab/pledges',
  '/tab/assets/main-1a2b.js',
  '/api/app',
  '/api/home',
  '/nothing',
  '/privacy',
  '/pages/pages.css',
  '/health/live',
];

test.each(PATHS)(
  '%s lets Teams frame it and nobody else, and runs no script from elsewhere',
  async (path) => {
    const api = await startWithTab();

    const { headers } = await (await api.as('nobody')).get(path);

    const policy = directives(headers);
    expect(policy.get('frame-ancestors')).toEqual(
      expect.arrayContaining([
        "'self'",
        'https://teams.microsoft.com',
        'https://*.teams.microsoft.com',
        'https://*.cloud.microsoft',
      ]),
    );
    for (const ancestor of policy.get('frame-ancestors') ?? []) {
      expect(ancestor).toMatch(
        /^('self'|https:\/\/(\*\.)?([a-z]+\.)*(microsoft\.com|cloud\.microsoft|microsoft365\.com|office\.com|office365\.com))$/,
      );
    }
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('connect-src')).not.toContain('*');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    // It would contradict frame-ancestors.
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  },
);

test('the local host may frame it where the root says so', async () => {
  const api = await startWithTab(['http://127.0.0.1:5000']);
  const { headers } = await (await api.as('nobody')).get('/tab/');
  expect(directives(headers).get('frame-ancestors')).toContain('http://127.0.0.1:5000');
});

test('pages are always fresh, assets last a year, and what is personal is kept nowhere', async () => {
  const api = await startWithTab();
  const me = await api.as(robin);
  const keeping = async (path: string) => (await me.get(path)).headers.get('cache-control');

  expect(await keeping('/tab/')).toBe('no-cache');
  expect(await keeping('/tab/ergs/somewhere')).toBe('no-cache');
  expect(await keeping('/tab/assets/main-1a2b.js')).toBe('public, max-age=31536000, immutable');
  for (const path of [
    '/api/home',
    '/api/pledges/past',
    '/api/ergs',
    '/api/me/export',
    '/api/app',
  ]) {
    expect(await keeping(path)).toBe('no-store');
  }
});

test.each([
  '/tab/..%2falongside-outside.txt',
  '/tab/%2e%2e/alongside-outside.txt',
  '/tab/..%5calongside-outside.txt',
  '/tab/assets/..%2f..%2f..%2falongside-outside.txt',
  '/tab//etc/passwd',
])('%s gives nothing from outside of the tab', async (path) => {
  const api = await startWithTab();
  const { text } = await (await api.as('nobody')).get(path);
  expect(text).not.toMatch(/^outside|root:/);
});

test('the health question is answered to anybody and tells nothing', async () => {
  const api = await startWithTab();
  expect((await (await api.as('nobody')).get('/health/live')).body).toEqual({ status: 'live' });
  expect(api.requests).toEqual([]);
});
