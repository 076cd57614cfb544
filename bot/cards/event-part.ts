import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { momentInWords } from '../../shared/i18n/dates.ts';
import type { CardPart } from './card-part.ts';
import {
  button,
  type CardElement,
  type CardReader,
  plainWords,
  sentence,
  tabButton,
} from './card-parts.ts';
import { VERBS } from './verbs.ts';

type EventContent = ContentOf<'event-reminder' | 'event-change'>;

/**
 * An event that the person said yes to: when it is, in their own zone. What it is called and where would tell which
 * group it is of: that is shown to who switched words on, or asked to see it.
 */
export function eventPart(
  reader: CardReader,
  about: { readonly id: string; readonly content: EventContent },
  settings: Pick<Settings, 'showWords' | 'zone'>,
): CardPart {
  const { content, id } = about;
  const { translator } = reader;
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const show = button(reader, 'cards:button.show-here', VERBS.showContent, { id });
  return {
    heading:
      content.kind === 'event-change'
        ? translator.t(`cards:event-change.heading.${content.change}`)
        : translator.t('cards:event.heading'),
    body: [
      sentence(when(reader, content, settings.zone)),
      ...(settings.showWords ? particulars(reader, content) : []),
    ],
    actions: settings.showWords ? [open] : [show, open],
    mainAction: settings.showWords ? open : show,
  };
}

function when({ translator }: CardReader, content: EventContent, zone: string): string {
  const { day, time } = momentInWords(content.startsAt, zone, translator.locale);
  if (content.kind === 'event-change' && content.change === 'cancelled') {
    return translator.t('cards:event-change.cancelled', { day, time });
  }
  const there = momentInWords(content.startsAt, content.zone, translator.locale).time;
  const isElsewhere = there !== time;
  const values = { day, time, there, zone: content.zone };
  if (content.kind === 'event-change') {
    return isElsewhere
      ? translator.t('cards:event-change.moved-elsewhere', values)
      : translator.t('cards:event-change.moved', { day, time });
  }
  return isElsewhere
    ? translator.t('cards:event.on-elsewhere', values)
    : translator.t('cards:event.on', { day, time });
}

/** What the event is called, where it is and how one gets in. */
function particulars({ translator }: CardReader, content: EventContent): readonly CardElement[] {
  const lines = [
    [translator.t('cards:event.place'), content.place],
    [translator.t('cards:event.join'), content.joinUrl],
    [translator.t('cards:event.access'), content.access],
  ] as const;
  return [
    plainWords(content.title, { weight: 'Bolder' }),
    ...lines.flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : [plainWords(`${label}: ${value}`)],
    ),
  ];
}
