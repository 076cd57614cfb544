import { firstAskPart, isAsk } from '../cards/ask-part.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { goneCard } from '../cards/gone-card.ts';
import { messageCard } from '../cards/message-card.ts';
import { partsOf } from '../cards/parts-of.ts';
import type { CardJson } from '../ports.ts';
import { cardReaderOf, type TapTurn } from './chat-turn.ts';
import { showAnswered } from './show-answered.ts';
import {
  lastAnswered,
  partsBeside,
  readTappedCard,
  stillAsked,
  type TappedCard,
} from './tapped-card.ts';

/** *Show here*: the words of one thing, in the chat, because the person asked for them. All else stays on the card. */
export async function showContent(turn: TapTurn, id: string): Promise<CardJson> {
  const { person } = turn;
  const tapped = await readTappedCard(turn);
  const isThere = tapped.items.some((item) => item.kind === 'pending' && item.id === id);
  const shown = isThere ? tapped : await readAlone(turn, id);
  const asks = stillAsked(turn, shown);
  if (!shown.contents.has(id)) {
    return fitToTeams(cardReaderOf(turn), (reader) =>
      goneCard(reader, {
        next: firstAskPart(reader, person, asks),
        beside: partsBeside(reader, person, shown),
      }),
    );
  }
  const answered = lastAnswered(turn, shown);
  if (answered !== undefined) return showAnswered(turn, answered, shown, id);
  const items = shown.items.filter((item) => !isAsk(item) || asks.includes(item));
  return fitToTeams(cardReaderOf(turn), (reader) =>
    messageCard(reader, partsOf(reader, person, items, shown.contents, id)),
  );
}

/** One thing by itself, where it is not known on which card its button was. */
async function readAlone({ commands, person }: TapTurn, id: string): Promise<TappedCard> {
  const contents = await commands.readContents(person, [id]);
  const content = contents.get(id);
  return {
    items: content === undefined ? [] : [{ kind: 'pending', id, of: content.kind, revision: 0 }],
    contents,
  };
}
