import type { PersonExport } from '../../../shared/commands/export-person.ts';
import type { Delivery } from '../../../shared/domain/delivery.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { timeInWords, weekdayName } from '../../../shared/i18n/dates.ts';
import { html, type Markup } from './markup.ts';
import { factsTable, listTable, ownWords, type Reader, type Section } from './pieces.ts';

/** What one section is made of. */
export interface Telling {
  readonly data: PersonExport;
  readonly reader: Reader;
}

/** Who the person is, and what they agreed to. */
export function youSection({ data, reader }: Telling): Section {
  const { t } = reader;
  const { person } = data.whole;
  return {
    id: 'you',
    title: t('export:you.title'),
    parts: [person === undefined ? undefined : aboutYou(person, reader)],
  };
}

function aboutYou({ key, profile, conversation }: Person, reader: Reader): Markup {
  const { t, moment } = reader;
  const { consent, greeting, leftAt } = profile;
  return factsTable(t('export:you.caption'), [
    [t('export:you.name'), ownWords(profile.name)],
    [t('export:you.id'), key.userId],
    [t('export:you.language'), profile.language],
    [
      t('export:you.consent'),
      consent.state === 'given'
        ? t('export:you.agreed', { version: consent.version, when: moment(consent.at) })
        : t('export:you.not-agreed'),
    ],
    ...(consent.state === 'given' ? (consent.before ?? []) : []).map(
      ({ version, at }) =>
        [t('export:you.before'), t('export:you.agreed', { version, when: moment(at) })] as const,
    ),
    [
      t('export:you.not-now'),
      consent.state === 'given' && consent.notNow !== undefined
        ? t('export:you.not-now-to', {
            version: consent.notNow.version,
            when: moment(consent.notNow.at),
          })
        : undefined,
    ],
    [
      t('export:you.greeting'),
      {
        none: () => t('export:you.not-greeted'),
        sent: (at: string) => t('export:you.greeted', { when: moment(at) }),
        declined: (at: string) => t('export:you.greeting-declined', { when: moment(at) }),
      }[greeting.state]('at' in greeting ? greeting.at : ''),
    ],
    [
      t('export:elsewhere.chat'),
      conversation === undefined
        ? undefined
        : t(`export:elsewhere.chat-states.${conversation.state}`, {
            when: moment(
              conversation.state === 'reachable' ? conversation.learntAt : conversation.at,
            ),
          }),
    ],
    [t('export:you.left'), leftAt === undefined ? undefined : moment(leftAt)],
  ]);
}

/** What the person chose about messages and time. */
export function settingsSection({ data, reader }: Telling): Section {
  const { t, day, locale } = reader;
  const settings = data.whole.person?.profile.settings;
  const table = (of: NonNullable<typeof settings>): Markup =>
    factsTable(t('export:settings.caption'), [
      [t('export:settings.budget'), of.budget],
      [
        t('export:settings.when'),
        t('export:settings.day-and-time', {
          weekday: weekdayName(of.day, locale),
          time: timeInWords(of.time, locale),
        }),
      ],
      [t('export:settings.zone'), of.zone],
      [
        t('export:settings.messages'),
        of.messages.state === 'paused'
          ? t('export:settings.paused', { day: day(of.messages.until) })
          : t(`export:settings.${of.messages.state}`),
      ],
      [
        t('export:settings.quiet'),
        of.quietDates.length === 0
          ? t('export:none')
          : of.quietDates.map(
              ({ from, through }) =>
                html`<div>
                  ${t('export:settings.from-through', { from: day(from), through: day(through) })}
                </div>`,
            ),
      ],
      [t('export:settings.words'), yesOrNo(of.showWords, reader)],
    ]);
  return {
    id: 'settings',
    title: t('export:settings.title'),
    parts: [settings === undefined ? undefined : table(settings)],
  };
}

function yesOrNo(value: boolean, { t }: Reader): string {
  return t(value ? 'export:yes' : 'export:no');
}

/** Lessons done and marked. */
export function lessonsSection({ data, reader }: Telling): Section {
  const { t, moment, day } = reader;
  const { lessons, person } = data.whole;
  const titles = new Map(lessons.map(({ lessonId, title }) => [lessonId, title]));
  const named = (id: string) => ownWords(titles.get(id) ?? id);
  const learning = person?.learning;
  return {
    id: 'lessons',
    title: t('export:lessons.title'),
    parts: [
      listTable(
        t('export:lessons.caption'),
        [t('export:lessons.lesson'), t('export:pledges.pillar'), t('export:lessons.done')],
        lessons.map(({ title, pillar, at }) => [
          ownWords(title),
          t(`export:pledges.pillars.${pillar}`),
          moment(at),
        ]),
      ),
      listTable(
        t('export:lessons.marked'),
        [t('export:lessons.lesson'), t('export:lessons.mark')],
        [
          ...(learning?.later ?? []).map(({ lessonId, from }) => [
            named(lessonId),
            t('export:lessons.later', { day: day(from) }),
          ]),
          ...(learning?.notForMe ?? []).map((id) => [named(id), t('export:lessons.not-for-me')]),
        ],
      ),
      listTable(
        t('export:lessons.told'),
        [t('export:lessons.lesson'), t('export:messages.when')],
        (person?.profile.toldLessons ?? []).map(({ lessonId, on }) => [named(lessonId), day(on)]),
      ),
    ],
  };
}

