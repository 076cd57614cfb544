// What hinders people on a page, for the page itself to find: `look-in-tab.ts` takes this file there, so it imports nothing.

const CONTROLS = [
  'a[href]',
  'button',
  'input:not([type=hidden], [type=file])',
  'select',
  'textarea',
  'summary',
  '[role=button], [role=link], [role=tab], [role=menuitem], [role=switch], [role=option]',
].join(', ');

const LEAST_TARGET_PX = 24;

/** Every control of the page that can be seen. */
function controls(): HTMLElement[] {
  return [...document.body.querySelectorAll<HTMLElement>(CONTROLS)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.closest('[inert], [hidden]') === null;
  });
}

/** A control in words that a reader finds again. */
function named(element: Element): string {
  const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return `${element.tagName.toLowerCase()} ${words.trim().slice(0, 40)}`;
}

/**
 * Controls that are smaller than 24 × 24 CSS px and stand closer to another than a circle of that size allows
 * (WCAG 2.2, 2.5.8: https://www.w3.org/TR/WCAG22/#target-size-minimum). Links in a sentence are excepted there.
 */
export function findSmallTargets(): string[] {
  const targets = controls().map((element) => ({ element, box: targetOf(element) }));
  return targets
    .filter(({ element, box }) => isSmall(box) && !isInSentence(element))
    .filter(({ element, box }) =>
      targets.some(
        (other) =>
          other.element !== element &&
          !other.element.contains(element) &&
          !element.contains(other.element) &&
          distanceToCentre(box, other.box) < LEAST_TARGET_PX / 2,
      ),
    )
    .map(
      ({ element, box }) =>
        `${named(element)}: ${Math.round(box.width)} × ${Math.round(box.height)}`,
    );
}

/** Where a tap reaches a control: its label and what it draws around itself belong to it. */
function targetOf(element: HTMLElement): DOMRect {
  const own = element.getBoundingClientRect();
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  return labels
    .map((label) => label.getBoundingClientRect())
    .reduce((whole, box) => {
      const left = Math.min(whole.left, box.left);
      const top = Math.min(whole.top, box.top);
      const right = Math.max(whole.right, box.right);
      return new DOMRect(left, top, right - left, Math.max(whole.bottom, box.bottom) - top);
    }, own);
}

function isSmall({ width, height }: DOMRect): boolean {
  return Math.round(width) < LEAST_TARGET_PX || Math.round(height) < LEAST_TARGET_PX;
}

/** A link with words of the same sentence beside it. */
function isInSentence(element: HTMLElement): boolean {
  const { parentElement } = element;
  if (parentElement === null || getComputedStyle(element).display !== 'inline') return false;
  return [...parentElement.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim().length > 1,
  );
}

/** From the middle of one to the nearest edge of the other; 0 where it is inside. */
function distanceToCentre(one: DOMRect, other: DOMRect): number {
  const x = one.left + one.width / 2;
  const y = one.top + one.height / 2;
  const dx = Math.max(other.left - x, 0, x - other.right);
  const dy = Math.max(other.top - y, 0, y - other.bottom);
  return Math.hypot(dx, dy);
}

/**
 * Gives every control the focus in turn, as Tab does, from first to last and back. The keyboard must have been used
 * before, so that pages show where the focus is. Tells which controls look the same with the focus and without (WCAG 2.2,
 * 2.4.7), and which are hidden under something else or outside the window (2.4.11).
 */
export function findLostFocus(): string[] {
  const lost = new Set<string>();
  const reachable = controls().filter((element) => element.tabIndex >= 0 && !isDisabled(element));
  for (const element of [...reachable, ...reachable.toReversed()]) {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const before = looksOf(element);
    element.focus();
    // What gave the focus on, as a group of radio buttons does, is looked at by itself.
    if (document.activeElement !== element) continue;
    if (looksOf(element) === before) lost.add(`not shown: ${named(element)}`);
    if (!isInSight(element)) lost.add(`hidden: ${named(element)}`);
  }
  return [...lost];
}

function isDisabled(element: HTMLElement): boolean {
  return element.matches(':disabled');
}

const SHOWN_BY = [
  'outlineStyle',
  'outlineColor',
  'outlineWidth',
  'boxShadow',
  'borderTopColor',
  'borderBottomColor',
  'borderBottomWidth',
  'backgroundColor',
  'transform',
  'top',
] as const;

/** Everything by which a control or what stands around it can show the focus. */
function looksOf(element: HTMLElement): string {
  const around = [element, element.parentElement, element.nextElementSibling];
  return around
    .filter((one) => one !== null)
    .flatMap((one) =>
      [undefined, '::before', '::after'].map((part) => {
        const style = getComputedStyle(one, part);
        return SHOWN_BY.map((name) => style[name]).join(' ');
      }),
    )
    .join('|');
}

