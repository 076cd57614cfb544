import type { CardPart } from '../cards/card-part.ts';
import { goneCard } from '../cards/gone-card.ts';
import { messageCard } from '../cards/message-card.ts';
import { contentPart, partsOf } from '../cards/parts-of.ts';
import type { CardJson } from '../ports.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { type ChatTurn, readerOf } from './chat-turn.ts';

/** *Show here*: the words of one thing, in the chat, because the person asked for them. */
export async function showContent(turn: ChatTurn, id: string): Promise<CardJson> {
  const { commands, person, appId, origin } = turn;
  const content = (await commands.readContents(person, [id])).get(id);
  if (content === undefined) return goneCard(readerOf(turn));
  const reader = { translator: translatorFor(origin.language), appId };
  const { profile } = person;
  const asked = { profile: { ...profile, settings: { ...profile.settings, showWords: true } } };
  return messageCard(reader, [contentPart(reader, asked, id, content)]);
}

/** What else stood on the card that was tapped, besides questions: nothing where it is not known which card it was. */
export async function partsBeside(
  turn: ChatTurn,
  activityId: string | undefined,
): Promise<readonly CardPart[]> {
  const { commands, person, appId, origin } = turn;
  if (activityId === undefined) return [];
  const delivery = person.deliveries.find(
    ({ progress }) => progress.state === 'sent' && progress.activityId === activityId,
  );
  const items = (delivery?.items ?? []).filter((item) => item.kind === 'pending');
  if (items.length === 0) return [];
  const contents = await commands.readContents(
    person,
    items.map(({ id }) => id),
  );
  const reader = { translator: translatorFor(origin.language), appId };
  return partsOf(reader, person, items, contents);
}
