import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenTeams } from './local-teams.ts';
import { tabOf } from './look-in-tab.ts';

/** What axe finds in the tab, looking from inside: from the page around it every look takes several times as long. */
async function findings(page: Page): Promise<readonly string[]> {
  const tab = tabOf(page);
  await tab.evaluate(axe.source);
  return tab.evaluate(async () => {
    // Colours are looked at once they have changed.
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ['violations'],
    });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/**
 * That axe finds nothing in the tab as it stands, at its full width and at 320 px, and that nothing scrolls sideways
 * there. `what` names it where something is found.
 */
export async function expectNoBarriers({ page, tab }: OpenTeams, what: string): Promise<void> {
  const width = () =>
    tab.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth] as const);
  expect(await findings(page), what).toEqual([]);
  await page.getByLabel('Width').selectOption({ index: 0 });
  await expect.poll(async () => (await width())[0]).toBeLessThanOrEqual(320);
  const [client, scroll] = await width();
  expect(scroll, what).toBeLessThanOrEqual(client);
  expect(await findings(page), `${what} at 320 px`).toEqual([]);
  await page.getByLabel('Width').selectOption('full');
}
