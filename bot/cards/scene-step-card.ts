import type { BuiltInScene } from '../../shared/catalogue/lesson.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Reply, ScenePlace } from '../../shared/domain/scene.ts';
import type { CardJson } from '../ports.ts';
import {
  aside,
  button,
  type CardElement,
  type CardReader,
  heading,
  plainWords,
  section,
  sentence,
  wholeCard,
} from './card-parts.ts';
import { lessonData } from './lesson-part.ts';
import { sceneTitle } from './scene-title.ts';
import { VERBS } from './verbs.ts';

/** Where somebody is in a scene: what their reply did and to whom, what follows, and what can be said now, or how it came out. */
export function sceneStepCard(
  reader: CardReader,
  input: {
    readonly scene: BuiltInScene;
    readonly place: ScenePlace;
    /** The ids of the replies chosen so far. */
    readonly chosen: readonly string[];
    readonly person: Pick<Person, 'key'>;
  },
): CardJson {
  const { t } = reader.translator;
  const { scene, place } = input;
  const { step, last } = place;
  const title = t(last === undefined ? 'cards:scene.heading' : 'cards:scene.did');
  const question = t(step.kind === 'choice' ? 'cards:scene.question' : 'cards:scene.over');
  const before = last === undefined ? [sceneTitle(reader, scene)] : whatItDid(reader, last);
  const situation = [
    ...step.situation.map((paragraph) => sentence(paragraph)),
    ...(step.kind === 'choice'
      ? [plainWords(question, { weight: 'Bolder', spacing: 'Medium' })]
      : [plainWords(step.takeaway, { weight: 'Bolder', spacing: 'Medium' }), aside(scene.safety)]),
  ];
  return wholeCard(reader, {
    heading: title,
    question,
    body: [
      heading(title),
      ...before,
      ...(last === undefined ? situation : [section(situation)]),
      ...(step.kind === 'choice' ? step.replies.map((reply) => replyRow(input, reply)) : []),
    ],
    actions: step.kind === 'choice' ? waysOut(reader, input) : waysOn(reader, input),
  });
}

/** What was said, and to each whom it reached what it did. */
function whatItDid({ translator }: CardReader, { text, effects }: Reply): readonly CardElement[] {
  return [
    plainWords(translator.t('cards:scene.chosen', { text }), { weight: 'Bolder' }),
    ...effects.map(({ on, effect }) =>
      sentence(translator.t('cards:scene.effect', { on, effect })),
    ),
  ];
}

/** Replies are longer than buttons: each is a row of its own that is tapped as a whole, and is one button to a keyboard. */
function replyRow(
  { scene, chosen }: { readonly scene: BuiltInScene; readonly chosen: readonly string[] },
  { id, text }: Reply,
): CardElement {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    // The least that a finger hits.
    minHeight: '44px',
    verticalContentAlignment: 'Center',
    selectAction: {
      type: 'Action.Execute',
      title: text,
      verb: VERBS.playScene,
      data: { sceneId: scene.id, replies: [...chosen, id].join(',') },
    },
    items: [plainWords(text, { color: 'Accent' })],
  };
}

function waysOut(
  reader: CardReader,
  { scene, chosen }: { readonly scene: BuiltInScene; readonly chosen: readonly string[] },
): readonly CardElement[] {
  const again = button(reader, 'cards:button.from-start', VERBS.playScene, { sceneId: scene.id });
  return [
    ...(chosen.length === 0 ? [] : [again]),
    button(reader, 'cards:button.leave-scene', VERBS.leaveScene),
  ];
}

function waysOn(
  reader: CardReader,
  { scene, person }: { readonly scene: BuiltInScene; readonly person: Pick<Person, 'key'> },
): readonly CardElement[] {
  return [
    button(reader, 'cards:button.try-again', VERBS.playScene, { sceneId: scene.id }),
    button(reader, 'cards:button.done', VERBS.markLesson, {
      ...lessonData(person, { lessonId: scene.id, cause: 'begin' }),
      mark: 'done',
    }),
    button(reader, 'cards:button.another-scene', VERBS.offerScene, { seen: scene.id }),
  ];
}
