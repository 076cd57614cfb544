import { type AppManifest, AppManifestUtils } from '@microsoft/app-manifest';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { teamsLink } from '../../shared/domain/teams-link.ts';
import { createWebServer } from '../../tab/api/web-server.ts';
import { testDeps } from '../support/command-deps.ts';
import { builtPackage, ROOT } from './built-package.ts';

const { json, manifest } = builtPackage();
const [domain = ''] = manifest.validDomains;

const addresses = [
  ...Object.entries(manifest.developer).filter(([name]) => name.endsWith('Url')),
  ...manifest.staticTabs.flatMap((tab) =>
    [tab.contentUrl, tab.websiteUrl].map((url) => [`tab ${tab.entityId}`, url] as const),
  ),
].flatMap(([name, url]) => (url === undefined ? [] : [[name, url] as const]));

test('the manifest is one by the official schema of its version', async () => {
  expect(manifest.manifestVersion).toBe('1.29');
  expect(
    await AppManifestUtils.validateAgainstSchema(json('manifest.json') as AppManifest),
  ).toEqual([]);
});

test('the schema is really asked: what is not in it is refused', async () => {
  const broken = { ...(json('manifest.json') as AppManifest), accentColor: 'blue', more: 1 };
  expect(await AppManifestUtils.validateAgainstSchema(broken)).toHaveLength(2);
});

describe('what the Store asks of an app', () => {
  test('the version is three numbers, as in 1.0.0', () => {
    expect(manifest.version).toMatch(/^[1-9]\d*\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/);
  });

  test('the maker is named in 32 characters, and ids are of the form that Teams gives', () => {
    expect(manifest.developer['name']?.length).toBeLessThanOrEqual(32);
    const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
    const ids = [manifest.id, manifest.webApplicationInfo.id, ...manifest.bots.map((b) => b.botId)];
    for (const id of ids) expect(id).toMatch(guid);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(addresses)('%s is plain https on the own domain: %s', (_name, text) => {
    const url = new URL(text);
    expect(url.protocol).toBe('https:');
    expect(url.host).toBe(domain);
    expect(url.username + url.password + url.search + url.hash).toBe('');
  });

  test('there are pages about the app, privacy and terms, and each is another page', () => {
    const { websiteUrl, privacyUrl, termsOfUseUrl } = manifest.developer;
    expect(new Set([websiteUrl, privacyUrl, termsOfUseUrl]).size).toBe(3);
  });

  test.each(Object.entries(manifest.developer).filter(([name]) => name.endsWith('Url')))(
    '%s answers without signing in: %s',
    async (_name, url) => {
      const { app } = await createWebServer({
        log: testDeps().log,
        tabFolder: '/nowhere',
        app: { appId: 'alongside', hostOrigins: [] },
        receiveActivity: async () => ({ status: 200, headers: {}, body: '' }),
      });
      onTestFinished(() => app.close());
      const answer = await app.inject({ method: 'GET', url: new URL(url).pathname });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).toContain('href="/support"');
    },
  );

  test('only the own domain is let in, by its name and without a wildcard', () => {
    expect(manifest.validDomains).toHaveLength(1);
    expect(domain).not.toMatch(/[*/]|^https?:/);
  });

  test('sign-in is for the own domain and the own registration', () => {
    const { id, resource } = manifest.webApplicationInfo;
    expect(resource).toBe(`api://${domain}/${id}`);
  });

  test('the accent colour has contrast enough for white signs on it', () => {
    const channels = [1, 3, 5].map(
      (at) => Number.parseInt(manifest.accentColor.slice(at, at + 2), 16) / 255,
    );
    const [red = 0, green = 0, blue = 0] = channels.map((value) =>
      value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    );
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  test('it asks for nothing of the device, for no permission, and for no scope but the personal one', () => {
    for (const key of ['permissions', 'devicePermissions', 'authorization', 'configurableTabs']) {
      expect(manifest).not.toHaveProperty(key);
    }
    const scopes = [...manifest.staticTabs, ...manifest.bots].flatMap((part) => part.scopes);
    expect(new Set(scopes)).toEqual(new Set(['personal']));
  });
});

test('tabs have ids of their own, and deep links lead to the first', () => {
  const ids = manifest.staticTabs.map(({ entityId }) => entityId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(teamsLink(manifest.id, 'home')).toContain(`/l/entity/${manifest.id}/${ids[0]}?`);
});

test('the local package names the ids by which the local Alongside goes', () => {
  const source = readFileSync(path.join(ROOT, 'infra/local/local-alongside.ts'), 'utf8');
  expect(source).toContain(`const APP_ID = '${manifest.id}';`);
  expect(source).toContain(`const BOT_ID = '${manifest.bots[0]?.botId}';`);
  expect(source).toContain(`const CLIENT_ID = '${manifest.webApplicationInfo.id}';`);
});
