import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { transformWithOxc } from 'vite';
import { expect } from 'vitest';
import type * as hindrances from './hindrances.ts';

/** The functions of `hindrances.ts`, as they stand in the page. */
declare global {
  interface Window {
    hindrances: typeof hindrances;
  }
}

const file = `${import.meta.dirname}/hindrances.ts`;

/** The frame of the tab. */
export function tabOf(page: Page): Frame {
  const tab = page.frame({ name: 'tab' });
  if (tab === null) throw new Error('There is no tab.');
  return tab;
}

/** Puts `window.hindrances` into a frame, to look there for what hinders people. */
export async function putHindrancesInto(frame: Frame): Promise<void> {
  const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file, { sourcemap: false });
  const names = [...code.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
  await frame.evaluate(
    `{ ${code.replaceAll(/^export /gm, '')}; window.hindrances = { ${names.join(', ')} }; }`,
  );
}

/** Gives the tab the whole window, as Teams does when it is opened by itself. */
export async function giveTabTheWindow(page: Page): Promise<void> {
  await page.evaluate(() => {
    // Not an inline style, which the content policy forbids.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '.bar, .chat { display: none !important } .stage { position: fixed; inset: 0 }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Opens another page of the tab, without loading it afresh, and waits until nothing of it is loading. */
export async function goTo(tab: Frame, path: string): Promise<void> {
  const heading = tab.getByRole('heading', { level: 1 }).first();
  await heading.waitFor();
  const before = await heading.innerText();
  const moved = await tab.evaluate((to) => {
    const { pathname, search } = window.location;
    window.history.pushState(null, '', `/tab${to}`);
    // The first page has in its address what Teams says of itself.
    const { pathname: next, search: asked } = window.location;
    return next !== pathname || (asked !== '' && asked !== search);
  }, path);
  // What was there stays until the next page is ready.
  if (moved) await expect.poll(() => heading.innerText(), { timeout: 20_000 }).not.toBe(before);
  const loading = () => tab.locator('[aria-busy=true]').count();
  await expect.poll(loading, { timeout: 20_000, interval: 30 }).toBe(0);
}
