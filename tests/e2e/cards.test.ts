import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyCard } from '../bot/cards/every-card.ts';
import { checkIn, ownPledge, pledge } from '../bot/cards/people.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium.ts';

const RENDERER = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
// Close to what Teams gives the renderer: its colours, sizes and paddings.
const LOOKS = {
  light: {
    paper: '#ffffff',
    ground: '#f5f5f5',
    text: '#242424',
    subtle: '#616161',
    line: '#d1d1d1',
  },
  dark: {
    paper: '#292929',
    ground: '#1f1f1f',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#666666',
  },
} as const;

const LONG = 'Rücksprachevereinbarungen and one more thing that is long to say '.repeat(4).trim();
const CARDS = [
  ...everyCard([
    pledge(1, { recent: [checkIn(1, { date: '2026-03-10' })] }),
    ownPledge(2, { cadence: 'monthly', startedOn: '2026-01-06' }),
    pledge(3, { life: { state: 'paused', since: '2026-03-10' } }),
  ]),
  ...[
    ...everyCard([ownPledge(4, { form: { kind: 'own-words', words: LONG } })], { showWords: true }),
  ]
    .filter(([name]) => name.startsWith('check-in') || name === 'pledges')
    .map(([name, card]) => [`${name} in long words`, card] as const),
];

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
}, 60_000);

afterAll(async () => {
  await browser.close();
});

/** What one card looks like to somebody who measures it. */
interface Drawn {
  readonly name: string;
  readonly warnings: readonly string[];
  readonly wider: readonly string[];
  readonly cut: readonly string[];
  readonly buttons: number;
}

/** Draws all cards below one another in a chat pane of this page, and measures each. */
async function draw(page: Page, look: (typeof LOOKS)[keyof typeof LOOKS]): Promise<Drawn[]> {
  await page.setContent(
    `<!doctype html><html lang="en"><style>
      body { margin: 0; padding: 8px; background: ${look.ground}; color: ${look.text};
        font: 14px/20px 'Segoe UI', 'Liberation Sans', sans-serif }
      .card { background: ${look.paper}; border: 1px solid ${look.line}; border-radius: 4px;
        margin-bottom: 12px }
      /* Teams lets buttons wrap; the renderer alone does not. */
      .ac-actionSet { flex-wrap: wrap; row-gap: 8px }
      .ac-pushButton { font: inherit; font-weight: 600; color: ${look.text}; background: ${look.paper};
        border: 1px solid ${look.line}; border-radius: 4px; padding: 5px 12px; min-height: 32px }
    </style><main></main></html>`,
  );
  await page.addScriptTag({ path: RENDERER });
  return page.evaluate(drawAll, { cards: CARDS, look });
}

/** What is used of the renderer's global. */
interface Renderer {
  readonly HostConfig: new (config: unknown) => unknown;
  readonly SerializationContext: new () => {
    readonly eventCount: number;
    getEventAt(index: number): { readonly message: string };
  };
  readonly AdaptiveCard: new () => {
    hostConfig: unknown;
    parse(json: unknown, context: unknown): void;
    render(): HTMLElement;
  };
}

/** Runs in the page. */
function drawAll({
  cards,
  look,
}: {
  readonly cards: readonly (readonly [string, unknown])[];
  readonly look: { readonly text: string; readonly subtle: string; readonly line: string };
}): Drawn[] {
  const { AdaptiveCards } = globalThis as unknown as { readonly AdaptiveCards: Renderer };
  const colour = { default: look.text, subtle: look.subtle };
  const config = new AdaptiveCards.HostConfig({
    fontFamily: 'inherit',
    containerStyles: { default: { foregroundColors: { default: colour, accent: colour } } },
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    spacing: { small: 8, default: 8, medium: 16, large: 20, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: look.line },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      spacing: 'medium',
    },
  });
  return cards.map(([name, json]) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = config;
    const context = new AdaptiveCards.SerializationContext();
    card.parse(json, context);
    const frame = document.createElement('section');
    frame.className = 'card';
    frame.title = name;
    document.querySelector('main')?.append(frame);
    frame.append(card.render());
    const inside = frame.getBoundingClientRect();
    const all = [...frame.querySelectorAll<HTMLElement>('*')];
    const label = (element: HTMLElement) => (element.textContent ?? '').slice(0, 40);
    return {
      name,
      warnings: Array.from(
        { length: context.eventCount },
        (_, index) => context.getEventAt(index).message,
        // The renderer tests `lang` by a regular expression that remembers: every second card fails.
      ).filter((warning) => warning !== 'Invalid value "en" for property "lang".'),
      wider: all
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < inside.left || right > inside.right;
        })
        .map(label),
      cut: all.filter((element) => element.scrollWidth > element.clientWidth + 1).map(label),
      buttons: frame.querySelectorAll('button').length,
    };
  });
}

describe.each(Object.entries(LOOKS))('every card in a narrow %s chat', (_theme, look) => {
  test('is drawn whole, without a warning, a cut word or a sideways scroll', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const drawn = await draw(page, look);
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.close();
    expect(errors).toEqual([]);
    expect(drawn).toHaveLength(CARDS.length);
    for (const card of drawn) {
      expect(card).toMatchObject({ warnings: [], wider: [], cut: [] });
      expect(card.buttons, card.name).toBeGreaterThan(0);
    }
    expect(scroll).toBe(320);
  }, 30_000);
});
