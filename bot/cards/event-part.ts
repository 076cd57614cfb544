import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { momentInWords } from '../../shared/i18n/dates.ts';
import type { Translator } from '../../shared/i18n/translator.ts';
import type { CardPart } from './card-part.ts';
import { button, type CardElement, type CardReader, sentence, tabButton } from './card-parts.ts';
import { shortWords } from './long-words.ts';
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
  const main = settings.showWords
    ? joinButton(reader, content)
    : button(reader, 'cards:button.show-here', VERBS.showContent, { id });
  const when = whenInWords(content, settings.zone, translator);
  const isChange = content.kind === 'event-change';
  const kind = isChange ? content.change : 'reminder';
  return {
    summary: isChange ? 'event-change' : 'event',
    heading: translator.t(`cards:event.heading.${kind}`),
    body: [
      sentence(translator.t(`cards:event.${kind}`, { when })),
      ...(settings.showWords ? particulars(reader, content) : []),
    ],
    actions: main === undefined ? [open] : [main, open],
    mainAction: main ?? open,
  };
}

/** The day and time in the person's zone; where the event has others, those too. */
function whenInWords(
  { startsAt, zone: eventZone }: EventContent,
  zone: string,
  { t, locale }: Translator,
): string {
  const here = momentInWords(startsAt, zone, locale);
  const there = momentInWords(startsAt, eventZone, locale);
  if (there.day === here.day && there.time === here.time) return t('cards:event.when', here);
  const place = placeOf(eventZone);
  return there.day === here.day
    ? t('cards:event.when-there', { ...here, thereTime: there.time, place })
    : t('cards:event.when-there-another-day', {
        ...here,
        thereDay: there.day,
        thereTime: there.time,
        place,
      });
}

/** The city after which a zone is called: `America/New_York` is New York; `UTC` has none. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** Addresses of meetings are long; much longer ones are no button. */
const LONGEST_URL = 1000;

/** Where an event takes place online, as a button can open it. */
function addressOf({ joinUrl }: EventContent): URL | undefined {
  const url = joinUrl === undefined ? null : URL.parse(joinUrl);
  return url?.protocol === 'https:' && url.href.length <= LONGEST_URL ? url : undefined;
}

function joinButton({ translator }: CardReader, content: EventContent): CardElement | undefined {
  const address = addressOf(content);
  if (address === undefined || isCancelled(content)) return undefined;
  const title = translator.t('cards:button.join-online');
  return { type: 'Action.OpenUrl', title, url: address.href };
}

function isCancelled(content: EventContent): boolean {
  return content.kind === 'event-change' && content.change === 'cancelled';
}

/** What the event is called, where it is and how one gets in. */
function particulars(reader: CardReader, content: EventContent): readonly CardElement[] {
  const { t } = reader.translator;
  const lines = [
    [t('cards:event.place'), content.place],
    // Where the button leads; what is no address stands there as it was written.
    [t('cards:event.join'), addressOf(content)?.host ?? content.joinUrl],
    [t('cards:event.access'), content.access],
  ] as const;
  return [
    shortWords(reader, content.title, { weight: 'Bolder' }),
    ...lines.flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : [shortWords(reader, `${label}: ${value}`)],
    ),
  ];
}
