import type { DeliveryOpening } from '../../shared/domain/delivery.ts';
import type { CardJson } from '../ports.ts';
import type { CardPart, Said } from './card-part.ts';
import {
  type CardElement,
  type CardReader,
  heading,
  section,
  sentence,
  tabButton,
  wholeCard,
} from './card-parts.ts';

/** Teams shows six buttons on a card at the most. */
const MOST_ACTIONS = 6;

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
  const [first] = parts;
  if (first === undefined) throw new Error('A card tells something.');
  const asking = parts.length === 1 ? first : parts.find(({ question }) => question !== undefined);
  const welcome =
    opening === 'welcome-back' ? [sentence(reader.translator.t('cards:welcome-back'))] : [];
  const others = parts.filter((part) => part !== asking);
  const buttons = shareButtons(reader, asking === undefined ? [] : [asking], others);
  return layOut(reader, parts, buttons, { welcome });
}

/** What else stands on the card of which a button was tapped. */
export interface AroundReply {
  /** What waits to be answered next, in the place of what was answered. */
  readonly next: CardPart | undefined;
  /** What the card tells besides. */
  readonly beside: readonly CardPart[];
  /** What waits next has nothing to do with what was tapped: it keeps its heading. */
  readonly isAnother?: true;
}

/** The card after a tap: what came of it, what waits next, and what else it told. */
export function replyCard(
  reader: CardReader,
  said: Said,
  { next, beside, isAnother }: AroundReply,
): CardJson {
  const whole = next === undefined ? [said] : [said, next];
  return layOut(reader, [...whole, ...beside], shareButtons(reader, whole, beside), {
    question: next?.question ?? said.question,
    // After an answer the next question speaks for itself.
    ...(next?.summary === 'check-in' && !isAnother ? { withoutHeading: next } : {}),
  });
}

/** Which buttons stand below which part, and which at the end of the card, in a row with those of the last part. */
interface SharedButtons {
  readonly below: ReadonlyMap<Said, readonly CardElement[]>;
  readonly atTheEnd: readonly CardElement[];
}

/** The `whole` parts keep their buttons; the others get what room is left. */
function shareButtons(
  reader: CardReader,
  whole: readonly Said[],
  others: readonly CardPart[],
): SharedButtons {
  const below = new Map(whole.map((part) => [part, part.actions]));
  if (others.length === 0) return { below, atTheEnd: [] };
  const toTab = tabButton(reader, 'cards:button.open-tab', 'home');
  let room = MOST_ACTIONS - 1;
  for (const [part, actions] of below) {
    // Home begins with what is due: the tab needs no second button of the same name.
    const own = actions.filter((action) => action['title'] !== toTab['title']);
    below.set(part, own);
    room -= own.length;
  }
  // What opens the tab is also behind the button at the end; what waits next gives its own way first.
  for (const part of whole.toReversed()) {
    if (room >= 0) break;
    const actions = below.get(part) ?? [];
    const answers = actions.filter(isAnsweredHere);
    room += actions.length - answers.length;
    below.set(part, answers);
  }
  for (const part of others) {
    if (room === 0 || part.mainAction['title'] === toTab['title']) continue;
    below.set(part, [part.mainAction]);
    room -= 1;
  }
  for (const part of others) {
    const more = part.actions.length - (below.get(part)?.length ?? 0);
    if (part.keepsAll !== true || more > room) continue;
    below.set(part, part.actions);
    room -= more;
  }
  return { below, atTheEnd: [toTab] };
}

function isAnsweredHere(action: CardElement): boolean {
  return action['type'] === 'Action.Execute';
}

function layOut(
  reader: CardReader,
  parts: readonly Said[],
  { below, atTheEnd }: SharedButtons,
  how: {
    readonly welcome?: readonly CardElement[];
    readonly question?: string | undefined;
    readonly withoutHeading?: Said;
  },
): CardJson {
  const [first, ...others] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new Error('A card tells something.');
  const question = how.question ?? first.question;
  const buttonsOf = (part: Said) => (part === last ? [] : buttonRow(below.get(part) ?? []));
  return wholeCard(reader, {
    heading: first.heading,
    ...(question === undefined ? {} : { question }),
    body: [
      ...(how.welcome ?? []),
      heading(first.heading),
      ...first.body,
      ...buttonsOf(first),
      ...others.map((part) =>
        section([
          ...(part === how.withoutHeading ? [] : [heading(part.heading)]),
          ...part.body,
          ...buttonsOf(part),
        ]),
      ),
    ],
    actions: [...(below.get(last) ?? []), ...atTheEnd],
  });
}

function buttonRow(actions: readonly CardElement[]): readonly CardElement[] {
  return actions.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'Medium', actions }];
}
