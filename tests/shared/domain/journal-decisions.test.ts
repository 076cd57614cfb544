import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deleteEntry, writeEntry } from '../../../shared/domain/journal-decisions.ts';
import type { JournalAbout, JournalEntry } from '../../../shared/domain/journal.ts';
import type { PastChange, Person } from '../../../shared/domain/person.ts';
import { aJournalEntry, aPerson, at, NOON, PLEDGE_ID } from '../../support/builders.ts';
import { changeOf, refusalOf } from '../../support/outcomes.ts';
import { assertAlways } from './properties.ts';

const LATER = '2026-03-05T20:00:00.000Z';
const { id } = aJournalEntry();

const ABOUT: Readonly<Record<string, JournalAbout>> = {
  'a built-in lesson': { kind: 'lesson', lessonId: 'listen-empathy', title: 'Empathy' },
  'a check-in': { kind: 'check-in', pledgeId: PLEDGE_ID, date: '2026-03-10', title: 'Listen' },
};

function idOf(number: number): string {
  return `0195a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

describe('writing an entry', () => {
  test('keeps the words, with the moment and its revision, and nothing that is current changes', () => {
    const person = aPerson();
    const written = writeEntry(person, undefined, { id, words: 'Quiet.', seen: 0 }, at());
    expect(changeOf(written)).toEqual({
      person,
      past: [
        {
          kind: 'put-journal-entry',
          entry: { id, words: 'Quiet.', writtenAt: NOON, revision: 100 },
        },
      ],
    });
  });

  test.each(Object.entries(ABOUT))('about %s keeps what that was called', (_what, about) => {
    const { past } = changeOf(
      writeEntry(aPerson(), undefined, { id, words: 'Quiet.', about, seen: 0 }, at()),
    );
    expect(past).toMatchObject([{ entry: { about } }]);
  });

  test('the same words again are the same request, whatever was seen', () => {
    const person = aPerson();
    const before = aJournalEntry();
    for (const seen of [0, 10, 99]) {
      const again = writeEntry(person, before, { id, words: before.words, seen }, at());
      expect(changeOf(again)).toEqual({ person, past: [] });
    }
  });

  test('other words replace those that were seen; when and about what it was written stays', () => {
    const about = ABOUT['a check-in'];
    if (about === undefined) throw new Error('No such place.');
    const before = aJournalEntry({ about });
    const other = { kind: 'lesson', lessonId: 'other', title: 'Other' } as const;
    const asked = { id, words: 'Louder.', about: other, seen: 10 };
    const changed = writeEntry(aPerson(), before, asked, at({ now: LATER }));
    expect(changeOf(changed).past).toEqual([
      {
        kind: 'put-journal-entry',
        entry: { ...before, words: 'Louder.', changedAt: LATER, revision: 100 },
      },
    ]);
  });

  test.each<[why: string, person: Person, before: JournalEntry | undefined, seen: number]>([
    ['consent-needed', aPerson({ consent: { state: 'none' } }), undefined, 0],
    ['changed-meanwhile', aPerson(), aJournalEntry(), 9],
    ['changed-meanwhile', aPerson(), aJournalEntry(), 0],
    ['not-found', aPerson(), undefined, 10],
    ['not-found', aPerson({ deletedEntries: [id] }), undefined, 0],
  ])('is refused as %s', (why, person, before, seen) => {
    expect(refusalOf(writeEntry(person, before, { id, words: 'Louder.', seen }, at()))).toBe(why);
  });
});

describe('deleting an entry', () => {
  test('takes it away and remembers its id', () => {
    const person = aPerson({ deletedEntries: ['earlier'] });
    expect(changeOf(deleteEntry(person, aJournalEntry(), { id, seen: 10 }))).toEqual({
      person: aPerson({ deletedEntries: [id, 'earlier'] }),
      past: [{ kind: 'delete-journal-entry', id }],
    });
  });

  test('again is fine', () => {
    const person = aPerson({ deletedEntries: [id] });
    expect(changeOf(deleteEntry(person, undefined, { id, seen: 10 }))).toEqual({
      person,
      past: [],
    });
  });

  test('one that never was is not found, and one that changed meanwhile stays', () => {
    expect(refusalOf(deleteEntry(aPerson(), undefined, { id, seen: 10 }))).toBe('not-found');
    expect(refusalOf(deleteEntry(aPerson(), aJournalEntry(), { id, seen: 9 }))).toBe(
      'changed-meanwhile',
    );
  });
});

type Step = { readonly do: 'write' | 'delete'; readonly of: number; readonly words: string };

const someSteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom('write', 'delete'),
    of: fc.integer({ min: 1, max: 6 }),
    words: fc.constantFrom('One.', 'Two.', 'Three.'),
  }),
  { maxLength: 40 },
);

/** A journal as its rows stand. */
function applied(rows: ReadonlyMap<string, JournalEntry>, past: readonly PastChange[]) {
  const next = new Map(rows);
  for (const change of past) {
    if (change.kind === 'put-journal-entry') next.set(change.entry.id, change.entry);
    if (change.kind === 'delete-journal-entry') next.delete(change.id);
  }
  return next;
}

test('whatever is written and deleted, repeating a request that went well changes nothing', () => {
  assertAlways(
    fc.property(someSteps, (steps) => {
      let person = aPerson();
      let rows: ReadonlyMap<string, JournalEntry> = new Map();
      let revision = 100;
      for (const step of steps) {
        revision += 1;
        const one = idOf(step.of);
        const before = rows.get(one);
        const seen = before?.revision ?? 0;
        const ask = (of: Person, entry: JournalEntry | undefined) =>
          step.do === 'write'
            ? writeEntry(of, entry, { id: one, words: step.words, seen }, at({ revision }))
            : deleteEntry(of, entry, { id: one, seen });
        const first = ask(person, before);
        if (!first.ok) continue;
        person = first.value.person;
        rows = applied(rows, first.value.past);
        expect(changeOf(ask(person, rows.get(one)))).toEqual({ person, past: [] });
      }
    }),
  );
});

test('no entry that was deleted among the last twenty comes back by its first request', () => {
  assertAlways(
    fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
      let person = aPerson();
      for (let number = 1; number <= count; number += 1) {
        const entry = aJournalEntry({ id: idOf(number) });
        person = changeOf(deleteEntry(person, entry, { id: entry.id, seen: 10 })).person;
      }
      expect(person.profile.deletedEntries.length).toBeLessThanOrEqual(20);
      for (let number = Math.max(1, count - 19); number <= count; number += 1) {
        const again = { id: idOf(number), words: 'Back.', seen: 0 };
        expect(refusalOf(writeEntry(person, undefined, again, at()))).toBe('not-found');
      }
    }),
  );
});