/** The journal, whole. */
export function journalSection({ data, reader }: Telling): Section {
  const { t, moment } = reader;
  return {
    id: 'journal',
    title: t('export:journal.title'),
    parts: data.whole.journal.map(
      ({ words, about, writtenAt, changedAt }) =>
        html`<article>
          <h3>${moment(writtenAt)}</h3>
          ${about === undefined ? '' : html`<p class="quiet"><bdi>${t('export:journal.about', { title: about.title })}</bdi></p>`}
          <p>${ownWords(words)}</p>
          ${changedAt === undefined ? '' : html`<p class="quiet">${t('export:journal.changed', { when: moment(changedAt) })}</p>`}
        </article>`,
    ),
  };
}

/** ERGs: joined, asked, invited, declined. */
export function ergsSection({ data, reader }: Telling): Section {
  const { t, moment } = reader;
  const { person } = data.whole;
  const nameOf = (id: string) => ownWords(data.names.get(id) ?? t('export:gone'));
  return {
    id: 'ergs',
    title: t('export:ergs.title'),
    parts: [
      listTable(
        t('export:ergs.caption'),
        [
          t('export:ergs.erg'),
          t('export:ergs.state'),
          t('export:ergs.since'),
          t('export:ergs.shown'),
          t('export:ergs.muted'),
        ],
        (person?.memberships ?? []).map(({ ergId, state, since, showToAllies, muted }) => [
          nameOf(ergId),
          t(`export:ergs.${state}`),
          moment(since),
          yesOrNo(showToAllies, reader),
          yesOrNo(muted, reader),
        ]),
      ),
      listTable(
        t('export:ergs.invitations'),
        [
          t('export:ergs.erg'),
          t('export:ergs.invited'),
          t('export:ergs.until'),
          t('export:ergs.state'),
        ],
        (person?.invitations ?? []).map(({ ergId, at, until, state }) => [
          nameOf(ergId),
          moment(at),
          moment(until),
          t(`export:ergs.${state}`),
        ]),
      ),
      listTable(
        t('export:ergs.refusals'),
        [
          t('export:ergs.erg'),
          t('export:ergs.what'),
          t('export:ergs.when'),
          t('export:ergs.again'),
        ],
        (person?.refusals ?? []).map(({ ergId, kind, at, askAgainFrom }) => [
          nameOf(ergId),
          t(`export:ergs.${kind}`),
          moment(at),
          moment(askAgainFrom),
        ]),
      ),
    ],
  };
}

/** Events that the person said yes to. */
export function eventsSection({ data, reader }: Telling): Section {
  const { t, moment } = reader;
  return {
    id: 'events',
    title: t('export:events.title'),
    parts: [
      listTable(
        t('export:events.caption'),
        [
          t('export:events.event'),
          t('export:ergs.erg'),
          t('export:events.starts'),
          t('export:events.said'),
        ],
        (data.whole.person?.rsvps ?? []).map(({ eventId, ergId, startsAt, since }) => [
          ownWords(data.names.get(eventId) ?? t('export:events.unnamed')),
          ownWords(data.names.get(ergId) ?? t('export:gone')),
          moment(startsAt),
          moment(since),
        ]),
      ),
    ],
  };
}

/** Buddies, and what the person shared with them. */
export function buddiesSection({ data, reader }: Telling): Section {
  const { t, moment } = reader;
  return {
    id: 'buddies',
    title: t('export:buddies.title'),
    parts: [
      listTable(
        t('export:buddies.caption'),
        [t('export:buddies.buddy'), t('export:buddies.since')],
        data.buddies.map(({ name, since }) => [
          name === undefined ? t('export:buddies.nobody') : ownWords(name),
          since === undefined ? t('export:buddies.not-yet') : moment(since),
        ]),
      ),
      listTable(
        t('export:buddies.shared'),
        [t('export:buddies.when'), t('export:buddies.with'), t('export:buddies.words')],
        data.buddies.flatMap(({ name, shared }) =>
          shared.map(({ words, at }) => [moment(at), ownWords(name ?? ''), ownWords(words)]),
        ),
      ),
    ],
  };
}

/** What the bot wrote by itself: when, and of what kind. */
export function messagesSection({ data, reader }: Telling): Section {
  const { t, day } = reader;
  const { person, pastDeliveries } = data.whole;
  const deliveries = [...(person?.deliveries ?? []), ...pastDeliveries].toSorted((one, other) =>
    one.date < other.date ? 1 : -1,
  );
  return {
    id: 'messages',
    title: t('export:messages.title'),
    parts: [
      deliveries.length === 0 ? undefined : html`<p>${t('export:messages.sentence')}</p>`,
      listTable(
        t('export:messages.caption'),
        [t('export:messages.when'), t('export:messages.kind'), t('export:messages.state')],
        deliveries.map((delivery) => [
          whenSent(delivery, reader),
          t(`export:messages.kinds.${delivery.cause}`),
          stateOf(delivery, reader),
        ]),
      ),
      listTable(
        t('export:messages.waiting'),
        [t('export:messages.kind'), t('export:messages.when')],
        (person?.pendings ?? []).map(({ kind, from }) => [
          t(`export:messages.kinds.${kind}`),
          day(from.slice(0, 10)),
        ]),
      ),
    ],
  };
}

function whenSent({ date, progress }: Delivery, { moment, day }: Reader): string {
  return progress.state === 'sent' ? moment(progress.sentAt) : day(date);
}

function stateOf({ progress }: Delivery, { t }: Reader): string {
  if (progress.state === 'sent' && progress.uncertain) return t('export:messages.uncertain');
  return t(`export:messages.${progress.state}`);
}
