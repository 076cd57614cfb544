import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { expect, onTestFinished } from 'vitest';
import { goOnIn } from './after-first-start.ts';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from './local-program.ts';
import { agree, LONDON } from './take-part.ts';

/** Whom the local Teams can be, as `/local/people` lists them. */
export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly guest: boolean;
}

/** The local Teams as one person sees it. */
export interface OpenTeams {
  readonly page: Page;
  readonly tab: FrameLocator;
  /** The chat with the bot, beside the tab. */
  readonly chat: Locator;
}

/** What a page is looked at on. */
export interface Screen {
  /** In CSS px; 1280 × 900 unless given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Screen px per CSS px each way; 1 unless given. */
  readonly scale?: number;
  /** Whether the person asked for less motion; not so unless given. */
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A program, and a Chromium to look at it with. */
export interface LocalTeams {
  readonly program: LocalProgram;
  /** The one demo person whose note says this. */
  personWhoseNoteSays(words: RegExp): Promise<ListedPerson>;
  /**
   * Opens the local Teams as somebody, on a page of the tab where a deep link is given, until the test is over.
   * `query` is more of the page's address, `&theme=dark`. With `movableClock` time goes by for the page as it does, and
   * `page.clock.fastForward` lets it jump.
   */
  open(
    person: string,
    at?: {
      readonly subPage?: string;
      readonly query?: string;
      readonly movableClock?: boolean;
    } & Screen,
  ): Promise<OpenTeams>;
  /** A page on nothing yet, until the test is over. */
  newPage(screen?: Screen): Promise<Page>;
  /** Agrees for somebody, as the tab does on the first visit. */
  agree(person: string): Promise<void>;
  /** Moves product time to ten in the morning, London time, of the next working day: everybody may be written to. */
  goToNextMorning(): Promise<void>;
  /** Ends both, and expects the program to end well. */
  end(): Promise<void>;
}

/** Starts the program as after its first start, and Chromium. So many made-up colleagues come to the demo organisation now. */
export async function startLocalTeams(colleagues = 0): Promise<LocalTeams> {
  const dataDir = temporaryDataDir();
  const env = { ...goOnIn(dataDir), COLLEAGUES: `${colleagues}` };
  const program = await startProgram(dataDir, { env });
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  const newContext = (screen: Screen): Promise<BrowserContext> =>
    browser.newContext({
      viewport: screen.viewport ?? { width: 1280, height: 900 },
      deviceScaleFactor: screen.scale ?? 1,
      reducedMotion: screen.reducedMotion ?? 'no-preference',
      timezoneId: LONDON,
    });
  // Files of the tab are fetched once for all pages of a kind, as by whoever comes back. Nothing else stays from page to page: what
  // the tab keeps, it keeps for the window.
  const contexts = new Map<string, Promise<BrowserContext>>();
  const contextFor = (screen: Screen): Promise<BrowserContext> => {
    const kind = JSON.stringify([screen.viewport, screen.scale, screen.reducedMotion]);
    const context = contexts.get(kind) ?? newContext(screen);
    contexts.set(kind, context);
    return context;
  };
  async function newPage(screen: Screen = {}, ofItsOwn = false): Promise<Page> {
    // A clock is of a context.
    const context = await (ofItsOwn ? newContext(screen) : contextFor(screen));
    const page = await context.newPage();
    onTestFinished(() => (ofItsOwn ? context.close() : page.close()));
    page.setDefaultTimeout(20_000);
    return page;
  }
  return {
    program,
    newPage: (screen) => newPage(screen),
    async personWhoseNoteSays(words) {
      const people = await program.local<readonly ListedPerson[]>('GET', '/local/people');
      const found = people.find((person) => words.test(person.note));
      if (found === undefined) throw new Error(`Nobody's note says ${words}.`);
      return found;
    },
    async open(person, { subPage, query = '', movableClock = false, ...screen } = {}) {
      const page = await newPage(screen, movableClock);
      if (movableClock) await page.clock.install();
      const at = subPage === undefined ? '' : `&page=${encodeURIComponent(subPage)}`;
      await page.goto(`${program.url}/?person=${person}${at}${query}`);
      const chat = page.locator('.chat');
      await page.locator('.chat[data-chat=ready]').waitFor();
      return { page, tab: page.frameLocator('iframe[name=tab]'), chat };
    },
    agree: (person) => agree(program, person),
    async goToNextMorning() {
      const { now } = await program.local<{ now: string }>('GET', '/local/clock');
      const here = Temporal.Instant.from(now).toZonedDateTimeISO(LONDON);
      const days = here.dayOfWeek >= 5 ? 8 - here.dayOfWeek : 1;
      const morning = here.add({ days }).with({ hour: 10, minute: 0, second: 0 });
      const advance = Temporal.Instant.from(now).until(morning.toInstant()).toString();
      await program.local('POST', '/local/clock', { advance });
    },
    async end() {
      await browser.close();
      expect(await program.interrupt()).toBe(0);
      removeDataDir(dataDir);
    },
  };
}
