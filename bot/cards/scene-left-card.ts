import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** *Not today*, or a scene left in the middle: nothing was kept of it. */
export function sceneLeftCard(reader: CardReader): CardJson {
  const { t } = reader.translator;
  const title = t('cards:scene.left-heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(t('cards:scene.left'))],
    actions: [
      button(reader, 'cards:button.something-to-read', VERBS.showLesson),
      tabButton(reader, 'cards:button.open-tab', 'learn'),
    ],
  });
}
