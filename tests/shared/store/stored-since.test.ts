import { expect, test } from 'vitest';
import { z } from 'zod';
import { STORED_SINCE, type StoredKind } from '../../../shared/domain/consent-versions.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import * as rows from '../../../shared/store/person-rows.ts';
import { TABLE_NAMES } from '../../../shared/store/tables.ts';

// What people agreed to is what stands here. Whoever stores more about a person changes this list, and asks whether those
// who agreed before agreed to that, too: where it tells more about somebody than is told now, it needs a new version in
// `consent-versions.ts`, a sentence in the welcome and in *Something new since you agreed*. Dates, revisions and states
// of what is there already tell nothing more.

/** The fields of every kind of row about a person, `a.b` where one lies in another. */
const FIELDS: Readonly<Record<StoredKind, string>> = {
  buddies: 'ended ties ties.at ties.pairId ties.state ties.to ties.until',
  'check-in': 'answer answeredAt date note pledgeId revision via',
  conversation: 'at conversationId learntAt serviceUrl state',
  delivery:
    'about attempts cause chargedOn date items items.date items.endsOn items.id ' +
    'items.kind items.of items.pledgeId items.revision opening progress ' +
    'progress.activityId progress.at progress.claimId progress.leaseUntilMs ' +
    'progress.reason progress.sentAt progress.state progress.uncertain',
  invitation: 'at ergId importId revision state until',
  'journal-entry':
    'about about.date about.ergId about.kind about.lessonId about.pledgeId about.title ' +
    'changedAt id revision words writtenAt',
  learning: 'done done.at done.lessonId later later.from later.lessonId notForMe revision',
  'learnt-lesson': 'at ergId format lessonId minutes pillar title',
  membership:
    'approval approval.revision approval.was approval.was.revision approval.was.since ' +
    'askedAtRevision ergId muted revision showToAllies since state',
  outbox:
    'ergId eventId id name pairId revision secretHash showToAllies since to until ' +
    'wanted writtenAtMs',
  pending: 'ergId from id kind pack until',
  pledge:
    'askFrom cadence createdAt endsOn ergId form form.action form.cue form.goal ' +
    'form.kind form.phrases form.selfTalk form.words id life life.on life.since ' +
    'life.state pillar recent recent.answer recent.answeredAt recent.date recent.note ' +
    'recent.pledgeId recent.revision recent.via revision source source.askId ' +
    'source.ergId source.kind source.question source.templateId source.title startedOn ' +
    'wordsFrom',
  profile:
    'consent consent.at consent.before consent.before.at consent.before.version ' +
    'consent.notNow consent.notNow.at consent.notNow.version consent.state ' +
    'consent.version deletedEntries endedPledges greeting greeting.at greeting.state ' +
    'language lastMessageOn leftAt life membershipsRevision messagesSinceAct name ' +
    'nextLookAt revision rsvpsRevision settings settings.budget settings.day ' +
    'settings.messages settings.messages.state settings.messages.until ' +
    'settings.quietDates settings.quietDates.from settings.quietDates.through ' +
    'settings.showWords settings.time settings.zone settingsRevision toldLessons ' +
    'toldLessons.lessonId toldLessons.on',
  refusal:
    'askAgainFrom at ergId kind pledgeIds revision was was.approval ' +
    'was.approval.revision was.approval.was was.approval.was.revision ' +
    'was.approval.was.since was.askedAtRevision was.ergId was.muted was.revision ' +
    'was.showToAllies was.since was.state',
  rsvp: 'endsAt ergId eventId revision since startsAt timeRevision',
};

/** Which tables hold something about single people, and which nothing. */
const ABOUT_PEOPLE: Readonly<Record<(typeof TABLE_NAMES)[number], boolean>> = {
  People: true,
  Ergs: true,
  ErgContent: true,
  Rosters: true,
  Schedule: true,
  Directory: true,
  Audit: true,
  Permits: false,
  Broadcasts: true,
  Tenants: false,
  Failures: true,
  DeliveryCounts: false,
  Participation: true,
  Reports: false,
  Releases: true,
  Buddies: true,
  // By keyed pseudonyms, of those of whom nothing else is kept.
  Erasures: true,
};

type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
};

function fieldsOf(schema: JsonSchema, within = ''): readonly string[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      `${within}${name}`,
      ...fieldsOf(inner, `${within}${name}.`),
    ]),
    ...[...anyOf, ...oneOf, ...(items === undefined ? [] : [items])].flatMap((one) =>
      fieldsOf(one, within),
    ),
  ];
}

function kindOf(schemaName: string): string {
  return schemaName
    .replace(/Row$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();
}

test('what is stored about a person is what the consent text of this version covers', () => {
  const stored = Object.entries(rows).map(([name, schema]) => [
    kindOf(name),
    [...new Set(fieldsOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema))]
      .toSorted()
      .join(' '),
  ]);
  expect(Object.fromEntries(stored)).toEqual(FIELDS);
});

test('every kind of row has the version since which it is stored, none of them to come', () => {
  expect(Object.keys(STORED_SINCE).toSorted()).toEqual(Object.keys(rows).map(kindOf).toSorted());
  const versions = Object.values(STORED_SINCE);
  expect(Math.max(...versions)).toBe(CONSENT_VERSION);
});

test('every table is known to hold something about single people, or nothing', () => {
  expect(Object.keys(ABOUT_PEOPLE).toSorted()).toEqual([...TABLE_NAMES].toSorted());
});
