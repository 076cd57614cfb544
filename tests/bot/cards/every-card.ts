import { answeredCard } from '../../../bot/cards/answered-card.ts';
import { firstAskPart } from '../../../bot/cards/ask-part.ts';
import type { CardPart } from '../../../bot/cards/card-part.ts';
import { changeAnswerCard } from '../../../bot/cards/change-answer-card.ts';
import { blankCard } from '../../../bot/cards/blank-card.ts';
import { declinedCard } from '../../../bot/cards/declined-card.ts';
import { endedCard } from '../../../bot/cards/ended-card.ts';
import { eraseCard } from '../../../bot/cards/erase-card.ts';
import { pilotCard } from '../../../bot/cards/pilot-card.ts';
import { exportCard } from '../../../bot/cards/export-card.ts';
import { goneCard } from '../../../bot/cards/gone-card.ts';
import { greetingCard } from '../../../bot/cards/greeting-card.ts';
import { helpCard } from '../../../bot/cards/help-card.ts';
import { messageCard } from '../../../bot/cards/message-card.ts';
import { notAgreedCard } from '../../../bot/cards/not-agreed-card.ts';
import { nothingTodayCard } from '../../../bot/cards/nothing-today-card.ts';
import { partsOf } from '../../../bot/cards/parts-of.ts';
import { lessonCard } from '../../../bot/cards/lesson-card.ts';
import { lessonMarkedCard } from '../../../bot/cards/lesson-marked-card.ts';
import { noLessonCard } from '../../../bot/cards/no-lesson-card.ts';
import { sceneLeftCard } from '../../../bot/cards/scene-left-card.ts';
import { sceneNoteCard } from '../../../bot/cards/scene-note-card.ts';
import { sceneStepCard } from '../../../bot/cards/scene-step-card.ts';
import { passedCard } from '../../../bot/cards/passed-card.ts';
import { pauseDateCard } from '../../../bot/cards/pause-date-card.ts';
import { pledgesCard } from '../../../bot/cards/pledges-card.ts';
import { settingsCard } from '../../../bot/cards/settings-card.ts';
import type { CardJson } from '../../../bot/ports.ts';
import { lessonsIn } from '../../../shared/catalogue/lesson.ts';
import { LESSON_CAUSES } from '../../../shared/domain/pending-ids.ts';
import { placeIn, walkScene } from '../../../shared/domain/scene.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import { ENDING_CHOICES } from '../../../shared/domain/ending-decision.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { CONTENTS, itemOf, NAMED_CONTENTS } from './contents.ts';
import { APP_ID, NOW, person, SETTINGS, TODAY } from './people.ts';

/** The parts that stand on the fullest cards besides what they ask. */
const TOLD = [...NAMED_CONTENTS.keys()].map(itemOf);
const BEFORE_ASKS = TOLD.slice(0, 5);
const AFTER_ASKS = TOLD.slice(5);

/** Every kind of card in every state that looks different, by name, about these pledges. */
export function everyCard(
  pledges: readonly Pledge[],
  differing: Partial<Settings> = {},
  language = 'en-GB',
): ReadonlyMap<string, CardJson> {
  const settings: Settings = { ...SETTINGS, ...differing };
  return new Map([
    ...everyReply(pledges, settings, language),
    ...everyMessage(pledges, settings, language),
    ...everySimpleCard(pledges, settings, language),
    ...everyLearningCard(settings, language),
  ]);
}

/** What stands around a reply: nothing, what waits next, other parts, or both. */
function everySurrounding(
  nexts: readonly (readonly [string, CardPart | undefined])[],
  beside: readonly CardPart[],
) {
  return [['', undefined] as const, ...nexts].flatMap(([name, next]) => [
    [name, { next, beside: [] }] as const,
    [`${name} beside one`, { next, beside: beside.slice(-2, -1) }] as const,
    [`${name} beside all`, { next, beside }] as const,
  ]);
}

