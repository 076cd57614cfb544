import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ApiServer,
  expectProblem,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';

const issuer = useIssuer();

const PAGE = readFileSync(new URL('../../../tab/index.html', import.meta.url), 'utf8');
const SCRIPT = 'console.log(1);'.repeat(200);

/** A server with a tab of one page and one script. */
function startWithTab(hostOrigins: readonly string[] = []): Promise<ApiServer> {
  const tabFolder = mkdtempSync(join(tmpdir(), 'alongside-tab-'));
  onTestFinished(() => rmSync(tabFolder, { recursive: true, force: true }));
  mkdirSync(join(tabFolder, 'assets'));
  writeFileSync(join(tabFolder, 'index.html'), PAGE);
  const script = join(tabFolder, 'assets', 'main-1a2b.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  writeFileSync(join(tabFolder, 'assets', 'plain-3c4d.js'), SCRIPT);
  mkdirSync(join(tabFolder, '.vite'));
  writeFileSync(join(tabFolder, '.vite', 'manifest.json'), '{"source": "tab/app/main.ts"}');
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
  '/api/openapi.json',
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
    expect(policy.get('script-src-attr')).toEqual(["'none'"]);
    expect(policy.get('style-src-attr')).toEqual(["'none'"]);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-|\bhttp:|\*(?![.])/);
    expect(headers.get('permissions-policy')).toContain('camera=(), ');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
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
    '/api/openapi.json',
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

test.each(['/tab/', '/tab/index.html', '/tab/ergs/somewhere'])(
  '%s lets in the styles that carry its own nonce, which is another in each answer',
  async (path) => {
    const api = await startWithTab();
    const nobody = await api.as('nobody');
    const seen = new Set<string>();
    for (let n = 0; n < 3; n += 1) {
      const { status, headers, text } = await nobody.get(path);
      expect(status).toBe(200);
      const [self, nonce = ''] = directives(headers).get('style-src') ?? [];
      expect(self).toBe("'self'");
      const inPage = /<meta property="csp-nonce" nonce="([\w-]{22})" \/>/.exec(text)?.[1];
      expect(nonce).toBe(`'nonce-${inPage}'`);
      // Kept, and shown under the policy of another answer, it would have no styles.
      expect(headers.get('etag')).toBeNull();
      expect(headers.get('last-modified')).toBeNull();
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  },
);

test('a page says what the tab must know before anybody is signed in', async () => {
  const api = await startWithTab(['http://127.0.0.1:5000']);
  const { text } = await (await api.as('nobody')).get('/tab/');
  const told = /<meta name="alongside-app" content="([^"]*)" \/>/.exec(text)?.[1] ?? '';
  expect(JSON.parse(told.replaceAll('&quot;', '"'))).toEqual({
    appId: api.deps.appId,
    hostOrigins: ['http://127.0.0.1:5000'],
  });
});

test('no answer but a page has a nonce, and no page has a script or a style in it', async () => {
  const api = await startWithTab();
  const nobody = await api.as('nobody');
  for (const path of ['/tab/assets/main-1a2b.js', '/api/openapi.json', '/nothing']) {
    const { headers } = await nobody.get(path);
    expect(directives(headers).get('style-src')).toEqual(["'self'"]);
  }
  expect(PAGE).not.toMatch(/<style|\son\w+=|\sstyle=|javascript:/i);
  for (const [script] of PAGE.matchAll(/<script[^>]*>[^<]*/g)) {
    expect(script).toMatch(/^<script type="module" src="[^"]+">$/);
  }
});

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('an asset for somebody who takes %s is sent as the build left it', async (takes, sent) => {
  const api = await startWithTab();
  const response = await fetch(`${api.url}/tab/assets/main-1a2b.js`, {
    headers: { 'accept-encoding': takes },
  });
  expect(response.headers.get('content-encoding')).toBe(sent);
  expect(response.headers.get('content-type')).toMatch(/javascript/);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  // What is compressed before has its length; what is compressed on the way has none.
  const bytes = Number(response.headers.get('content-length'));
  if (sent !== null) expect(bytes).toBeLessThan(200);
  expect(bytes).toBeGreaterThan(0);
  expect(await response.text()).toBe(SCRIPT);
});

test('an asset that was not compressed with the build is compressed on the way', async () => {
  const api = await startWithTab();
  const response = await fetch(`${api.url}/tab/assets/plain-3c4d.js`, {
    headers: { 'accept-encoding': 'br, gzip' },
  });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe(SCRIPT);
});

test.each([
  '/tab/assets/main-1a2b.js.br',
  '/tab/assets/main-of-an-older-build.js',
  '/tab/assets/%00',
  '/tab/assets//etc/passwd',
  '/tab/assets/..%2findex.html',
])('%s is not there, rather than a page in its place', async (path) => {
  const api = await startWithTab();
  expectProblem(await (await api.as('nobody')).get(path), 'not-found');
});

test('what the build notes for itself is not served', async () => {
  const api = await startWithTab();
  const { text } = await (await api.as('nobody')).get('/tab/.vite/manifest.json');
  expect(text).not.toContain('tab/app/main.ts');
});
