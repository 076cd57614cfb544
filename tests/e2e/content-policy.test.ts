import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { goTo, tabOf } from '../support/look-in-tab.ts';

const PATIENTLY = { timeout: 30_000 };

let teams: LocalTeams;

beforeAll(async () => {
  teams = await startLocalTeams();
});

afterAll(() => teams.end());

/** Notes what a page, and what it frames, was not allowed to do. */
async function noteViolations(page: Page): Promise<readonly string[]> {
  const noted: string[] = [];
  await page.exposeFunction('noteViolation', (violation: string) => noted.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { noteViolation } = window as unknown as { noteViolation: (text: string) => void };
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      noteViolation(
        `${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber} ${location.pathname} ${sample}`,
      );
    });
  });
  return noted;
}

/** Pages of the tab besides home, with who may open them. */
const PAGES: readonly (readonly [note: RegExp, paths: readonly string[]])[] = [
  [
    /working remotely/,
    [
      '/pledges',
      '/pledges/new',
      '/ergs',
      '/learn/lessons',
      '/learn/progress',
      '/learn/journal',
      '/learn/buddies',
      '/learn/year',
      '/settings',
    ],
  ],
  [/Manager of 14/, ['/organisation']],
  [/^Organiser/, ['/run']],
  [
    /^Admin/,
    [
      '/health',
      '/admin/ergs',
      '/admin/directory',
      '/admin/organisation',
      '/admin/reports',
      '/admin/year',
    ],
  ],
];

test('every page is drawn in full under the policy, which nothing on it breaks', async () => {
  const page = await teams.newPage();
  const violations = await noteViolations(page);
  const drawn = new Set<string>();
  const draw = async (path: string) => {
    const tab = tabOf(page);
    await goTo(tab, path);
    drawn.add(await tab.getByRole('heading', { level: 1 }).first().innerText());
  };
  for (const [index, [note, paths]] of PAGES.entries()) {
    const { id } = await teams.personWhoseNoteSays(note);
    await teams.agree(id);
    for (const theme of index === 0 ? ['contrast', 'dark', 'default'] : ['default']) {
      await page.goto(`${teams.program.url}/?person=${id}&theme=${theme}`);
      const tab = page.frameLocator('iframe[name=tab]');
      await tab.getByRole('heading', { level: 1 }).waitFor(PATIENTLY);
      await draw('/');
    }
    // One answer brings the policy for them all; each fetches what draws it.
    for (const path of paths) await draw(path);
  }
  expect(violations).toEqual([]);
  expect(drawn.size).toBeGreaterThan(15);

  // Styles are there: Fluent's own, those of the theme, and the ground's.
  const link = page.frameLocator('iframe[name=tab]').getByRole('navigation').first();
  const styles = await link.evaluate((element) => {
    const theme = getComputedStyle(element).getPropertyValue('--colorBrandBackground');
    const { margin } = getComputedStyle(document.body);
    const rules = [...document.styleSheets].reduce((n, s) => n + s.cssRules.length, 0);
    return { theme, rules, margin };
  });
  expect(styles.margin).toBe('0px');
  expect(styles.theme).toMatch(/^#/);
  expect(styles.rules).toBeGreaterThan(200);
}, 240_000);

test('what somebody smuggles into the page does not run and has no style', async () => {
  const page = await teams.newPage();
  const violations = await noteViolations(page);
  const { id } = await teams.personWhoseNoteSays(/working remotely/);
  await page.goto(`${teams.program.url}/?person=${id}`);
  const tab = page.frameLocator('iframe[name=tab]');
  await tab.getByRole('heading', { level: 1 }).waitFor(PATIENTLY);

  const outcome = await tab.locator('body').evaluate(async (body) => {
    const place = document.createElement('div');
    body.append(place);
    // As HTML that came in by a mistake of ours.
    place.innerHTML =
      '<p style="position: fixed">x</p><img src="data:," onerror="window.smuggled = 1">';
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = 2';
    const elsewhere = document.createElement('script');
    elsewhere.src = 'https://elsewhere.example/a.js';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    place.append(script, elsewhere, style);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {
      smuggled: (window as { smuggled?: number }).smuggled,
      position: getComputedStyle(place.querySelector('p') ?? body).position,
      display: getComputedStyle(body).display,
    };
  });

  expect(outcome).toEqual({ smuggled: undefined, position: 'static', display: 'block' });
  const broken = violations.map((violation) => violation.split(' ')[0]);
  expect(broken).toEqual(
    expect.arrayContaining([
      'style-src-attr',
      'script-src-attr',
      'script-src-elem',
      'style-src-elem',
    ]),
  );
}, 60_000);
