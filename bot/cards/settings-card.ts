import type { Messages, Settings } from '../../shared/domain/settings.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { timeInWords, weekdayAndDay, weekdayName } from '../../shared/i18n/dates.ts';
import { type Translator, translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import {
  button,
  type CardElement,
  type CardReader,
  heading,
  sentence,
  tabButton,
  wholeCard,
} from './card-parts.ts';
import { VERBS } from './verbs.ts';

/**
 * How messages stand, in words, with the ways to change it: the answer to *settings*, and the confirmation of
 * *pause*, *resume* and *stop*. `today` is the person's local date. `notSaved` says that a change was refused
 * because the settings were changed elsewhere at the same moment.
 */
export function settingsCard(input: {
  readonly settings: Settings;
  readonly today: LocalDate;
  readonly notSaved?: boolean;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const messages = messagesOn(input.settings.messages, input.today);
  const title = headingOf(messages, translator);
  return wholeCard(reader, {
    heading: title,
    body: [
      heading(title),
      ...(input.notSaved === true
        ? [sentence(translator.t('cards:settings.changed-meanwhile'))]
        : []),
      sentence(textOf(messages, input.settings, translator)),
    ],
    actions: [
      ...waysToChange(reader, messages),
      tabButton(reader, 'cards:button.open-settings', 'settings'),
    ],
  });
}

/** A pause that has ended is no pause: messages come back by themselves. */
function messagesOn(messages: Messages, today: LocalDate): Messages {
  return messages.state === 'paused' && messages.until <= today ? { state: 'on' } : messages;
}

function headingOf(messages: Messages, translator: Translator): string {
  return messages.state === 'paused'
    ? translator.t('cards:settings.heading.paused', {
        day: weekdayAndDay(messages.until, translator.locale),
      })
    : translator.t(`cards:settings.heading.${messages.state}`);
}

function textOf(messages: Messages, settings: Settings, translator: Translator): string {
  if (messages.state !== 'on') return translator.t(`cards:settings.${messages.state}`);
  if (settings.budget === 0) return translator.t('cards:settings.rhythm-none');
  return translator.t('cards:settings.rhythm', {
    count: settings.budget,
    weekday: weekdayName(settings.day, translator.locale),
    time: timeInWords(settings.time, translator.locale),
    zone: settings.zone,
  });
}

function waysToChange(reader: CardReader, messages: Messages): readonly CardElement[] {
  const stop = button(reader, 'cards:button.stop', VERBS.stop);
  switch (messages.state) {
    case 'on':
      return [button(reader, 'cards:button.pause', VERBS.pause), stop];
    case 'paused':
      return [button(reader, 'cards:button.resume', VERBS.resume), stop];
    case 'stopped':
      return [button(reader, 'cards:button.start-again', VERBS.resume)];
  }
}
