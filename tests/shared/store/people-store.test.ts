import { describe, expect, test } from 'vitest';
import type { CheckIn } from '../../../shared/domain/check-in.ts';
import type { PastChange, Person, RosterEntry } from '../../../shared/domain/person.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import {
  createMemoryStorage,
  type MemoryStorageOptions,
} from '../../../shared/store/memory-storage.ts';
import { createPeopleStore, type PastPage } from '../../../shared/store/people-store.ts';
import { BrokenProfile, type LoadedPerson } from '../../../shared/store/person-mapping.ts';
import { currentKey, personPartition } from '../../../shared/store/person-keys.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import type { Row } from '../../../shared/store/tables.ts';
import {
  aCheckIn,
  aDelivery,
  aJournalEntry,
  aMembership,
  aPerson,
  aPledge,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  OTHER_PLEDGE_ID,
  PLEDGE_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const { key } = aPerson();

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const people = createPeopleStore(storage.tables, (row) => void broken.push(row));
  const table = storage.tables.table('People');
  return {
    people,
    broken,
    /** Writes a person anew; gives it as loaded. */
    async add(person: Person, past: readonly PastChange[] = []): Promise<LoadedPerson> {
      return committed(await people.commit(undefined, person, past));
    },
    async load(of = key): Promise<LoadedPerson> {
      const loaded = await people.load(of);
      if (loaded === undefined) throw new Error('Nothing is stored of this person.');
      return loaded;
    },
    async rowKeys(of = key): Promise<readonly string[]> {
      return (await table.readRange(personPartition(of), {})).map(({ rowKey }) => rowKey);
    },
    insertRow: (rowKey: string, cells: Row['cells']) =>
      table.commit([
        { kind: 'insert', row: { partitionKey: personPartition(key), rowKey, cells } },
      ]),
    getRow: (rowKey: string) => table.get(personPartition(key), rowKey),
  };
}

function committed(outcome: Awaited<ReturnType<ReturnType<typeof setUp>['people']['commit']>>) {
  if (!outcome.ok) throw new Error('Somebody else was first.');
  return outcome.loaded;
}

