import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { directionOf, LANGUAGES } from '../../../shared/domain/languages.ts';
import { FLUENT_THEMES } from '../../../tab/app/theme.ts';
import { apiOfEverything, apiOfStranger, EVERY_PATH } from '../support/every-page.ts';
import type { FakeApi } from '../support/fake-api.ts';
import { findBarriers, findBarriersOfColour } from '../support/find-barriers.ts';
import { findMirrored } from '../support/find-mirrored.ts';
import { findClipped } from '../../support/hindrances.ts';
import { findUnmarked, rememberTexts } from '../support/find-unmarked.ts';
import { openTab, type OpenTab } from '../support/open-tab.tsx';

const PAGES: readonly (readonly [string, () => FakeApi])[] = [
  ['/welcome', apiOfStranger],
  ...EVERY_PATH.map((path) => [path, apiOfEverything] as const),
];

/** The shipped languages that ask most of a narrow page: long words, and the other direction. */
const LONG_OR_MIRRORED = LANGUAGES.filter((language: string) => ['de', 'ar'].includes(language));

/** Opens a page and waits until nothing of it is loading. */
async function openPage(
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

/** The colour of the ground that the heading stands on, as the theme has it. */
function ground(): string {
  const heading = page.getByRole('heading', { level: 1 }).first().element();
  return getComputedStyle(heading).getPropertyValue('--colorNeutralBackground2');
}

beforeEach(() => page.viewport(320, 640));

describe.each(PAGES)('the page %s', (path, api) => {
  test('on a wide screen has no barriers, in any theme', async () => {
    await page.viewport(1200, 800);
    const { tab } = await openPage(path, api(), 'en-gb');
    expect(await findBarriers()).toEqual([]);
    for (const theme of ['dark', 'contrast'] as const) {
      tab.changeTheme(theme);
      await expect.poll(ground).toBe(FLUENT_THEMES[theme].colorNeutralBackground2);
      // Colours may still be on their way.
      await expect.poll(findBarriersOfColour, { message: theme, timeout: 5_000 }).toEqual([]);
    }
  });

  test('in a longer language says nothing that is not in the files of texts, and cuts nothing off', async () => {
    const { data } = await openPage(path, api(), 'en-XA');
    expect(findUnmarked(data)).toEqual([]);
    expect(findClipped()).toEqual([]);
  });

  test.each(LONG_OR_MIRRORED)('in "%s" keeps within the window', async (language) => {
    await openPage(path, api(), language);
    expect(document.documentElement.dir).toBe(directionOf(language));
    expect(findClipped()).toEqual([]);
  });

  test('from right to left keeps within the window, mirrors no English, and has no barriers', async () => {
    const { data } = await openPage(path, api(), 'ar-XB');
    expect(document.documentElement.dir).toBe('rtl');
    expect(findMirrored(data)).toEqual([]);
    expect(findClipped()).toEqual([]);
    expect(await findBarriers()).toEqual([]);
  });
});
