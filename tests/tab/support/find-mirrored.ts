const LATIN = /\p{Script=Latin}/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const ENDS_IN_A_STOP = /[.!?…)]$/u;

/**
 * The words of people in Latin letters that a page written from right to left would show with their full stop at the
 * wrong end, since nothing says that they begin at the left.
 * @param data every text that the page had from the API
 */
export function findMirrored(data: ReadonlySet<string>): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.textContent?.trim() ?? '';
    if (!data.has(words) || !ENDS_IN_A_STOP.test(words)) continue;
    if (!LATIN.test(words) || RIGHT_TO_LEFT.test(words)) continue;
    const around = node.parentElement;
    if (around === null || !around.checkVisibility()) continue;
    // What is being written has a rule of its own, in `ground.css`.
    if (around instanceof HTMLTextAreaElement) continue;
    if (getComputedStyle(around).direction === 'rtl') found.add(words);
  }
  return [...found];
}