function pledgeId(n: number): string {
  return `0195a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

function ended(n: number): Pledge {
  return aPledge({ id: pledgeId(n), life: { state: 'completed', on: '2026-05-25' } });
}

function put(checkIn: CheckIn): PastChange {
  return { kind: 'put-check-in', checkIn };
}

/** A date, so many days after 1 January 2024. */
function day(n: number): string {
  return new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
}

/** Every page of something past, in turn. */
async function everyPage<Item>(
  read: (continuation: string | undefined) => Promise<PastPage<Item>>,
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let continuation: string | undefined;
  do {
    const page = await read(continuation);
    pages.push(page.items);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return pages;
}

const outboxEntry: RosterEntry = {
  id: 'outbox-1',
  to: 'roster',
  ergId: ERG_ID,
  wanted: 'requested',
  showToAllies: true,
  since: NOON,
  name: 'Zoë O’Dwyer',
  revision: 7,
  writtenAtMs: 1_772_452_800_123,
};

/** Persons who have, between them, every kind of row in every state, with and without what may be absent. */
const PEOPLE: Readonly<Record<string, Person>> = {
  'as few rows as can be': aPerson({ conversation: null }),
  'a profile before consent': aPerson({
    conversation: null,
    consent: { state: 'none' },
    name: '',
    revision: 0,
  }),
  'every choice in the profile': aPerson({
    name: '林悦宁 👩🏽‍💻 \n "quoted"',
    language: 'zh-Hans',
    greeting: { state: 'declined', at: NOON },
    messages: { state: 'paused', until: '2026-04-01' },
    budget: 3,
    zone: 'Asia/Kathmandu',
    showWords: true,
    nextLookAt: '2026-03-10T09:12:00.000Z',
    endedPledges: [PLEDGE_ID, OTHER_PLEDGE_ID],
    deletedEntries: [OTHER_PLEDGE_ID],
  }),
  'a profile that is being erased': aPerson({
    life: 'erasing',
    greeting: { state: 'sent', at: NOON },
    messages: { state: 'stopped' },
  }),
  'a chat without an id': aPerson({
    conversation: { state: 'reachable', serviceUrl: 'https://smba.example/emea/', learntAt: NOON },
  }),
  'an app that was removed': aPerson({ conversation: { state: 'uninstalled', at: NOON } }),
  'a bot that is blocked': aPerson({
    conversation: {
      state: 'blocked',
      conversationId: 'a:1',
      serviceUrl: 'https://smba.example/emea/',
      at: NOON,
    },
  }),
  'pledges of every form, source and life': aPerson({
    pledges: [
      aPledge({
        id: pledgeId(1),
        form: { kind: 'if-then', cue: 'If I hear it', action: 'I will say', selfTalk: 'Breathe.' },
        source: { kind: 'catalogue', templateId: 'interrupt' },
        wordsFrom: 'catalogue',
        ergId: ERG_ID,
        askFrom: '2026-03-09',
        recent: [aCheckIn({ pledgeId: pledgeId(1), note: 'Ça va: “ok”', via: 'chat' })],
      }),
      aPledge({
        id: pledgeId(2),
        form: { kind: 'if-then', cue: 'If', action: 'then' },
        source: { kind: 'ask', ergId: ERG_ID, askId: 'ask-1' },
        life: { state: 'paused', since: '2026-03-04' },
      }),
      aPledge({
        id: pledgeId(3),
        pillar: 'speak-up',
        form: { kind: 'plain-goal', goal: 'Speak up', phrases: ['Hold on.', ''] },
        cadence: 'monthly',
        recent: [
          aCheckIn({ pledgeId: pledgeId(3), date: '2026-03-17', answer: 'not-this-time' }),
          aCheckIn({ pledgeId: pledgeId(3), answer: 'did-not-come-up' }),
        ],
      }),
    ],
  }),
  'memberships, deliveries in every state and an outbox': aPerson({
    memberships: [
      aMembership(),
      aMembership({
        ergId: OTHER_ERG_ID,
        state: 'requested',
        showToAllies: true,
        approval: { revision: 10, was: { since: NOON, revision: 9 } },
      }),
    ],
    refusals: [
      {
        ergId: 'erg-3',
        kind: 'removed',
        at: NOON,
        askAgainFrom: NOON,
        revision: 8,
        was: aMembership({ ergId: 'erg-3' }),
        pledgeIds: [PLEDGE_ID],
      },
    ],
    deliveries: [
      aDelivery({
        date: '2026-02-24',
        progress: { state: 'given-up', reason: 'blocked', at: NOON },
      }),
      aDelivery({ date: '2026-03-03', items: [] }),
      aDelivery({
        attempts: 3,
        progress: { state: 'sending', claimId: 'claim-1', leaseUntilMs: 1_772_452_860_456 },
      }),
    ],
    outbox: [
      outboxEntry,
      { ...outboxEntry, id: 'outbox-2', ergId: OTHER_ERG_ID, wanted: 'none', showToAllies: false },
      { id: 'outbox-3', to: 'names', name: 'Zoë', revision: 8, writtenAtMs: 1_772_452_800_456 },
    ],
  }),
};

describe.each(BOTH_STORAGES)('people %s', (_name, makeStorage) => {
  test.each(Object.entries(PEOPLE))('come back as written: %s', async (_what, person) => {
    const { people, add, load, broken } = setUp(await makeStorage());
    expect(await people.load(key)).toBeUndefined();

    const written = await add(person);
    const read = await load();
    expect(read.person).toEqual(person);
    expect(written.person).toEqual(person);
    // What was written can be changed without reading it again: the ETags are the same.
    expect(etagsOf(written)).toEqual(etagsOf(read));
    expect(broken).toEqual([]);
  });

  test('lose the rows that a change leaves out, and keep the others untouched', async () => {
    const { people, add, load } = setUp(await makeStorage());
    const before = await add(
      aPerson({ pledges: [aPledge(), aPledge({ id: OTHER_PLEDGE_ID })], outbox: [outboxEntry] }),
    );
    const { conversation: _gone, ...rest } = before.person;
    const next: Person = {
      ...rest,
      pledges: [aPledge({ cadence: 'weekly' })],
      memberships: [aMembership()],
      outbox: [],
    };
    const after = committed(await people.commit(before, next, []));

    const read = await load();
    expect(read.person).toEqual(next);
    expect(etagsOf(after)).toEqual(etagsOf(read));

    const again = committed(
      await people.commit(read, { ...next, profile: { ...next.profile, revision: 11 } }, []),
    );
    const [pledgeBefore, pledgeAfter] = [read, again].map(
      (loaded) => loaded.rows.get(currentKey.pledge(PLEDGE_ID))?.etag,
    );
    expect(pledgeAfter).toBe(pledgeBefore);
  });

  test('are changed by the first of two writers; the second is told, and changes nothing', async () => {
    const { people, add, load } = setUp(await makeStorage());
    const read = await add(aPerson());
    const first = { ...read.person, pledges: [aPledge()] };
    expect(await people.commit(read, first, [])).toMatchObject({ ok: true });

    // Even one that writes other rows, or none but the profile.
    const second = { ...read.person, memberships: [aMembership()] };
    const past = [put(aCheckIn())];
    expect(await people.commit(read, second, past)).toEqual({ ok: false, reason: 'changed' });
    expect(await people.commit(read, read.person, [])).toEqual({ ok: false, reason: 'changed' });
    expect((await load()).person).toEqual(first);
    expect(await people.readCheckIn(key, PLEDGE_ID, '2026-03-10')).toBeUndefined();
  });

  test('are begun by one of two writers at the same moment', async () => {
    const { people } = setUp(await makeStorage());
    const outcomes = await Promise.all(
      ['One', 'Two'].map((name) => people.commit(undefined, aPerson({ name }), [])),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('cannot be changed once they are gone', async () => {
    const { people, add } = setUp(await makeStorage());
    const read = await add(aPerson({ pledges: [aPledge()] }));
    await people.deleteEverything(key);
    expect(await people.commit(read, read.person, [])).toEqual({ ok: false, reason: 'changed' });
    expect(await people.load(key)).toBeUndefined();
  });

  test('may be changed although an outbox row reached its place meanwhile', async () => {
    const { people, add, load } = setUp(await makeStorage());
    const read = await add(aPerson({ outbox: [outboxEntry] }));
    await people.removeOutbox(key, outboxEntry.id);
    await people.removeOutbox(key, outboxEntry.id);

    const next = { ...read.person, pledges: [aPledge()], outbox: [] };
    expect(await people.commit(read, next, [])).toMatchObject({ ok: true });
    expect((await load()).person).toEqual(next);
  });

  test('keep a row that cannot be read, or is not known: it is reported, skipped, never written over', async () => {
    const { people, add, load, insertRow, getRow, broken } = setUp(await makeStorage());
    await add(aPerson({ pledges: [aPledge()] }));
    const brokenKey = currentKey.pledge(OTHER_PLEDGE_ID);
    await insertRow(brokenKey, { id: OTHER_PLEDGE_ID, pillar: 'from the future' });
    await insertRow(currentKey.membership(ERG_ID), { ergId: ERG_ID, sinceJson: '{' });
    await insertRow('c_lesson_e7', { done: true });
    const before = await Promise.all([brokenKey, 'c_lesson_e7'].map(getRow));

    const read = await load();
    expect(read.person).toEqual(aPerson({ pledges: [aPledge()] }));
    expect(broken.map(({ table, rowKind }) => `${table} ${rowKind}`).toSorted()).toEqual([
      'People c_ally',
      'People c_lesson',
      'People c_pledge',
    ]);
    expect(JSON.stringify(broken)).not.toMatch(/e7|0195a000|future/);

    const changed = await people.commit(read, { ...read.person, pledges: [] }, []);
    expect(changed).toMatchObject({ ok: true });
    expect(await Promise.all([brokenKey, 'c_lesson_e7'].map(getRow))).toEqual(before);

    const over = { ...read.person, pledges: [aPledge({ id: OTHER_PLEDGE_ID })] };
    expect(await people.commit(await load(), over, [])).toEqual({ ok: false, reason: 'changed' });
    expect(await Promise.all([brokenKey, 'c_lesson_e7'].map(getRow))).toEqual(before);
  });

  test('of an ERG that was joined before there was muting are not muted', async () => {
    const { add, load, insertRow } = setUp(await makeStorage());
    await add(aPerson());
    const { muted: _muted, approval: _none, ...before } = aMembership();
    await insertRow(currentKey.membership(ERG_ID), before);
    expect((await load()).person.memberships).toEqual([aMembership()]);
  });

  test('with a profile that is broken, or missing beside other rows, are not guessed at', async () => {
    const { people, insertRow } = setUp(await makeStorage());
    await insertRow('c_outbox_1', { id: '1' });
    await expect(people.load(key)).rejects.toThrow(BrokenProfile);
    await insertRow(currentKey.profile, { name: 'x' });
    await expect(people.load(key)).rejects.toThrow(BrokenProfile);
  });

  test('have a past that is read newest first, fifty a page', async () => {
    const { people, add } = setUp(await makeStorage());
    const first = await add(
      aPerson(),
      Array.from({ length: 60 }, (_, n) => put(aCheckIn({ date: day(n * 7) }))),
    );
    await people.commit(
      first,
      first.person,
      Array.from({ length: 55 }, (_, n) => ({ kind: 'put-pledge', pledge: ended(n) })),
    );

    const checkIns = await everyPage((from) => people.readCheckIns(key, PLEDGE_ID, from));
    expect(checkIns.map((page) => page.length)).toEqual([50, 10]);
    expect(checkIns.flat().map(({ date }) => date)).toEqual(
      Array.from({ length: 60 }, (_, n) => day((59 - n) * 7)),
    );
    const pledges = await everyPage((from) => people.readPastPledges(key, from));
    expect(pledges.map((page) => page.length)).toEqual([50, 5]);
    expect(pledges.flat().map(({ id }) => id)).toEqual(
      Array.from({ length: 55 }, (_, n) => pledgeId(54 - n)),
    );
    expect((await people.load(key))?.person).toEqual(aPerson());
  });

  test('have a past whose rows are written, replaced and deleted with a change', async () => {
    const { people, add } = setUp(await makeStorage());
    let read = await add(aPerson(), [
      put(aCheckIn({ note: 'first' })),
      put(aCheckIn({ date: day(0) })),
    ]);
    read = committed(
      await people.commit(read, read.person, [
        put(aCheckIn({ note: 'second' })),
        { kind: 'put-pledge', pledge: ended(1) },
        { kind: 'put-delivery', delivery: aDelivery() },
      ]),
    );
    expect(await people.readCheckIn(key, PLEDGE_ID, '2026-03-10')).toEqual(
      aCheckIn({ note: 'second' }),
    );
    expect(await people.readPastPledge(key, pledgeId(1))).toEqual(ended(1));
    expect(await people.readPastPledge(key, pledgeId(2))).toBeUndefined();
    const everything = await people.readEverything(key);
    expect(everything.map(({ rowKey }) => rowKey)).toContain('p_delivery_79739689_check-in');

    committed(
      await people.commit(read, read.person, [
        { kind: 'delete-check-in', pledgeId: PLEDGE_ID, date: '2026-03-10' },
        // Gone already, which is what was wanted.
        { kind: 'delete-check-in', pledgeId: PLEDGE_ID, date: '2026-03-17' },
        { kind: 'delete-pledge', pledgeId: pledgeId(1) },
      ]),
    );
    expect(await people.readCheckIn(key, PLEDGE_ID, '2026-03-10')).toBeUndefined();
    expect(await people.readCheckIn(key, PLEDGE_ID, day(0))).toBeDefined();
    expect(await people.readPastPledge(key, pledgeId(1))).toBeUndefined();
  });

  test('have a journal that is read newest first, fifty a page, and is never part of what is current', async () => {
    const { people, add } = setUp(await makeStorage());
    const entries = Array.from({ length: 55 }, (_, n) =>
      aJournalEntry({ id: pledgeId(n), words: 'ł'.repeat(4000) }),
    );
    await add(
      aPerson(),
      entries.map((entry) => ({ kind: 'put-journal-entry', entry })),
    );

    const pages = await everyPage((from) => people.readJournal(key, from));
    expect(pages.map((page) => page.length)).toEqual([50, 5]);
    expect(pages.flat()).toEqual(entries.toReversed());
    expect((await people.load(key))?.person).toEqual(aPerson());
  });

  test('have journal entries of every kind that are written, replaced and deleted with a change', async () => {
    const { people, add } = setUp(await makeStorage());
    const lesson = { kind: 'lesson', lessonId: 'listen-empathy', title: 'Empathy' } as const;
    const kinds = [
      aJournalEntry({ id: pledgeId(1), words: ' "quoted" \n 林 👩🏽‍💻 =1+1', changedAt: NOON }),
      aJournalEntry({ id: pledgeId(2), about: lesson }),
      aJournalEntry({ id: pledgeId(3), about: { ...lesson, ergId: ERG_ID } }),
      aJournalEntry({
        id: pledgeId(4),
        about: { kind: 'check-in', pledgeId: PLEDGE_ID, date: '2026-03-10', title: 'Listen' },
      }),
    ];
    const read = await add(
      aPerson(),
      kinds.map((entry) => ({ kind: 'put-journal-entry', entry })),
    );
    for (const entry of kinds) {
      expect(await people.readJournalEntry(key, entry.id)).toEqual(entry);
    }

    const changed = aJournalEntry({ id: pledgeId(2), words: 'Other words.', revision: 11 });
    await people.commit(read, read.person, [
      { kind: 'put-journal-entry', entry: changed },
      { kind: 'delete-journal-entry', id: pledgeId(3) },
      // Gone already, which is what was wanted.
      { kind: 'delete-journal-entry', id: pledgeId(9) },
    ]);
    expect(await people.readJournalEntry(key, pledgeId(2))).toEqual(changed);
    expect(await people.readJournalEntry(key, pledgeId(3))).toBeUndefined();
    expect((await people.readJournal(key, undefined)).items.map(({ id }) => id)).toEqual(
      [4, 2, 1].map(pledgeId),
    );
    await people.deleteEverything(key);
    expect((await people.readJournal(key, undefined)).items).toEqual([]);
  });

  test('keep what they did with lessons in one row, and none where they did nothing', async () => {
    const { people, add, load, rowKeys } = setUp(await makeStorage());
    const first = await add(aPerson());
    expect(await rowKeys()).not.toContain('c_learning');
    const learning = {
      revision: 7,
      done: [{ lessonId: 'listen-ask', at: NOON }],
      later: [{ lessonId: 'e7900000-0000-4000-8000-0000000000b1', from: '2026-03-16' }],
      notForMe: ['why-power'],
    };
    committed(await people.commit(first, { ...first.person, learning }, []));
    expect(await rowKeys()).toContain('c_learning');
    expect((await load()).person.learning).toEqual(learning);
  });

  test('keep the lessons that they did, newest first, fifty a page, each until it is taken back', async () => {
    const { people, add, rowKeys } = setUp(await makeStorage());
    const learnt = (n: number) => ({
      lessonId: `lesson-${n}`,
      ...(n === 3 ? { ergId: ERG_ID } : {}),
      title: `Lesson ${n}`,
      pillar: 'learn' as const,
      format: 'read' as const,
      minutes: 3,
      at: `${day(n)}T12:00:00.000Z`,
    });
    const loaded = await add(
      aPerson(),
      Array.from({ length: 60 }, (_, n) => ({ kind: 'put-lesson', lesson: learnt(n) })),
    );
    // 9,999,999,999,999 less the milliseconds of the moment, so that the newest sorts first.
    expect(await rowKeys()).toContain('p_lesson_8295889599999_lesson-0');
    const pages = await everyPage((from) => people.readLearntLessons(key, from));
    expect(pages.map((page) => page.length)).toEqual([50, 10]);
    expect(pages.flat()).toEqual(Array.from({ length: 60 }, (_, n) => learnt(59 - n)));

    const { lessonId, at } = learnt(59);
    committed(
      await people.commit(loaded, loaded.person, [{ kind: 'delete-lesson', lessonId, at }]),
    );
    const [rest] = await everyPage((from) => people.readLearntLessons(key, from));
    expect(rest?.[0]).toEqual(learnt(58));
    expect((await people.load(key))?.person).toEqual(aPerson());
  });

  test('lose all answers of one pledge, and no others', async () => {
    const { people, add } = setUp(await makeStorage());
    const first = await add(
      aPerson(),
      Array.from({ length: 95 }, (_, n) => put(aCheckIn({ date: day(n) }))),
    );
    await people.commit(first, first.person, [
      ...Array.from({ length: 30 }, (_, n) => put(aCheckIn({ date: day(95 + n) }))),
      put(aCheckIn({ pledgeId: OTHER_PLEDGE_ID })),
      put(aCheckIn({ pledgeId: `${PLEDGE_ID}0` })),
    ]);
    await people.deleteCheckInsOf(key, PLEDGE_ID);

    expect((await people.readCheckIns(key, PLEDGE_ID, undefined)).items).toEqual([]);
    expect((await people.readCheckIns(key, OTHER_PLEDGE_ID, undefined)).items).toHaveLength(1);
    expect((await people.readCheckIns(key, `${PLEDGE_ID}0`, undefined)).items).toHaveLength(1);
  });

  test('are told apart, however alike their ids are, and one is deleted without the others', async () => {
    const { people, add, rowKeys } = setUp(await makeStorage());
    const keys = [
      { tenantId: TENANT_ID, userId: 'user-1' },
      { tenantId: TENANT_ID, userId: 'user-10' },
      { tenantId: TENANT_ID, userId: 'user' },
      { tenantId: `${TENANT_ID}0`, userId: 'user-1' },
    ];
    for (const [n, each] of keys.entries()) {
      await add({ ...aPerson({ name: `Person ${n}`, pledges: [aPledge()] }), key: each }, [
        ...Array.from({ length: 60 }, (_, date) => put(aCheckIn({ date: day(date) }))),
        ...Array.from({ length: 30 }, (_, id) => {
          return { kind: 'put-pledge', pledge: ended(id) } as const;
        }),
      ]);
    }
    const [first = key, ...others] = keys;
    // More than one transaction can delete.
    const loaded = await people.load(first);
    if (loaded === undefined) throw new Error('Nothing is stored.');
    await people.commit(loaded, loaded.person, [
      ...Array.from({ length: 20 }, (_, date) => put(aCheckIn({ date: day(100 + date) }))),
    ]);
    await people.deleteEverything(first);
    await people.deleteEverything(first);

    expect(await rowKeys(first)).toEqual([]);
    for (const [n, other] of others.entries()) {
      expect((await people.load(other))?.person.profile.name).toBe(`Person ${n + 1}`);
      expect(await rowKeys(other)).toHaveLength(93);
    }
  });
});

function etagsOf(loaded: LoadedPerson): Readonly<Record<string, string>> {
  return Object.fromEntries([...loaded.rows].map(([rowKey, row]) => [rowKey, row.etag]));
}

describe('short and empty pages hide nothing:', () => {
  const PAGERS: readonly NonNullable<MemoryStorageOptions['pager']>[] = [
    { pageSize: 1 },
    { emptyPageEvery: 2 },
    { pageSize: 3, emptyPageEvery: 2 },
  ];
  test.each(PAGERS)('%o', async (pager) => {
    const { people, add, load, rowKeys } = setUp(createMemoryStorage({ pager }));
    const person = aPerson({ pledges: [aPledge()], memberships: [aMembership()] });
    await add(
      person,
      Array.from({ length: 60 }, (_, n) => put(aCheckIn({ date: day(n) }))),
    );
    expect((await load()).person).toEqual(person);
    const pages = await everyPage((from) => people.readCheckIns(key, PLEDGE_ID, from));
    expect(pages.flat().map(({ date }) => date)).toEqual(
      Array.from({ length: 60 }, (_, n) => day(59 - n)),
    );
    expect(await people.readEverything(key)).toHaveLength(64);

    await people.deleteCheckInsOf(key, PLEDGE_ID);
    expect(await rowKeys()).toHaveLength(4);
    await people.deleteEverything(key);
    expect(await rowKeys()).toEqual([]);
  });
});

test('a program that dies while it deletes everything leaves the profile to go on from', async () => {
  let commitsLeft = Infinity;
  const storage = createMemoryStorage({
    observe: ({ operation }) => {
      if (operation !== 'commit') return;
      commitsLeft -= 1;
      if (commitsLeft < 0) throw new Error('Killed.');
    },
  });
  const { people, add, rowKeys } = setUp(storage);
  let deletions = 0;
  for (; ; deletions += 1) {
    commitsLeft = Infinity;
    await people.deleteEverything(key);
    await add(
      aPerson({ life: 'erasing', pledges: [aPledge()] }),
      Array.from({ length: 90 }, (_, n) => put(aCheckIn({ date: day(n) }))),
    );
    commitsLeft = deletions;
    try {
      await people.deleteEverything(key);
      break;
    } catch {
      expect(await rowKeys()).toContain(currentKey.profile);
    }
  }
  expect(await rowKeys()).toEqual([]);
  expect(deletions).toBe(3);
});

test('a second, slow deletion deletes nothing of somebody who began anew meanwhile', async () => {
  for (let n = 1, isDone = false; !isDone; n += 1) {
    let requests = 0;
    let meanwhile: (() => Promise<void>) | undefined;
    const storage = createMemoryStorage({
      observe: async () => {
        requests += 1;
        if (requests !== n || meanwhile === undefined) return;
        const act = meanwhile;
        meanwhile = undefined;
        await act();
      },
    });
    const { people, add, rowKeys } = setUp(storage);
    const checkIns = Array.from({ length: 90 }, (_, date) => put(aCheckIn({ date: day(date) })));
    await add(aPerson({ life: 'erasing', pledges: [aPledge()] }), checkIns);
    requests = 0;
    meanwhile = async () => {
      expect(await people.deleteEverything(key, 'erasing')).toBe('deleted');
      await add(aPerson({ pledges: [aPledge({ id: pledgeId(7) })] }), checkIns);
    };
    const outcome = await people.deleteEverything(key, 'erasing');
    isDone = meanwhile !== undefined;
    meanwhile = undefined;
    expect(outcome).toBe(isDone ? 'deleted' : 'changed');
    expect(await rowKeys(), `before request ${n}`).toHaveLength(isDone ? 0 : 93);
  }
});
