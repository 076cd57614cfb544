import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AskWordsBody, EventWordsBody, LessonWordsBody } from '../../../shared/contract/content.ts';

const PLACES = ['Cardiff', 'Leeds', 'Madrid', 'Remote', 'Toronto'] as const;
const brightwaterMail = z.email().endsWith('@brightwater.example');
const teamsUrl = z.url().startsWith('https://teams.microsoft.com/l/');

const PersonRow = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1),
  mail: brightwaterMail,
  manager: z.union([z.uuid(), z.literal('')]),
  place: z.enum(PLACES),
});
const Erg = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1),
  purpose: z.string().min(1),
  tags: z.array(z.string().min(1)).min(1),
  places: z.array(z.enum(PLACES)).min(1),
  picture: z.emoji(),
  contact: brightwaterMail,
  teamUrl: teamsUrl.optional(),
  channelUrl: teamsUrl.optional(),
  joinPolicy: z.enum(['open', 'on-request', 'by-invitation']),
  asks: z.array(AskWordsBody).min(2).max(3),
  lessons: z.array(LessonWordsBody).max(2),
  events: z.array(EventWordsBody.omit({ date: true }).extend({ inDays: z.int() })).max(2),
  organisers: z.array(z.uuid()).min(1),
  sponsor: z.uuid(),
});
const CastEntry = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1),
  mail: z.email(),
  note: z.string().min(1).max(48),
  roles: z.array(z.literal('Alongside.Admin')),
  guest: z.boolean(),
});

const people = z.array(PersonRow).parse(parse(read('people.csv'), { columns: true }));
const ergs = z.array(Erg).parse(JSON.parse(read('ergs.json')));
const cast = z.array(CastEntry).parse(JSON.parse(read('cast.json')));

const byId = new Map(people.map((person) => [person.id, person]));
const root = people.find(({ manager }) => manager === '');

