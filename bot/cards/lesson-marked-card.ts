import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { markedWords, type MarkedStanding, undoButton } from './lesson-part.ts';
import { lessonTitle } from './lesson-words.ts';
import { type AroundReply, replyCard } from './message-card.ts';
import { VERBS } from './verbs.ts';

/** The card after a lesson was marked: how it stands, the way to take that back, and what waits next. */
export function lessonMarkedCard(
  reader: CardReader,
  {
    content,
    marked,
    person,
  }: {
    readonly content: ContentOf<'lesson'>;
    readonly marked: MarkedStanding;
    readonly person: Pick<Person, 'key' | 'profile'>;
  },
  around: Omit<AroundReply, 'isAnother'>,
): CardJson {
  const isLast = around.next === undefined && around.beside.length === 0;
  const another =
    content.format === 'practise'
      ? button(reader, 'cards:button.another-scene', VERBS.offerScene)
      : button(reader, 'cards:button.another-lesson', VERBS.showLesson);
  return replyCard(
    reader,
    {
      heading: reader.translator.t('cards:answered.heading'),
      body: [
        lessonTitle(reader, content, person.profile.settings),
        sentence(markedWords(reader, marked)),
      ],
      actions: [
        undoButton(reader, person, content, marked),
        ...(isLast ? [another, tabButton(reader, 'cards:button.open-tab', 'learn')] : []),
      ],
    },
    { ...around, isAnother: true },
  );
}
