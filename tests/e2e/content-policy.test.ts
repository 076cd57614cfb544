import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

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

/** Pages of the tab, with who may open them. */
const PAGES: readonly (readonly [note: RegExp, pages: readonly string[]])[] = [
  [
    /working remotely/,
    [
      'home',
      'pledges',
      'pledges/new',
      'ergs',
      'learn/lessons',
      'learn/progress',
      'learn/journal',
      'learn/buddies',
      'learn/year',
      'settings',
    ],
  ],
  [/Manager of 14/, ['organisation']],
  [/^Organiser/, ['run']],
  [
    /^Admin/,
    [
      'health',
      'admin/ergs',
      'admin/directory',
      'admin/organisation',
      'admin/reports',
      'admin/year',
    ],
  ],
];

test('every page is drawn in full under the policy, which nothing on it breaks', async () => {
  const page = await teams.newPage();
  const violations = await noteViolations(page);
  for (const [note, subPages] of PAGES) {
    const { id } = await teams.personWhoseNoteSays(note);
    await teams.agree(id);
    for (const subPage of subPages) {
      for (const theme of subPage === 'home' ? ['default', 'dark', 'contrast'] : ['default']) {
        await page.goto(
          `${teams.program.url}/?person=${id}&theme=${theme}&page=${encodeURIComponent(subPage)}`,
        );
        const tab = page.frameLocator('iframe[name=tab]');
        await tab.getByRole('heading', { level: 1 }).waitFor(PATIENTLY);
        await tab
          .getByText('Loading')
          .first()
          .waitFor({ state: 'detached', ...PATIENTLY });
      }
    }
  }
  expect(violations).toEqual([]);

  // Styles are there: Fluent's own and those of the theme.
  const link = page.frameLocator('iframe[name=tab]').getByRole('navigation').first();
  const styles = await link.evaluate((element) => {
    const theme = getComputedStyle(element).getPropertyValue('--colorBrandBackground');
    return { theme, rules: [...document.styleSheets].reduce((n, s) => n + s.cssRules.length, 0) };
  });
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
