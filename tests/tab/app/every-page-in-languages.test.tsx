import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { directionOf, LANGUAGES } from '../../../shared/domain/languages.ts';
import { EVERY_PAGE } from '../support/every-page.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { findMirrored } from '../support/find-mirrored.ts';
import { findUnmarked } from '../support/find-unmarked.ts';
import { openPage } from '../support/open-page.ts';
import { findClipped } from '../../support/hindrances.ts';

/** The shipped languages that ask most of a narrow page: long words, and the other direction. */
const LONG_OR_MIRRORED = LANGUAGES.filter((language: string) => ['de', 'ar'].includes(language));

beforeEach(() => page.viewport(320, 640));

describe.each(EVERY_PAGE)('the page %s', (path, api) => {
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
