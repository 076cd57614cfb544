import { expect, test } from 'vitest';
import { addMinutes, localDateAt, momentOf } from '../../../shared/domain/cadence.ts';
import { answerQuestion } from '../../../shared/domain/check-in-decisions.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import { changeSettings } from '../../../shared/domain/consent-decisions.ts';
import type { PersonChange } from '../../../shared/domain/decision.ts';
import { decideDelivery } from '../../../shared/domain/delivery-decision.ts';
import { nextLookAt } from '../../../shared/domain/next-look.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { changePledge, makePledge } from '../../../shared/domain/pledge-decisions.ts';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import { isPeriodOver, waitingQuestions } from '../../../shared/domain/questions.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { aPerson, aPledge, at } from '../../support/builders.ts';
import { momentAt } from './delivery-moment.ts';
import { questionsOf, sentRow, wallMinutesAfter, withDelivery } from './delivery-walk.ts';
import { daysAfter, wallClock, ZONES } from './properties.ts';

const FROM = '2026-01-05T00:00:00.000Z';
const UNTIL = '2027-01-05T00:00:00.000Z';
const PEOPLE = 200;

/** Chance from a seed (mulberry32), so that every run lives the same year. */
function chanceFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (limit: number) => Math.floor(next() * limit);
  const one = <Item>(items: readonly Item[]): Item => {
    const item = items[upTo(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  return { upTo, one };
}
type Chance = ReturnType<typeof chanceFrom>;

const TIMES = ['09:00', '09:30', '13:30', '02:15', '00:10', '23:45'] as const;
const ACTS = [
  ...(['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'end', 'make', 'edit'] as const),
  ...(['pause', 'resume', 'pause-messages', 'messages-on', 'stop', 'rhythm', 'journey'] as const),
];

function somebody(chance: Chance, index: number): Person {
  const pledges = Array.from({ length: 1 + chance.upTo(3) }, (_, n) =>
    aPledge({
      id: `pledge-${n}`,
      cadence: chance.one(CADENCES),
      startedOn: daysAfter('2026-01-05', -chance.upTo(14)),
      endsOn: daysAfter('2026-01-05', 28 + chance.upTo(200)),
    }),
  );
  return aPerson({
    userId: `5b2e9f10-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    zone: chance.one(ZONES),
    day: chance.one([1, 2, 3, 4, 5, 6, 7]),
    time: chance.one(TIMES),
    budget: chance.one([0, 1, 1, 1, 2, 3]),
    pledges,
  });
}

/** One thing that a person does; refusals are fine, since people try things. */
function act(person: Person, chance: Chance, now: string, revision: number): Person {
  const moment = at({ now, revision });
  const { settings, settingsRevision } = person.profile;
  const today = localDateAt(now, settings.zone);
  const kept = (result: Result<PersonChange, string>) => (result.ok ? result.value.person : person);
  const set = (fields: Partial<Settings>) =>
    kept(changeSettings(person, { ...settings, ...fields }, settingsRevision, moment));
  const pledge = person.pledges.length === 0 ? undefined : chance.one(person.pledges);
  const what = chance.one(ACTS);
  switch (what) {
    case 'answer': {
      const [question] = waitingQuestions(person, now);
      if (question === undefined) return person;
      const given = { question, answer: chance.one(ANSWERS), via: 'tab', seen: null } as const;
      return kept(answerQuestion(person, given, moment));
    }
    case 'make': {
      const { id: _id, startedOn: _start, life: _life, recent: _recent, ...rest } = aPledge();
      const { createdAt: _at, revision: _revision, ...words } = rest;
      const endsOn = daysAfter(today, 14 + chance.upTo(120));
      const cadence = chance.one(CADENCES);
      const wanted = { ...words, id: `pledge-${revision}`, cadence, endsOn };
      return kept(makePledge(person, wanted, moment));
    }
    case 'end': {
      if (pledge === undefined) return person;
      const over = isPeriodOver(pledge, settings, now);
      const edit = over
        ? ({ do: 'renew', endsOn: daysAfter(today, 84) } as const)
        : ({ do: chance.one(['complete', 'let-go'] as const) } as const);
      return kept(changePledge(person, pledge.id, pledge.revision, edit, moment));
    }
    case 'edit': {
      if (pledge === undefined) return person;
      const { form, wordsFrom, endsOn } = pledge;
      const cadence = chance.one(CADENCES);
      const edit = { do: 'edit', form, wordsFrom, endsOn, cadence } as const;
      return kept(changePledge(person, pledge.id, pledge.revision, edit, moment));
    }
    case 'pause':
    case 'resume':
      if (pledge === undefined) return person;
      return kept(changePledge(person, pledge.id, pledge.revision, { do: what }, moment));
    case 'pause-messages':
      return set({ messages: { state: 'paused', until: daysAfter(today, 1 + chance.upTo(30)) } });
    case 'messages-on':
      return set({ messages: { state: 'on' } });
    case 'stop':
      // Few stop, and they come back by *messages-on*.
      return chance.upTo(4) === 0 ? set({ messages: { state: 'stopped' } }) : person;
    case 'rhythm':
      return set({
        day: chance.one([1, 2, 3, 4, 5, 6, 7]),
        time: chance.one(TIMES),
        budget: chance.one([1, 2, 3]),
      });
    case 'journey':
      return set({ zone: chance.one(ZONES) });
  }
}

/** Lives one year of one person, and tells what was sent. */
function liveYear(index: number) {
  const chance = chanceFrom(index);
  let person = somebody(chance, index);
  let now = FROM;
  let revision = 100;
  let nextAct = addMinutes(now, chance.upTo(40_000));
  const asked = new Set<string>();
  const dates: string[] = [];
  let crashes = 0;
  let idle = 0;

  while (now < UNTIL) {
    const look = nextLookAt(person, now);
    if (look !== undefined && look < now) throw new Error(`${index}: looked back from ${now}`);
    if (look === undefined || look > nextAct) {
      now = nextAct;
      revision += 1;
      person = act(person, chance, now, revision);
      nextAct = addMinutes(now, 1 + chance.upTo(40_000));
      continue;
    }
    now = look;
    const decision = decideDelivery(person, momentAt(now));
    if (decision.do !== 'send') {
      // Somebody who moves their hour after the card has come makes one look idle; nothing else does.
      expect(decision, `${index} at ${now}`).toEqual({ do: 'nothing', reason: 'nothing-due' });
      expect(nextLookAt(person, now), `${index} at ${now}`).not.toBe(now);
      idle += 1;
      continue;
    }

    const { budget, messages, zone, time } = person.profile.settings;
    const { date } = decision;
    const questions = questionsOf(decision);
    const where = `${index} at ${now} in ${zone}`;
    const thisWeek = dates.filter((each) => each > daysAfter(date, -7)).length;
    expect(thisWeek, where).toBeLessThan(budget);
    const today = wallClock(now, zone).slice(0, 10);
    expect(messages.state === 'paused' && today < messages.until, where).toBe(false);
    expect(messages.state, where).not.toBe('stopped');
    const late = wallMinutesAfter(now, zone, date, time);
    expect(late, where).toBeGreaterThanOrEqual(0);
    expect(late, where).toBeLessThan(29 + 6 * 60 + 60);
    expect(decision.items.length, where).toBeGreaterThan(0);
    for (const question of questions) {
      const pledge = person.pledges.find(({ id }) => id === question.pledgeId);
      expect(pledge?.life.state, where).toBe('active');
      expect(pledge?.recent.map((each) => each.date) ?? [], where).not.toContain(question.date);
      expect(question.date <= (pledge?.endsOn ?? ''), where).toBe(true);
      expect(question.date >= (pledge?.askFrom ?? ''), where).toBe(true);
      expect(momentOf(question.date, time, zone) <= now, where).toBe(true);
      expect(asked, where).not.toContain(`${question.pledgeId} ${question.date}`);
    }

    if (chance.upTo(12) === 0) {
      // The worker dies with the claim in hand; the pack comes back after a while, perhaps a long one.
      crashes += 1;
      const leaseUntilMs = Date.parse(now) + 60_000;
      const progress = { state: 'sending', claimId: `claim-${revision}`, leaseUntilMs } as const;
      person = withDelivery(person, { ...sentRow(decision, now), progress });
      const soon = decideDelivery(person, momentAt(now, { realMs: leaseUntilMs - 1 }));
      expect(soon, where).toMatchObject({ do: 'nothing', reason: 'in-flight' });
      now = addMinutes(now, chance.one([1, 2, 30, 700, 5000]));
      let again = decideDelivery(person, momentAt(now));
      if (again.do === 'close') {
        const closed = { state: 'given-up', reason: 'nothing-due', at: now } as const;
        person = withDelivery(person, { ...again.delivery, progress: closed });
        again = decideDelivery(person, momentAt(now));
      }
      if (again.do !== 'send') continue;
      expect(again.items.length, where).toBeGreaterThan(0);
      const lateAgain = wallMinutesAfter(now, zone, again.date, time);
      expect(lateAgain, where).toBeLessThan(29 + 6 * 60 + 60);
      for (const { pledgeId, date: of } of questionsOf(again)) asked.add(`${pledgeId} ${of}`);
      dates.push(again.date);
      person = withDelivery(person, sentRow(again, now));
      continue;
    }
    for (const question of questions) asked.add(`${question.pledgeId} ${question.date}`);
    dates.push(date);
    person = withDelivery(person, sentRow(decision, now));
    expect(nextLookAt(person, now) ?? UNTIL, where).not.toBe(now);
  }
  return { sent: dates.length, crashes, idle };
}

test('a year of 200 people: never over budget, never in a pause, never at a wrong hour, never twice', () => {
  let sent = 0;
  let crashes = 0;
  let idle = 0;
  for (let index = 0; index < PEOPLE; index += 1) {
    const year = liveYear(index);
    sent += year.sent;
    crashes += year.crashes;
    idle += year.idle;
  }
  // The year was lived, not slept through.
  expect(sent).toBeGreaterThan(1500);
  expect(crashes).toBeGreaterThan(100);
  expect(idle).toBeLessThan(sent / 50);
}, 60_000);
