import { type BuiltInScene, lessonsIn } from '../../shared/catalogue/lesson.ts';
import { standingOf } from '../../shared/domain/lesson.ts';
import { chooseNextLesson } from '../../shared/domain/next-lesson.ts';
import { placeIn } from '../../shared/domain/scene.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { noLessonCard } from '../cards/no-lesson-card.ts';
import { sceneNoteCard } from '../cards/scene-note-card.ts';
import { sceneStepCard } from '../cards/scene-step-card.ts';
import type { CardJson, CardReply } from '../ports.ts';
import { cardReaderOf, type ChatTurn } from './chat-turn.ts';
import { shownBefore } from './shown-before.ts';

/**
 * A scene, as far as it can be told before somebody says that they want it: the one that was named, else the next one for them.
 * Those that were done come again after the others; those that are not for them never.
 */
export function offerScene(
  turn: ChatTurn,
  { sceneId, seen = [] }: { readonly sceneId?: string; readonly seen?: readonly string[] },
): CardJson {
  const { person, commands } = turn;
  const scenes = scenesFor(turn);
  const wanted = scenes.filter(({ id }) => standingOf(person.learning, id).state !== 'not-for-me');
  const choose = (before: readonly string[]) =>
    chooseNextLesson(person, wanted, { now: commands.now(), told: new Set(before) })?.lesson ??
    wanted.find(({ id }) => !before.includes(id));
  const scene = scenes.find(({ id }) => id === sceneId) ?? choose(seen) ?? choose([]);
  const reader = cardReaderOf(turn);
  if (scene === undefined) return noLessonCard(reader, { of: 'scene' });
  const hasOthers = wanted.some(({ id }) => id !== scene.id);
  const another = { seen: shownBefore([...seen, scene.id]) };
  return sceneNoteCard(reader, { scene, another: hasOthers ? another : undefined });
}

/** Where the replies chosen so far lead. All of it stands in the card: nothing is stored by playing. */
export function playScene(
  turn: ChatTurn,
  { sceneId, replies = [] }: { readonly sceneId: string; readonly replies?: readonly string[] },
): CardReply {
  const scene = scenesFor(turn).find(({ id }) => id === sceneId);
  const place = scene === undefined ? undefined : placeIn(scene.play, replies);
  if (scene === undefined || place === undefined) {
    const { t } = translatorFor(turn.origin.language);
    return { kind: 'message', text: t('bot:message.scene-changed') };
  }
  const { person } = turn;
  const about = { scene, place, chosen: replies, person };
  return { kind: 'card', card: sceneStepCard(cardReaderOf(turn), about) };
}

function scenesFor({ origin }: ChatTurn): readonly BuiltInScene[] {
  return lessonsIn(origin.language).filter((lesson) => lesson.format === 'practise');
}
