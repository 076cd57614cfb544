import {
  AdaptiveCard,
  ExecuteAction,
  OpenUrlAction,
  SubmitAction,
  type Action,
} from 'adaptivecards';
import { hostConfig } from './host-config.ts';
import { markdownToHtml } from './markdown.ts';
import { strings } from './strings.ts';

/** What happens when somebody taps on a card. */
export interface CardTaps {
  /** Resolves when the bot has answered; meanwhile the card's buttons do nothing. */
  readonly onExecute: (verb: string, data: unknown) => Promise<void>;
  readonly onOpenUrl: (url: string) => void;
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

/** Draws an Adaptive Card. A card that cannot be drawn gives one sentence that says so. */
export function drawCard(json: unknown, taps: CardTaps): HTMLElement {
  const card = new AdaptiveCard();
  let isWaiting = false;
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => void execute(action);
  card.onAnchorClicked = (_element, anchor) => {
    taps.onOpenUrl(anchor.href);
    return true;
  };
  card.parse(json);
  const drawn = card.render();
  if (drawn === undefined) {
    const sentence = document.createElement('p');
    sentence.textContent = strings.brokenCard;
    return sentence;
  }
  drawn.classList.add('card');
  // As its own language is written, whatever the one of the page is.
  drawn.dir = card.isRtl() ? 'rtl' : 'ltr';
  return drawn;

  async function execute(action: Action): Promise<void> {
    if (action instanceof OpenUrlAction) {
      if (action.url !== undefined) taps.onOpenUrl(action.url);
      return;
    }
    if (isWaiting) return;
    const verb = action instanceof ExecuteAction ? action.verb : undefined;
    if (verb === undefined && !(action instanceof SubmitAction)) return;
    const data = 'data' in action ? (action.data ?? {}) : {};
    const buttons = [...(drawn?.querySelectorAll('button') ?? [])];
    isWaiting = true;
    drawn?.setAttribute('aria-busy', 'true');
    // Not `disabled`: that would take the focus away from the one that was tapped.
    for (const button of buttons) button.setAttribute('aria-disabled', 'true');
    try {
      await taps.onExecute(verb ?? '', data);
    } finally {
      isWaiting = false;
      drawn?.removeAttribute('aria-busy');
      for (const button of buttons) button.removeAttribute('aria-disabled');
    }
  }
}

/** What a card says, for somebody who hears it: its `speak`, or the words on it, shortened. */
export function wordsOfCard(json: unknown, drawn: HTMLElement): string {
  const speak =
    typeof json === 'object' && json !== null && 'speak' in json ? json.speak : undefined;
  const words = typeof speak === 'string' ? speak : (drawn.textContent ?? '');
  return words.replace(/\s+/g, ' ').trim().slice(0, 200);
}
