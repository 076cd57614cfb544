import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageFor } from '../../bot/delivery/message-for.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { contentId, itemOf } from '../bot/cards/contents.ts';
import { everyCard, everyOpenedCard } from '../bot/cards/every-card.ts';
import { APP_ID, checkIn, ownPledge, person, pledge } from '../bot/cards/people.ts';
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

/** A message with whatever organisers may write, in the words that they wrote. */
function messageOf(text: string) {
  const contents = new Map<string, MessageContent>([
    [
      contentId('moment'),
      { kind: 'moment', title: text, ifThisTouchesYou: text, ifYouWantToSupport: text },
    ],
    [contentId('announcement'), { kind: 'announcement', title: text, text }],
    [
      contentId('event-reminder'),
      {
        kind: 'event-reminder',
        title: text,
        startsAt: '2026-03-18T15:00:00.000Z',
        zone: 'America/Argentina/Buenos_Aires',
        place: text,
        joinUrl: `https://teams.example/${'a'.repeat(250)}`,
        access: text,
      },
    ],
  ]);
  const items = [itemOf('moment'), itemOf('event-reminder'), itemOf('announcement')];
  const whose = person([], { settings: { showWords: true } });
  return messageFor(whose, { items, opening: 'plain' }, contents, APP_ID).card;
}

const WRITTEN = {
  'one endless word': 'x'.repeat(3000),
  'right to left': 'לא צריך להסביר דבר לאיש. '.repeat(40),
  'letters of many parts': '👩‍👩‍👧‍👦'.repeat(500),
  'piled marks': `e${'\u0301'.repeat(60)} `.repeat(200),
  markup: '# **bold** <script>alert(1)</script> ![x](https://x.example/x.png)\n- one\n- two',
};

const CARDS = [
  ...everyCard([
    pledge(1, { recent: [checkIn(1, { date: '2026-03-10' })] }),
    ownPledge(2, { cadence: 'monthly', startedOn: '2026-01-06' }),
    pledge(3, { life: { state: 'paused', since: '2026-03-10' } }),
  ]),
  ...everyOpenedCard([ownPledge(2)]),
  ...Object.entries(WRITTEN).map(([name, text]) => [name, messageOf(text)] as const),
  ...[
    ...everyCard([ownPledge(4, { form: { kind: 'own-words', words: LONG } })], { showWords: true }),
  ]
    .filter(([name]) => /^(?:message (?:question|ending)|pledges)/u.test(name))
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
      /* The renderer breaks endless words in a TextBlock only. */
      .ac-richTextBlock { overflow-wrap: anywhere }
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
  // All are drawn before any is measured: the page is laid out once.
  const drawn = cards.map(([name, json]) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = config;
    const context = new AdaptiveCards.SerializationContext();
    card.parse(json, context);
    const frame = document.createElement('section');
    frame.className = 'card';
    frame.title = name;
    frame.append(card.render());
    return { name, context, frame };
  });
  document.querySelector('main')?.append(...drawn.map(({ frame }) => frame));
  return drawn.map(({ name, context, frame }) => {
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

const CHATS = Object.entries(LOOKS).flatMap(([theme, look]) => [
  { theme, look, width: 320 },
  { theme, look, width: 600 },
]);

describe.each(CHATS)('every card in a $theme chat $width pixels wide', ({ look, width }) => {
  test('is drawn whole, without a warning, a cut word or a sideways scroll', async () => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
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
    expect(scroll).toBe(width);
  }, 30_000);
});
