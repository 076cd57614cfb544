import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PUBLIC_PAGES } from '../../../shared/i18n/page-texts.ts';
import { publicPageHtml } from '../../../tab/api/public-pages/page-html.ts';
import { robin, startApi, useIssuer } from '../../support/api-server.ts';

const issuer = useIssuer();

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
}

test.each(PUBLIC_PAGES)(
  '/%s is for everybody without signing in, and asks storage for nothing',
  async (page) => {
    const api = await startApi(issuer.get());

    const { status, headers, text } = await (await api.as('nobody')).get(`/${page}`);

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('vary')).toContain('accept-language');
    expect(text).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).toContain(`<a href="/${page}" aria-current="page">`);
    expect(api.requests).toEqual([]);
    expect((await (await api.as(robin)).get(`/${page}`)).text).toBe(text);
  },
);

test('what a page leads to is there, and nothing is loaded from elsewhere', async () => {
  const api = await startApi(issuer.get());
  const anybody = await api.as('nobody');
  const links = new Set(
    PUBLIC_PAGES.flatMap((page) => linksIn(publicPageHtml(page, { language: 'en' }))),
  );
  expect([...links].toSorted()).toEqual([
    '/about',
    '/pages/pages.css',
    '/pages/sign.svg',
    '/privacy',
    '/support',
    '/terms',
  ]);
  for (const link of links) expect((await anybody.get(link)).status).toBe(200);
});

test.each(PUBLIC_PAGES)('/%s has no style and no script in it', (page) => {
  const html = publicPageHtml(page, { language: 'en' });
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/i);
});

test('support names whom to write to, and the help desk where nobody is named', async () => {
  const named = await startApi(issuer.get(), { supportMail: 'alongside@example.com' });
  const { text } = await (await named.as('nobody')).get('/support');
  expect(text).toContain('<a href="mailto:alongside@example.com">alongside@example.com</a>');
  expect(publicPageHtml('support', { language: 'en' })).toContain(
    'the IT help desk of your organisation',
  );
});

test('an address is shown as it is and never as markup', () => {
  const html = publicPageHtml('support', {
    language: 'en',
    supportMail: '"><script>$&</script>@example.com',
  });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;$&amp;&lt;/script&gt;@example.com');
});

test('whoever asks in a language without these texts reads English, said so', () => {
  expect(publicPageHtml('terms', { language: 'ja' })).toContain('<html lang="en" dir="ltr">');
});

test('the texts keep to the voice, and no value is left out', () => {
  const json = readFileSync(new URL('../../../shared/i18n/en/pages.json', import.meta.url), 'utf8');
  expect(json).not.toContain('!');
  expect(json).not.toMatch(/\b(should|must|sorry|simply)\b/i);
  for (const page of PUBLIC_PAGES) {
    expect(publicPageHtml(page, { language: 'en' })).not.toContain('{{');
  }
});
