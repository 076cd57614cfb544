import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { FakeApi } from './fake-api.ts';
import { rememberTexts } from './find-unmarked.ts';
import { openTab, type OpenTab } from './open-tab.tsx';

/** Opens a page and waits until nothing of it is loading. `data`: every text that its API answered. */
export async function openPage(
  path: string,
  api: FakeApi,
  locale: string,
): Promise<{ readonly data: ReadonlySet<string>; readonly tab: OpenTab }> {
  const data = rememberTexts(api);
  const tab = await openTab({ ...api, fetch: data.fetch }, { at: path, locale });
  await expect.element(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const loading = () => document.querySelectorAll('[aria-busy=true]').length;
  await expect.poll(loading, { timeout: 15_000 }).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { data: data.texts, tab };
}