describe('the people of Brightwater', () => {
  test('are about 120', () => {
    expect(people.length).toBeGreaterThanOrEqual(110);
    expect(people.length).toBeLessThanOrEqual(130);
  });

  test('have an id, a name and a mail address of their own', () => {
    for (const field of ['id', 'name', 'mail'] as const) {
      expect(new Set(people.map((person) => person[field])).size).toBe(people.length);
    }
  });

  test('report to people who exist, except for the one at the top', () => {
    expect(people.filter(({ manager }) => manager === '')).toHaveLength(1);
    for (const { manager } of people) expect(manager === '' || byId.has(manager)).toBe(true);
  });

  test('form one tree, four or five levels deep, in which nobody is above themselves', () => {
    const chains = people.map(({ id }) => chainAbove(id));
    for (const chain of chains) {
      expect(new Set(chain).size).toBe(chain.length);
      expect(chain.at(-1)).toBe(root?.id);
    }
    const levels = Math.max(...chains.map((chain) => chain.length));
    expect(levels).toBeGreaterThanOrEqual(4);
    expect(levels).toBeLessThanOrEqual(5);
  });

  test('work in teams of 3, of 14 and of other sizes', () => {
    const sizes = new Set(people.map(({ id }) => reportsOf(id)).filter((size) => size > 0));
    expect([...sizes]).toEqual(expect.arrayContaining([3, 14]));
    expect(Math.max(...sizes)).toBe(14);
    expect(sizes.size).toBeGreaterThan(4);
  });

  test('work in five places, the remote ones counted as one', () => {
    expect([...new Set(people.map(({ place }) => place))].toSorted()).toEqual(PLACES);
  });

  test('have names with accents, apostrophes, and letters of other scripts', () => {
    const names = people.map(({ name }) => name);
    for (const pattern of [/[éíñ]/, /'/, /\p{Script=Arabic}/u, /\p{Script=Han}/u]) {
      expect(names.some((name) => pattern.test(name))).toBe(true);
    }
    for (const name of names) expect(name).toBe(name.normalize('NFC'));
  });
});

describe('the ERGs of Brightwater', () => {
  test('are six, each with an id, a name and a contact of its own', () => {
    for (const field of ['id', 'name', 'contact'] as const) {
      expect(new Set(ergs.map((erg) => erg[field])).size).toBe(6);
    }
    expect(ergs).toHaveLength(6);
  });

  test('show all three ways of joining', () => {
    const having = (policy: string) =>
      ergs.filter(({ joinPolicy }) => joinPolicy === policy).length;
    expect([having('open'), having('on-request'), having('by-invitation')]).toEqual([3, 2, 1]);
  });

  test('are run and sponsored by people who exist', () => {
    for (const { organisers, sponsor } of ergs) {
      for (const organiser of organisers) expect(byId.has(organiser)).toBe(true);
      expect(new Set(organisers).size).toBe(organisers.length);
      expect(reportsOf(sponsor)).toBeGreaterThan(0);
    }
  });

  test('have a contact that is not the mail address of a person', () => {
    const mails = new Set(people.map(({ mail }) => mail));
    for (const { contact } of ergs) expect(mails.has(contact)).toBe(false);
  });

  test('speak without exclamation marks', () => {
    for (const { purpose, asks, lessons, events } of ergs) {
      expect(JSON.stringify([purpose, asks, lessons, events])).not.toContain('!');
    }
  });
});

describe('the cast of the person switcher', () => {
  test('are people of Brightwater under their own names, and one guest from elsewhere', () => {
    for (const { id, name, mail, guest } of cast) {
      if (guest) {
        expect(byId.has(id)).toBe(false);
        expect(mail).not.toMatch(/@brightwater\.example$/);
      } else {
        expect(byId.get(id)).toMatchObject({ name, mail });
      }
    }
    expect(cast.filter(({ guest }) => guest)).toHaveLength(1);
  });

  test('are all different', () => {
    expect(new Set(cast.map(({ id }) => id)).size).toBe(cast.length);
    expect(new Set(cast.map(({ note }) => note)).size).toBe(cast.length);
  });

  test('include at least two plain employees', () => {
    const plain = cast.filter(
      ({ id, roles, guest }) =>
        !guest && roles.length === 0 && reportsOf(id) === 0 && ergsRunBy(id).length === 0,
    );
    expect(plain.length).toBeGreaterThanOrEqual(2);
  });

  test('include an organiser of the ERG that the note names', () => {
    const organisers = cast.filter(({ note }) => note.startsWith('Organiser of '));
    expect(organisers.length).toBeGreaterThan(0);
    for (const { id, note } of organisers)
      expect(ergsRunBy(id)).toContain(note.slice('Organiser of '.length));
  });

  test('include a manager of as many people as the note says', () => {
    const managers = cast.filter(({ note }) => /^Manager of \d+$/.test(note));
    expect(managers.length).toBeGreaterThan(0);
    for (const { id, note } of managers) expect(note).toBe(`Manager of ${reportsOf(id)}`);
  });

  test('include one admin, who runs no ERG', () => {
    const admins = cast.filter(({ roles }) => roles.includes('Alongside.Admin'));
    expect(admins).toHaveLength(1);
    for (const { id } of admins) expect(ergsRunBy(id)).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(new URL(`../../../infra/local/demo/${file}`, import.meta.url), 'utf8');
}

/** The person's own id and those above, nearest first; stops at the first repeat, so that a cycle shows. */
function chainAbove(id: string): string[] {
  const chain: string[] = [];
  for (let next = id; next !== ''; next = byId.get(next)?.manager ?? '') {
    if (chain.includes(next)) return [...chain, next];
    chain.push(next);
  }
  return chain;
}

function reportsOf(id: string): number {
  return people.filter(({ manager }) => manager === id).length;
}

function ergsRunBy(id: string): string[] {
  return ergs.filter(({ organisers }) => organisers.includes(id)).map(({ name }) => name);
}
