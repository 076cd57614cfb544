import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** Why there is no lesson, or no scene, to propose. */
export type NoLesson = { readonly of: 'lesson' | 'scene' } | { readonly minutes: number };

/** The answer to *learn* or *practise* where none is left, with the way to all of them. */
export function noLessonCard(reader: CardReader, none: NoLesson): CardJson {
  const { t } = reader.translator;
  const kind = 'of' in none ? none.of : 'short';
  const title = t(`cards:no-lesson.heading.${kind}`);
  const text =
    'of' in none
      ? t(`cards:no-lesson.text.${none.of}`)
      : t('cards:no-lesson.text.short', { count: none.minutes });
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(text)],
    actions: [
      kind === 'lesson'
        ? button(reader, 'cards:button.practise-scene', VERBS.offerScene)
        : button(reader, 'cards:button.another-lesson', VERBS.showLesson),
      tabButton(reader, 'cards:button.all-lessons', 'learn'),
    ],
  });
}