/** Every answer to a tap that may have other things around it. */
function everyReply(
  pledges: readonly Pledge[],
  settings: Settings,
  language: string,
): ReadonlyMap<string, CardJson> {
  const reader = { translator: translatorFor(language), appId: APP_ID };
  const whose = person(pledges, { settings });
  const beside = partsOf(reader, whose, TOLD, CONTENTS);
  const cards = new Map<string, CardJson>();
  for (const [index, pledge] of pledges.entries()) {
    const question = { kind: 'question', pledgeId: pledge.id, date: TODAY } as const;
    const ending = { kind: 'ending', pledgeId: pledge.id, endsOn: pledge.endsOn } as const;
    const surroundings = everySurrounding(
      [
        [' with next', firstAskPart(reader, whose, [question, ending])],
        [' with ending', firstAskPart(reader, whose, [ending])],
      ],
      beside,
    );
    for (const answer of ANSWERS) {
      // The stored check-in itself, note and all, as a careless caller would pass it.
      const answered = { ...pledge.recent[0], ...question, answer };
      for (const many of [[], beside]) {
        cards.set(
          `change ${index} ${answer}${many.length > 0 ? ' beside all' : ''}`,
          changeAnswerCard(reader, { answered, pledge, settings, beside: many }),
        );
      }
      for (const [around, surrounding] of surroundings) {
        for (const offerSmaller of [false, true]) {
          cards.set(
            `answered ${index} ${answer}${around}${offerSmaller ? ' smaller' : ''}`,
            answeredCard(reader, { answered, changeable: true, offerSmaller }, surrounding),
          );
        }
      }
    }
    for (const [around, surrounding] of surroundings) {
      const closed = { answered: { ...question, answer: 'did-it' }, changeable: false } as const;
      cards.set(
        `answered ${index} closed${around}`,
        answeredCard(reader, { ...closed, offerSmaller: false }, surrounding),
      );
      cards.set(`gone ${index}${around}`, goneCard(reader, surrounding));
      for (const choice of ENDING_CHOICES) {
        const endsOn = choice === 'renew' ? '2026-06-09' : undefined;
        cards.set(
          `ended ${index} ${choice}${around}`,
          endedCard(reader, { choice, endsOn }, surrounding),
        );
      }
    }
  }
  for (const waiting of [0, 1, 3]) {
    cards.set(`passed ${waiting}`, passedCard(reader, { waiting, beside: [] }));
    cards.set(`passed ${waiting} beside all`, passedCard(reader, { waiting, beside }));
  }
  return cards;
}

/** Every card that is never anything but itself. */
function everySimpleCard(
  pledges: readonly Pledge[],
  settings: Settings,
  language: string,
): ReadonlyMap<string, CardJson> {
  const reader = { language, appId: APP_ID };
  const cards = new Map<string, CardJson>();
  cards.set('pledges', pledgesCard({ ...reader, pledges, settings, now: NOW }));
  cards.set('pledges none', pledgesCard({ ...reader, pledges: [], settings, now: NOW }));
  for (const waiting of [0, 1, 3]) {
    for (const occasion of ['greet', 'help', 'unknown'] as const) {
      cards.set(`help ${occasion} ${waiting}`, helpCard({ ...reader, occasion, waiting }));
    }
  }
  for (const next of ['no-pledges', 'none-planned', { on: '2026-03-24' }] as const) {
    const name = typeof next === 'string' ? next : 'planned';
    cards.set(`nothing-today ${name}`, nothingTodayCard({ ...reader, next }));
  }
  const messages = [
    { state: 'on' },
    { state: 'paused', until: '2026-03-31' },
    { state: 'stopped' },
  ] as const;
  for (const state of messages) {
    for (const notSaved of [false, true]) {
      cards.set(
        `settings ${state.state}${notSaved ? ' not saved' : ''}`,
        settingsCard({
          ...reader,
          settings: { ...settings, messages: state },
          today: TODAY,
          notSaved,
        }),
      );
    }
  }
  cards.set(
    'settings none',
    settingsCard({ ...reader, settings: { ...settings, budget: 0 }, today: TODAY }),
  );
  cards.set(
    'settings two',
    settingsCard({ ...reader, settings: { ...settings, budget: 2 }, today: TODAY }),
  );
  cards.set('greeting', greetingCard(reader));
  cards.set('declined', declinedCard(reader));
  cards.set('blank', blankCard(reader));
  cards.set('not-agreed', notAgreedCard(reader));
  cards.set('pause-date', pauseDateCard(reader));
  cards.set('erase', eraseCard(reader));
  cards.set('export', exportCard(reader));
  cards.set('pilot', pilotCard(reader));
  return cards;
}

