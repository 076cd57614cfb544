import type { BuiltInScene } from '../../shared/catalogue/lesson.ts';
import { type CardElement, type CardReader, plainWords, tabWay } from './card-parts.ts';

/** What a scene is called, as the way to it in the tab, where help stands beside it. */
export function sceneTitle(
  reader: CardReader,
  { id, title }: Pick<BuiltInScene, 'id' | 'title'>,
): CardElement {
  const selectAction = tabWay(reader, `learn/lessons/${id}`, title);
  return plainWords(title, { weight: 'Bolder', selectAction });
}
