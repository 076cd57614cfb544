import { type LessonMark, standingOf } from '../../shared/domain/lesson.ts';
import { type ContentOf, lessonContent } from '../../shared/domain/message-content.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardPart } from '../cards/card-part.ts';
import type { CardReader } from '../cards/card-parts.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { lessonMarkedCard } from '../cards/lesson-marked-card.ts';
import { lessonPart } from '../cards/lesson-part.ts';
import { replyCard } from '../cards/message-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import type { CardReply } from '../ports.ts';
import type { LessonTap } from './card-tap.ts';
import { cardReaderOf, readerOf, type TapTurn } from './chat-turn.ts';
import { answeredPart } from './show-answered.ts';
import { nextAskPart, partsBeside, readTappedCard, type TappedCard } from './tapped-card.ts';

/** *Done*, *Later* or *Not for me* on a card, answered with how the lesson stands then. What is done is taken back by its own button alone. */
export function takeMark(
  turn: TapTurn,
  given: Extract<LessonTap, { readonly mark: LessonMark }>,
): Promise<CardReply> {
  return changeStanding(turn, given, { mark: given.mark, seen: undefined });
}

/** *Undo* and *Not done after all*: takes back the marking that the card told of; where there is another since, that stands. */
export async function reopenLesson(
  turn: TapTurn,
  given: Extract<LessonTap, { readonly was: LessonMark }>,
): Promise<CardReply> {
  if (!isOwnCard(turn, given)) return message(turn, 'not-your-card');
  const { learning } = turn.person;
  const standing = standingOf(learning, given.lessonId);
  const isTheSame =
    standing.state === given.was && (standing.state !== 'done' || standing.at === given.at);
  return isTheSame
    ? changeStanding(turn, given, { mark: 'open', seen: learning.revision })
    : showStanding(turn, given);
}

async function changeStanding(
  turn: TapTurn,
  given: LessonTap,
  ask: { readonly mark: LessonMark; readonly seen: number | undefined },
): Promise<CardReply> {
  if (!isOwnCard(turn, given)) return message(turn, 'not-your-card');
  const { commands, origin } = turn;
  const marked = await commands.markLesson(origin.person, origin.language, aboutOf(given), ask);
  if (marked.ok) return showStanding({ ...turn, person: marked.value }, given);
  switch (marked.reason) {
    case 'consent-needed':
      return { kind: 'card', card: notAgreedCard(readerOf(turn)) };
    case 'newer-consent-needed':
      return message(turn, 'newer-consent-needed');
    case 'not-found':
      return message(turn, 'lesson-gone');
    case 'changed-meanwhile':
      return message(turn, 'changed-meanwhile');
    // The card is older than what is stored: show what is.
    case 'already-done': {
      const person = (await commands.readPerson(origin.person)) ?? turn.person;
      return showStanding({ ...turn, person }, given);
    }
  }
}

/** How a lesson stands now, in the place of what was tapped, with what waits next; what else the card told stays below. */
async function showStanding(turn: TapTurn, given: LessonTap): Promise<CardReply> {
  const { commands, origin, person } = turn;
  const found = await commands.findLesson(origin.person, origin.language, aboutOf(given));
  if (found === undefined) return message(turn, 'lesson-gone');
  const content = lessonContent(found, given.cause);
  const marked = standingOf(person.learning, content.lessonId);
  const tapped = await readTappedCard(turn);
  const card = fitToTeams(cardReaderOf(turn), (reader) => {
    const around = {
      next: nextAskPart(reader, turn),
      beside: besideLesson(reader, turn, tapped, content),
    };
    return marked.state === 'open'
      ? replyCard(reader, lessonPart(reader, person, { content, toldOn: undefined }), {
          ...around,
          isAnother: true,
        })
      : lessonMarkedCard(reader, { content, marked, person }, around);
  });
  return { kind: 'card', card };
}

/** What the card told besides this lesson: its answer, and everything else. */
function besideLesson(
  reader: CardReader,
  turn: TapTurn,
  tapped: TappedCard,
  { lessonId }: ContentOf<'lesson'>,
): readonly CardPart[] {
  const items = tapped.items.filter((item) => {
    const content = item.kind === 'pending' ? tapped.contents.get(item.id) : undefined;
    return content?.kind !== 'lesson' || content.lessonId !== lessonId;
  });
  const answered = answeredPart(reader, turn, tapped);
  return [
    ...(answered === undefined ? [] : [answered]),
    ...partsBeside(reader, turn.person, { ...tapped, items }),
  ];
}

/** A lesson is everybody's: the card says for whom it was made. */
function isOwnCard({ origin }: TapTurn, { whose }: LessonTap): boolean {
  return whose === origin.person.userId;
}

function aboutOf({ lessonId, ergId }: LessonTap) {
  return { lessonId, ...(ergId === undefined ? {} : { ergId }) };
}

function message(
  { origin }: TapTurn,
  text: 'not-your-card' | 'lesson-gone' | 'changed-meanwhile' | 'newer-consent-needed',
): CardReply {
  return { kind: 'message', text: translatorFor(origin.language).t(`bot:message.${text}`) };
}
