import type { BuiltInScene } from '../../shared/catalogue/lesson.ts';
import type { CardJson } from '../ports.ts';
import { aside, button, type CardReader, heading, sentence, wholeCard } from './card-parts.ts';
import { sceneTitle } from './scene-title.ts';
import { VERBS } from './verbs.ts';

/** Before a scene: what it is about, what somebody may not want to meet today, and when not to do this. Nothing begins by itself. */
export function sceneNoteCard(
  reader: CardReader,
  input: {
    readonly scene: BuiltInScene;
    /** What *Another one* has to know; undefined where there is no other. */
    readonly another: Readonly<Record<string, string>> | undefined;
  },
): CardJson {
  const { scene, another } = input;
  const { t } = reader.translator;
  const title = t('cards:scene.heading');
  const question = t('cards:scene.begin', { count: scene.minutes });
  return wholeCard(reader, {
    heading: title,
    question,
    body: [
      heading(title),
      sceneTitle(reader, scene),
      sentence(scene.summary),
      sentence(t('cards:scene.note', { note: scene.contentNote })),
      aside(scene.safety),
      sentence(question),
    ],
    actions: [
      button(reader, 'cards:button.begin', VERBS.playScene, { sceneId: scene.id }),
      ...(another === undefined
        ? []
        : [button(reader, 'cards:button.another', VERBS.offerScene, another)]),
      button(reader, 'cards:button.not-today', VERBS.leaveScene),
    ],
  });
}
