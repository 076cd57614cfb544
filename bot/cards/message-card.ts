import type { DeliveryOpening } from '../../shared/domain/delivery.ts';
import type { CardJson } from '../ports.ts';
import type { CardPart } from './card-part.ts';
import {
  type CardElement,
  type CardReader,
  heading,
  plainWords,
  section,
  sentence,
  tabButton,
  wholeCard,
} from './card-parts.ts';

/** Teams shows six buttons on a card at the most. */
export const MOST_ACTIONS = 6;

/**
 * One card that holds all these parts, the first one first. Alone, a part keeps all its buttons. Beside others the one
 * that asks something keeps its own, *Open in the tab* stands once at the end, and the others have one button each as
 * long as there is room.
 */
export function messageCard(
  reader: CardReader,
  parts: readonly CardPart[],
  opening: DeliveryOpening = 'plain',
): CardJson {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('A card tells something.');
  const welcome =
    opening === 'welcome-back' ? [sentence(reader.translator.t('cards:welcome-back'))] : [];
  const about = {
    heading: first.heading,
    ...(first.question === undefined ? {} : { question: first.question }),
  };
  const top = [heading(first.heading), ...welcome, ...first.body];
  if (others.length === 0)
    return wholeCard(reader, { ...about, body: top, actions: first.actions });
  const buttons = shareButtons(parts);
  return wholeCard(reader, {
    ...about,
    body: [
      ...top,
      ...buttonRow(buttons[0] ?? []),
      ...others.map((part, index) => partBelow(part, buttons[index + 1] ?? [])),
    ],
    actions: [tabButton(reader, 'cards:button.open-tab', 'home')],
  });
}

/** A part that stands below others, set off from them, with so many of its buttons. */
export function partBelow(part: CardPart, actions: readonly CardElement[]): CardElement {
  return section([
    plainWords(part.heading, { weight: 'Bolder' }),
    ...part.body,
    ...buttonRow(actions),
  ]);
}

/** The buttons of each part beside others. */
function shareButtons(parts: readonly CardPart[]): readonly (readonly CardElement[])[] {
  const asking = parts.find(({ question }) => question !== undefined);
  let room = MOST_ACTIONS - 1 - (asking?.actions.length ?? 0);
  return parts.map((part) => {
    if (part === asking) return part.actions;
    // What only opens the tab is opened by the button at the end.
    if (part.mainAction['type'] === 'Action.OpenUrl' || room === 0) return [];
    room -= 1;
    return [part.mainAction];
  });
}

function buttonRow(actions: readonly CardElement[]): readonly CardElement[] {
  return actions.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'Small', actions }];
}