/** Every card about learning: what is told of each lesson and what came of it, and every place of every scene. */
function everyLearningCard(settings: Settings, language: string): ReadonlyMap<string, CardJson> {
  const reader = { translator: translatorFor(language), appId: APP_ID };
  const whose = person([], { settings });
  const beside = partsOf(reader, whose, TOLD, CONTENTS);
  const cards = new Map<string, CardJson>();
  const contents = [...NAMED_CONTENTS].flatMap(([name, content]) =>
    content.kind === 'lesson' ? [[name, content] as const] : [],
  );
  const standings = [
    { state: 'done', at: NOW },
    { state: 'later', from: '2026-03-31' },
    { state: 'not-for-me' },
  ] as const;
  for (const [name, content] of contents) {
    for (const cause of LESSON_CAUSES) {
      const about = { content: { ...content, cause }, person: whose };
      cards.set(`lesson ${name} ${cause}`, lessonCard(reader, { ...about, another: undefined }));
      cards.set(
        `lesson ${name} ${cause} of many`,
        lessonCard(reader, { ...about, another: { seen: content.lessonId, minutes: '5' } }),
      );
    }
    for (const marked of standings) {
      const about = { content, marked, person: whose };
      for (const [around, surrounding] of everySurrounding([], beside)) {
        cards.set(
          `lesson-marked ${name} ${marked.state}${around}`,
          lessonMarkedCard(reader, about, surrounding),
        );
      }
    }
  }
  for (const none of [{ of: 'lesson' }, { of: 'scene' }, { minutes: 1 }, { minutes: 3 }] as const) {
    cards.set(`no-lesson ${JSON.stringify(none)}`, noLessonCard(reader, none));
  }
  cards.set('scene-left', sceneLeftCard(reader));
  for (const scene of lessonsIn(language).filter((one) => one.format === 'practise')) {
    cards.set(`scene-note ${scene.id}`, sceneNoteCard(reader, { scene, another: undefined }));
    cards.set(
      `scene-note ${scene.id} of many`,
      sceneNoteCard(reader, { scene, another: { seen: scene.id } }),
    );
    for (const { replies } of walkScene(scene.play).ways) {
      const ids = replies.map(({ id }) => id);
      for (let length = 0; length <= ids.length; length += 1) {
        const chosen = ids.slice(0, length);
        const place = placeIn(scene.play, chosen);
        if (place === undefined) throw new Error(`${scene.id} has no ${chosen.join()}`);
        cards.set(
          `scene-step ${scene.id} ${chosen.join()}`,
          sceneStepCard(reader, { scene, place, chosen, person: whose }),
        );
      }
    }
  }
  return cards;
}

/** Every message that delivery sends, alone and together. */
function everyMessage(
  pledges: readonly Pledge[],
  settings: Settings,
  language: string,
): ReadonlyMap<string, CardJson> {
  const reader = { translator: translatorFor(language), appId: APP_ID };
  const asks = pledges.flatMap((pledge) => [
    { kind: 'question', pledgeId: pledge.id, date: TODAY } as const,
    { kind: 'ending', pledgeId: pledge.id, endsOn: pledge.endsOn } as const,
  ]);
  const names = [...NAMED_CONTENTS.keys()];
  const messages: (readonly [string, readonly DeliveryItem[]])[] = [
    ...asks.map((item, n) => [`${item.kind} ${n}`, [item]] as const),
    ...names.map((name) => [name, [itemOf(name)]] as const),
    ['last card', [{ kind: 'last-card' }]],
    ['question and all else', [...BEFORE_ASKS, ...asks.slice(0, 1), ...AFTER_ASKS]],
    ['ending and all else', [...BEFORE_ASKS, ...asks.slice(1, 2), ...AFTER_ASKS]],
    ['all but a question', TOLD],
    ['requests of two groups', [itemOf('requests-waiting'), itemOf('requests-none')]],
    ['moment and last card', [itemOf('moment'), { kind: 'last-card' }]],
    ['question and news', [...asks.slice(0, 2), itemOf('announcement')]],
  ];
  const whose = person(pledges, { settings });
  return new Map(
    messages.flatMap(([name, items]) => {
      const parts = partsOf(reader, whose, items, CONTENTS);
      return parts.length === 0
        ? []
        : [
            [`message ${name}`, messageCard(reader, parts)] as const,
            [`message ${name} welcome`, messageCard(reader, parts, 'welcome-back')] as const,
          ];
    }),
  );
}

/** What *Show here* shows, by name: the words that other cards keep out of the chat, alone and beside all else. */
export function everyOpenedCard(
  pledges: readonly Pledge[],
  language = 'en-GB',
): ReadonlyMap<string, CardJson> {
  const reader = { translator: translatorFor(language), appId: APP_ID };
  const whose = person(pledges);
  const asks = pledges.map((pledge) => ({
    kind: 'question' as const,
    pledgeId: pledge.id,
    date: TODAY,
  }));
  const opened = [
    'announcement',
    'event-reminder',
    'event-change',
    'event-cancelled',
    'membership-approved',
    'membership-declined',
    'invitation',
  ];
  return new Map(
    opened.flatMap((name) => {
      const { id } = itemOf(name);
      const alone = partsOf(reader, whose, [itemOf(name)], CONTENTS, id);
      const all = partsOf(reader, whose, [...asks, ...TOLD], CONTENTS, id);
      return [
        [`opened ${name}`, messageCard(reader, alone)] as const,
        [`opened ${name} beside all`, messageCard(reader, all)] as const,
      ];
    }),
  );
}
