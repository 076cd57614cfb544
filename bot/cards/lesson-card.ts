import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, tabButton, wholeCard } from './card-parts.ts';
import { lessonLines, lessonPage, lessonTitle } from './lesson-words.ts';
import { VERBS } from './verbs.ts';

/** The answer to *learn*: the next lesson, with why it is this one. */
export function lessonCard(
  reader: CardReader,
  input: {
    readonly content: ContentOf<'lesson'>;
    readonly person: Pick<Person, 'profile'>;
    /** What *Another one* has to know; undefined where there is no other. */
    readonly another: Readonly<Record<string, string>> | undefined;
  },
): CardJson {
  const { content, person, another } = input;
  const title = reader.translator.t('cards:lesson.heading');
  const page = lessonPage(content);
  const isScene = content.format === 'practise' && content.ergId === undefined;
  const take = isScene
    ? button(reader, 'cards:button.practise-here', VERBS.offerScene, { sceneId: content.lessonId })
    : tabButton(reader, `cards:button.lesson.${content.format}`, page);
  const other = isScene
    ? tabButton(reader, 'cards:button.open-tab', page)
    : button(reader, 'cards:button.practise-scene', VERBS.offerScene);
  return wholeCard(reader, {
    heading: title,
    body: [
      heading(title),
      lessonTitle(reader, content, person.profile.settings),
      ...lessonLines(reader, content),
    ],
    actions: [
      take,
      ...(another === undefined
        ? []
        : [button(reader, 'cards:button.another', VERBS.showLesson, another)]),
      other,
    ],
  });
}
