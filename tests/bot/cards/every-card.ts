import { answeredCard } from '../../../bot/cards/answered-card.ts';
import { changeAnswerCard } from '../../../bot/cards/change-answer-card.ts';
import { type AskedQuestion, checkInCard } from '../../../bot/cards/check-in-card.ts';
import { declinedCard } from '../../../bot/cards/declined-card.ts';
import { eraseCard } from '../../../bot/cards/erase-card.ts';
import { endedCard } from '../../../bot/cards/ended-card.ts';
import { goneCard } from '../../../bot/cards/gone-card.ts';
import { greetingCard } from '../../../bot/cards/greeting-card.ts';
import { helpCard } from '../../../bot/cards/help-card.ts';
import { messageCard } from '../../../bot/cards/message-card.ts';
import { notAgreedCard } from '../../../bot/cards/not-agreed-card.ts';
import { nothingTodayCard } from '../../../bot/cards/nothing-today-card.ts';
import { partsOf } from '../../../bot/cards/parts-of.ts';
import { passedCard } from '../../../bot/cards/passed-card.ts';
import { pauseDateCard } from '../../../bot/cards/pause-date-card.ts';
import { pledgesCard } from '../../../bot/cards/pledges-card.ts';
import { settingsCard } from '../../../bot/cards/settings-card.ts';
import type { CardJson } from '../../../bot/ports.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import { ENDING_CHOICES } from '../../../shared/domain/ending-decision.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { CONTENTS, itemOf, NAMED_CONTENTS } from './contents.ts';
import { APP_ID, NOW, person, SETTINGS, TODAY } from './people.ts';

/** Every kind of card in every state that looks different, by name, about these pledges. */
export function everyCard(
  pledges: readonly Pledge[],
  differing: Partial<Settings> = {},
  language = 'en-GB',
): ReadonlyMap<string, CardJson> {
  const reader = { language, appId: APP_ID };
  const settings: Settings = { ...SETTINGS, ...differing };
  const cards = new Map<string, CardJson>();
  for (const [index, pledge] of pledges.entries()) {
    const question = { pledgeId: pledge.id, date: TODAY };
    const next: AskedQuestion = { question, pledge, settings, more: 1 };
    cards.set(`check-in ${index}`, checkInCard({ ...reader, ...next, more: 0 }));
    cards.set(`check-in ${index} with more`, checkInCard({ ...reader, ...next, more: 2 }));
    for (const answer of ANSWERS) {
      // The stored check-in itself, note and all, as a careless caller would pass it.
      const answered = { ...pledge.recent[0], ...question, answer };
      cards.set(
        `change ${index} ${answer}`,
        changeAnswerCard({ ...reader, answered, pledge, settings }),
      );
      for (const follows of [undefined, next]) {
        for (const offerSmaller of [false, true]) {
          cards.set(
            `answered ${index} ${answer}${follows ? ' with next' : ''}${offerSmaller ? ' smaller' : ''}`,
            answeredCard({ ...reader, answered, changeable: true, offerSmaller, next: follows }),
          );
        }
      }
    }
    const answered = { ...question, answer: 'did-it' as const };
    cards.set(
      `answered ${index} closed`,
      answeredCard({ ...reader, answered, changeable: false, offerSmaller: false, next }),
    );
  }
  for (const choice of ENDING_CHOICES) {
    for (const waiting of [0, 2]) {
      const endsOn = choice === 'renew' ? '2026-06-09' : undefined;
      cards.set(`ended ${choice} ${waiting}`, endedCard({ ...reader, choice, endsOn, waiting }));
    }
  }
  for (const [name, card] of everyMessage(pledges, settings, language)) cards.set(name, card);
  cards.set('gone', goneCard(reader));
  cards.set('pledges', pledgesCard({ ...reader, pledges, settings, now: NOW }));
  cards.set('pledges none', pledgesCard({ ...reader, pledges: [], settings, now: NOW }));
  for (const waiting of [0, 1, 3]) {
    cards.set(`passed ${waiting}`, passedCard({ ...reader, waiting }));
    for (const occasion of ['greet', 'help', 'unknown', 'learn'] as const) {
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
  cards.set('not-agreed', notAgreedCard(reader));
  cards.set('pause-date', pauseDateCard(reader));
  cards.set('erase', eraseCard(reader));
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
  const told = names.map(itemOf);
  const messages: (readonly [string, readonly DeliveryItem[]])[] = [
    ...asks.map((item, n) => [`${item.kind} ${n}`, [item]] as const),
    ...names.map((name) => [name, [itemOf(name)]] as const),
    ['last card', [{ kind: 'last-card' }]],
    ['question and all else', [...told.slice(0, 3), ...asks.slice(0, 1), ...told.slice(3)]],
    ['ending and all else', [...told.slice(0, 3), ...asks.slice(1, 2), ...told.slice(3)]],
    ['all but a question', told],
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
