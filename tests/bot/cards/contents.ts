import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';

/** Words that may not stand in chat unless they are asked for. */
export const HIDDEN_WORDS = [
  'HIDDENTITLE',
  'HIDDENGROUP',
  'HIDDENTEXT',
  'HIDDENPLACE',
  'HIDDENACCESS',
  'hidden-room',
] as const;

const event = {
  title: 'HIDDENTITLE Queer book club',
  startsAt: '2026-03-18T15:00:00.000Z',
  zone: 'Europe/Paris',
  place: 'HIDDENPLACE Room 4',
  joinUrl: 'https://teams.example/hidden-room',
  access: 'HIDDENACCESS Lift, hearing loop',
} as const;

const erg = { ergId: 'e7900000-0000-4000-8000-000000000003', ergName: 'HIDDENGROUP Queer at work' };

/** One content of each kind, by a name, in the order in which a card holds them. */
export const NAMED_CONTENTS: ReadonlyMap<string, MessageContent> = new Map<string, MessageContent>([
  ['event-change', { kind: 'event-change', change: 'moved', ...event }],
  ['membership-approved', { kind: 'membership-news', news: 'approved', ...erg }],
  [
    'moment',
    {
      kind: 'moment',
      title: 'After the news from the coast',
      ifThisTouchesYou:
        'You do not have to explain anything to anybody.\n\nTake the time you need; your manager has been asked to expect it.',
      ifYouWantToSupport:
        'Say that you have heard, and ask nothing.\nTake one task off somebody without making it a favour.',
    },
  ],
  ['event-reminder', { kind: 'event-reminder', ...event }],
  ['requests-waiting', { kind: 'requests-waiting', waiting: 3, ...erg }],
  [
    'announcement',
    {
      kind: 'announcement',
      title: 'HIDDENTITLE Spring gathering',
      text: 'HIDDENTEXT We meet again in April.\n\nBring somebody who has not been yet.',
    },
  ],
  ['invitation', { kind: 'invitation', ...erg }],
  [
    'lesson',
    {
      kind: 'lesson',
      lessonId: 'listen-hear-out',
      title: 'Hearing somebody out',
      minutes: 3,
      format: 'read',
      cause: 'listen',
    },
  ],
  [
    'membership-declined',
    { kind: 'membership-news', news: 'declined', askAgainOn: '2026-04-03', ...erg },
  ],
  ['membership-removed', { kind: 'membership-news', news: 'removed', ...erg }],
  ['requests-none', { kind: 'requests-waiting', waiting: 0, ...erg }],
  ['event-cancelled', { kind: 'event-change', change: 'cancelled', ...event, zone: 'UTC' }],
  [
    'group-lesson',
    {
      kind: 'lesson',
      lessonId: 'l-1',
      title: 'HIDDENTITLE Our history',
      minutes: 1,
      format: 'watch',
      ergId: erg.ergId,
      cause: 'group',
    },
  ],
]);

/** The id of a content, a valid UUIDv7. */
export function contentId(name: string): string {
  const index = [...NAMED_CONTENTS.keys()].indexOf(name);
  return `0195c000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

/** The same contents, by their ids. */
export const CONTENTS: ReadonlyMap<string, MessageContent> = new Map(
  [...NAMED_CONTENTS].map(([name, content]) => [contentId(name), content]),
);

/** The item of a delivery about the content of this name. */
export function itemOf(name: string): Extract<DeliveryItem, { readonly kind: 'pending' }> {
  const content = NAMED_CONTENTS.get(name);
  if (content === undefined) throw new Error(`There is no content ${name}.`);
  return { kind: 'pending', id: contentId(name), of: content.kind, revision: 1 };
}
