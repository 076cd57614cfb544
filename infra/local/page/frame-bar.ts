import type { PageSetup } from '../page-setup.ts';
import { element } from './element.ts';
import { timeInWords } from './time-in-words.ts';
import type { ClockReading, ListedPerson } from './local-api.ts';
import { THEMES, WIDTHS, type PageState } from './page-state.ts';
import { strings } from './strings.ts';

/** The bar over everything. */
export interface FrameBar {
  readonly element: HTMLElement;
  /** Shows what is chosen. */
  show(state: PageState): void;
  /** Shows product time, which runs on from there. */
  showClock(reading: ClockReading): void;
}

/** Who one is, how things look, and what time it is. */
export function createFrameBar(
  setup: PageSetup,
  people: readonly ListedPerson[],
  deeds: {
    readonly onChoose: (change: Partial<PageState>) => void;
    /** An ISO 8601 duration, or the next check-in. Resolves when the clock stands where it should. */
    readonly onMoveClock: (step: 'P1D' | 'P7D' | 'next-check-in') => Promise<void>;
  },
): FrameBar {
  const selects: HTMLSelectElement[] = [];
  const choice = (
    name: 'person' | 'theme' | 'lang' | 'width',
    label: string,
    options: readonly { readonly value: string; readonly words: string }[],
  ): HTMLElement => {
    const select = element(
      'select',
      {
        name,
        onchange: () => deeds.onChoose({ [name]: select.value }),
      },
      ...options.map(({ value, words }) => element('option', { value }, words)),
    );
    selects.push(select);
    return element('label', { class: `choice ${name}` }, element('span', {}, label), select);
  };

  const time = element('time', {});
  const steps = (['next-check-in', 'P1D', 'P7D'] as const).map((step) => {
    const words = {
      'next-check-in': strings.nextCheckIn,
      P1D: strings.oneDay,
      P7D: strings.sevenDays,
    };
    return element('button', { type: 'button', onclick: () => void move(step) }, words[step]);
  });
  async function move(step: 'P1D' | 'P7D' | 'next-check-in'): Promise<void> {
    for (const button of steps) button.disabled = true;
    await deeds.onMoveClock(step).finally(() => {
      for (const button of steps) button.disabled = false;
    });
  }

  let reading: ClockReading | undefined;
  const tick = (): void => {
    if (reading === undefined) return;
    const now = new Date(Date.now() + reading.aheadMs).toISOString();
    time.dateTime = now;
    time.textContent = timeInWords(now);
  };
  setInterval(tick, 10_000);

  const bar = element(
    'header',
    { class: 'bar' },
    element(
      'div',
      { class: 'name' },
      element('h1', {}, setup.appName),
      element('p', { class: 'quiet' }, strings.place),
    ),
    element(
      'div',
      { class: 'choices' },
      choice(
        'person',
        strings.person,
        people.map(({ id, name, note }) => ({ value: id, words: `${name} · ${note}` })),
      ),
      choice(
        'theme',
        strings.theme,
        THEMES.map((theme) => ({ value: theme, words: strings.themes[theme] })),
      ),
      choice(
        'lang',
        strings.language,
        setup.languages.map(({ tag, name }) => ({ value: tag, words: name })),
      ),
      choice(
        'width',
        strings.width,
        WIDTHS.map((width) => ({ value: width, words: strings.widths[width] })),
      ),
    ),
    element(
      'div',
      { class: 'clock', role: 'group', 'aria-label': strings.productTime },
      element('p', { class: 'now' }, element('span', {}, strings.productTime), time),
      ...steps,
    ),
  );

  return {
    element: bar,
    show(state) {
      for (const select of selects) {
        select.value = state[select.name as 'person' | 'theme' | 'lang' | 'width'];
      }
    },
    showClock(shown) {
      reading = shown;
      tick();
    },
  };
}
