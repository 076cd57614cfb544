import { expect, test } from 'vitest';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { shareWithBuddy } from '../../../shared/commands/share-with-buddy.ts';
import { changeDisclosureRules } from '../../../shared/commands/change-disclosure-rules.ts';
import { changeEntry } from '../../../shared/commands/change-entry.ts';
import { changeErgState } from '../../../shared/commands/change-erg-profile.ts';
import { moveErgItem } from '../../../shared/commands/change-erg-item.ts';
import { changeMembership } from '../../../shared/commands/change-membership.ts';
import { changeMessages, changeSettings } from '../../../shared/commands/change-settings.ts';
import { changePledge } from '../../../shared/commands/change-pledge.ts';
import { changeTenantRules } from '../../../shared/commands/change-tenant-rules.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { learnConversation } from '../../../shared/commands/learn-conversation.ts';
import { markLesson } from '../../../shared/commands/mark-lesson.ts';
import { writeEntry } from '../../../shared/commands/write-journal.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { ERG_ID, NOON, OTHER_ERG_ID, PLEDGE_ID, TENANT_ID } from '../../support/builders.ts';
import { type TestDeps, testClock, testDeps } from '../../support/command-deps.ts';
import { ASK_ID, EVENT_ID } from '../../support/content.ts';
import { newerStorage } from '../../support/newer-storage.ts';
import { ASK } from '../../support/news.ts';
import { valueOf } from '../../support/outcomes.ts';
import { liveWholeLife, WHOLE, WHOLE_NAME, workForADay } from '../../support/whole-life.ts';
import { recordingTeams } from '../../bot/delivery/broadcast-world.ts';
import { personId } from '../../support/broadcasts.ts';

const asker = { key: WHOLE, name: WHOLE_NAME, language: 'en' };
const PAIR_ID = '0195a000-0000-7000-8000-b0dd00000001';

/** What this person does with their own things, once. */
async function actAsPerson(deps: TestDeps): Promise<void> {
  const person = async () => {
    const loaded = await deps.people.load(WHOLE);
    if (loaded === undefined) throw new Error('Nobody is there.');
    return loaded.person;
  };
  const { profile } = await person();
  const wanted = { ...profile.settings, showWords: !profile.settings.showWords };
  // As a form makes it: nothing of what was there is in it.
  const fresh = JSON.parse(JSON.stringify(wanted)) as typeof wanted;
  valueOf(await changeSettings(deps, asker, fresh, profile.settingsRevision));
  valueOf(await changeMessages(deps, asker, { state: 'paused', until: '2026-05-01' }));
  const question = { pledgeId: PLEDGE_ID, date: '2026-02-17' };
  const [pledge] = (await person()).pledges;
  valueOf(
    await answerCheckIn(deps, asker, {
      question,
      answer: 'did-not-come-up',
      note: 'another note',
      via: 'tab',
      seen: pledge?.recent[0]?.revision ?? null,
    }),
  );
  const { revision } = (await person()).pledges[0] ?? { revision: 0 };
  valueOf(await changePledge(deps, asker, PLEDGE_ID, revision, { do: 'pause' }));
  const id = '0195a000-0000-7000-8000-00000000a001';
  const entry = await deps.people.readJournalEntry(WHOLE, id);
  valueOf(await writeEntry(deps, asker, { id, words: 'other words', seen: entry?.revision ?? 0 }));
  const { membershipsRevision: seen } = (await person()).profile;
  valueOf(await changeMembership(deps, asker, ERG_ID, { seen, showToAllies: false, muted: true }));
  const rsvps = (await person()).profile.rsvpsRevision;
  const event = { ergId: ERG_ID, eventId: EVENT_ID };
  valueOf(await answerEvent(deps, asker, event, { going: false, seen: rsvps }));
  valueOf(
    await markLesson(deps, asker, { lessonId: 'listen-ask' }, { mark: 'later', seen: undefined }),
  );
  const left = await person();
  valueOf(await leaveErg(deps, asker, OTHER_ERG_ID, left.profile.membershipsRevision));
  const chat = { conversationId: 'a:moved', serviceUrl: 'https://smba.example/emea/' };
  valueOf(await learnConversation(deps, asker, chat));
  const share = { id: '0195a000-0000-7000-8000-5a8e00000002', words: 'shared' };
  valueOf(await shareWithBuddy(deps, { key: WHOLE, pairId: PAIR_ID }, share));
  await deps.settled();
}

/** What organisers and admins do, once. */
async function actForOthers(deps: TestDeps): Promise<void> {
  const admin = { tenantId: TENANT_ID, userId: personId(0) };
  const rules = await deps.tenants.rulesOf(TENANT_ID);
  const { revision: _rules, ...wanted } = rules;
  valueOf(
    await changeTenantRules(
      deps,
      admin,
      { ...wanted, installation: wanted.installation === 'silent' ? 'greeting' : 'silent' },
      rules.revision,
    ),
  );
  const entry = await deps.entry.read(TENANT_ID);
  const { access, guests } = entry;
  valueOf(
    await changeEntry(
      deps,
      admin,
      { access, guests, budget: entry.budget === 2 ? 1 : 2 },
      entry.revision,
    ),
  );
  const release = await deps.releases.readRules(TENANT_ID);
  const next = { fewest: (release?.fewest ?? 10) + 1, revision: release?.revision ?? 0 };
  valueOf(await changeDisclosureRules(deps, admin, next));
  const erg = async () => (await deps.ergs.load(TENANT_ID, ERG_ID))?.erg.revision ?? 0;
  valueOf(await changeErgState(deps, ASK, 'archived', await erg()));
  valueOf(await changeErgState(deps, ASK, 'active', await erg()));
  const item = { tenantId: TENANT_ID, ergId: ERG_ID };
  const ask = await deps.ergContent.load(item, 'ask', ASK_ID);
  valueOf(
    await moveErgItem(
      deps,
      ASK,
      { kind: 'ask', id: ASK_ID },
      { state: ask?.item.state === 'draft' ? 'published' : 'draft', seen: ask?.item.revision ?? 0 },
    ),
  );
  await deps.settled();
}

/**
 * Where what a newer program wrote is not kept. What follows from people and ERGs is made anew from them, by the newer
 * program too; a conversation is what Teams says of it, anew and whole.
 */
const NOT_KEPT = [
  'Ergs erg',
  'People c_conversation',
  'Rosters active',
  'Rosters find',
  'Rosters member',
];

/** Rows about which this test would say nothing if they were never written over in it. */
const LOOKED_AT = [
  'Broadcasts head',
  'Broadcasts pack',
  'Buddies pair',
  'ErgContent ask',
  'ErgContent head',
  'People c_ally',
  'People c_pledge',
  'People c_profile',
  'People p_checkin',
  'People p_journal',
  'Releases rules',
  'Releases state',
  'Rosters count',
  'Tenants entry',
  'Tenants rules',
];

test('what a newer program wrote is still there after this one has written over it', async () => {
  const clock = testClock(NOON);
  const storage = newerStorage(createMemoryStorage({ realMs: clock.realMs }));
  const deps = testDeps({ clock, storage, sender: recordingTeams() });
  await liveWholeLife(deps);
  await actForOthers(deps);
  await storage.writeAsNewer();
  await actAsPerson(deps);
  await storage.writeAsNewer();
  await actForOthers(deps);
  await storage.writeAsNewer();
  await workForADay(deps);
  expect([...storage.lost].toSorted()).toEqual(NOT_KEPT);
  expect([...storage.writtenOver]).toEqual(expect.arrayContaining(LOOKED_AT));
  expect(deps.logged).toEqual([]);
});