/** Whether at least a corner or the middle of it can be seen, and nothing else lies over it. */
function isInSight(element: HTMLElement): boolean {
  const box = targetOf(element);
  const points = [0.1, 0.5, 0.9].flatMap((across) =>
    [0.1, 0.5, 0.9].map(
      (down) => [box.left + box.width * across, box.top + box.height * down] as const,
    ),
  );
  return points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    if (top === null) return false;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    return [element, ...labels].some((one) => one.contains(top) || top.contains(one));
  });
}

/** Texts that lie over one another, as they stand. */
export function findOverlaps(): string[] {
  const texts = textBoxes();
  const found: string[] = [];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      if (other.node === one.node) continue;
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // A line's box is taller than what is written in it.
      const deep = Math.min(one.box.height, other.box.height) / 2;
      if (across > 4 && down > deep) {
        found.push(`"${one.words.slice(0, 40)}" and "${other.words.slice(0, 40)}"`);
      }
    }
  }
  return [...new Set(found)];
}

function textBoxes() {
  const boxes: { readonly node: Node; readonly words: string; readonly box: DOMRect }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = (node.textContent ?? '').trim();
    if (words === '' || parent === null || !isDrawn(parent) || isShortened(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) boxes.push({ node, words, box });
  }
  return boxes;
}

/** Neither hidden, nor for screen readers alone, nor part of what stays in sight while the page moves under it. */
function isDrawn(element: HTMLElement): boolean {
  for (let one: HTMLElement | null = element; one !== null; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.visibility === 'hidden' || style.opacity === '0') return false;
    if (['sticky', 'fixed'].includes(style.position) || style.clipPath !== 'none') return false;
    if (one.offsetWidth <= 1 && style.overflow === 'hidden') return false;
  }
  return !element.matches('style, script, option, title');
}

/**
 * Makes every text on the page `times` as large, and the lines with it, as a browser does that enlarges text alone;
 * what it stands in keeps its size. Gives back how to undo it.
 */
export function enlargeText(times: number): () => void {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map((element) => {
    const { fontSize, lineHeight } = getComputedStyle(element);
    return { element, font: Number.parseFloat(fontSize), line: Number.parseFloat(lineHeight) };
  });
  for (const { element, font, line } of sizes) {
    element.style.setProperty('font-size', `${font * times}px`, 'important');
    if (!Number.isNaN(line)) {
      element.style.setProperty('line-height', `${line * times}px`, 'important');
    }
  }
  return () => {
    for (const { element } of sizes) {
      element.style.removeProperty('font-size');
      element.style.removeProperty('line-height');
    }
  };
}

/** Charts without a table in their part of the page. */
export function findChartsWithoutTable(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-measure]')]
    .filter((chart) => chart.closest('section')?.querySelector('table') === null)
    .map((chart) => chart.dataset['measure'] ?? '');
}

/** What is cut off at a side or reaches beyond the window, as it stands; a wide table scrolls in a box of its own. */
export function findClipped(): string[] {
  const width = document.documentElement.clientWidth;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > width) {
    found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  }
  for (const element of elementsWithSize()) {
    const box = element.getBoundingClientRect();
    const hides = isHiding(getComputedStyle(element).overflowX);
    const isKept = isTurning(element) || isFilledIn(element);
    if (hides && element.scrollWidth > element.clientWidth + 1 && !isKept) {
      found.push(`cut: ${named(element)}`);
    }
    if (isContent(element) && !isScrolled(element) && (box.right > width + 1 || box.left < -1)) {
      found.push(`outside: ${named(element)}`);
    }
  }
  return found;
}

/** What is cut off below; what is shortened by lines stands in full on a page of its own. */
export function findCutDown(): string[] {
  return elementsWithSize()
    .filter((element) => !isShortened(element) && !isTurning(element) && !element.matches('input'))
    .filter((element) => isHiding(getComputedStyle(element).overflowY))
    .filter((element) => element.scrollHeight > element.clientHeight + 1)
    .map((element) => `cut below: ${named(element)}`);
}

function elementsWithSize(): HTMLElement[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && getComputedStyle(element).visibility !== 'hidden';
  });
}

/** The ring of what goes on turns in a square, whose corners reach over the edge and are not drawn. */
function isTurning(element: Element): boolean {
  return element.matches('.fui-Spinner');
}

/** A field moves what is written in it along; what it says while it is empty must fit. */
function isFilledIn(element: Element): boolean {
  return element instanceof HTMLInputElement && element.value !== '';
}

function isShortened(element: Element): boolean {
  return getComputedStyle(element).getPropertyValue('-webkit-line-clamp') !== 'none';
}

function isHiding(overflow: string): boolean {
  return overflow === 'hidden' || overflow === 'clip';
}

function isContent(element: Element): boolean {
  return (
    element.matches('input, select, textarea, button, img') ||
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    )
  );
}

function isScrolled(element: Element): boolean {
  for (let above = element.parentElement; above !== null; above = above.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(above).overflowX)) return true;
  }
  return false;
}
