import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import type { LocalPerson } from '../people.ts';

/** The local Teams, open as somebody. */
export interface Scene {
  readonly page: Page;
  readonly tab: FrameLocator;
  readonly chat: Locator;
}

/** What opens the local Teams as demo people and takes pictures of it. */
export interface Camera {
  /** The one demo person whose note says this; throws where there is nobody. */
  personWhoseNoteSays(words: RegExp): Promise<LocalPerson>;
  /** A request to the API as somebody; throws where it is refused. */
  ask<Reply>(person: LocalPerson, method: string, route: string, body?: object): Promise<Reply>;
  /** Agrees for somebody, as the tab does on the first visit. */
  agree(person: LocalPerson): Promise<void>;
  /** Opens the local Teams; `query` is more of its address, as `theme=dark` or `page=settings`. */
  open(person: LocalPerson, query?: Readonly<Record<string, string>>): Promise<Scene>;
  /** Writes a picture of what is open, `NAME.png`, once nothing moves, and closes it. */
  take(scene: Scene, name: string): Promise<void>;
}

/** Every picture is as large, in px. */
const SIZE = { width: 1200, height: 760 };

/** Pictures are written into `folder`. */
export function createCamera(options: {
  readonly url: string;
  readonly browser: Browser;
  readonly folder: string;
}): Camera {
  const { url, browser, folder } = options;

  async function request<Reply>(route: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(`${url}${route}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method} ${route}: ${response.status} ${text}`);
    return JSON.parse(text) as Reply;
  }
  const sent = (method: string, body: object | undefined, headers = {}): RequestInit => ({
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  async function ask<Reply>(person: LocalPerson, method: string, route: string, body?: object) {
    const who = { person: person.id };
    const { token } = await request<{ token: string }>('/local/token', sent('POST', who));
    return request<Reply>(route, sent(method, body, { authorization: `Bearer ${token}` }));
  }

  return {
    ask,
    async personWhoseNoteSays(words) {
      const people = await request<readonly LocalPerson[]>('/local/people', { method: 'GET' });
      const found = people.find(({ note }) => words.test(note));
      if (found === undefined) throw new Error(`Nobody's note says ${words}.`);
      return found;
    },
    async agree(person) {
      const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };
      await ask(person, 'POST', '/api/consent', { version: CONSENT_VERSION, rhythm });
    },
    async open(person, query = {}) {
      const context = await browser.newContext({
        viewport: SIZE,
        deviceScaleFactor: 1,
        timezoneId: 'Europe/London',
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${url}/?${new URLSearchParams({ person: person.id, ...query }).toString()}`);
      const chat = page.locator('.chat');
      await page.locator('.chat[data-chat=ready]').waitFor();
      const tab = page.frameLocator('iframe[name=tab]');
      await tab.getByRole('heading', { level: 1 }).first().waitFor();
      return { page, tab, chat };
    },
    async take({ page, tab }, name) {
      // What was fetched, and the messages that stay for a while.
      await tab.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      await tab.locator('.fui-Toast').first().waitFor({ state: 'detached' });
      await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
      const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      writeFileSync(path.join(folder, `${name}.png`), smaller(taken));
      process.stdout.write(`docs/pictures/${name}.png\n`);
      await page.context().close();
    },
  };
}

/** The same picture in fewer bytes: without transparency, packed as tight as it goes. */
function smaller(picture: Buffer): Buffer {
  return PNG.sync.write(PNG.sync.read(picture), {
    colorType: 2,
    deflateLevel: 9,
    // Zlib's own, and no filter: what is flat and repeats packs best so.
    deflateStrategy: 0,
    filterType: 0,
  });
}
