import { expect, test } from 'vitest';
import { addMinutes, localDateAt, momentOf } from '../../../shared/domain/cadence.ts';
import { lessonsIn } from '../../../shared/catalogue/lesson.ts';
import { answerQuestion } from '../../../shared/domain/check-in-decisions.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import { changeSettings } from '../../../shared/domain/consent-decisions.ts';
import type { PersonChange } from '../../../shared/domain/decision.ts';
import { decideDelivery } from '../../../shared/domain/delivery-decision.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import { withMessageCounted } from '../../../shared/domain/message-budget.ts';
import type { MessagePlan } from '../../../shared/domain/message-plan.ts';
import { markLesson } from '../../../shared/domain/learning-decisions.ts';
import {
  DAYS_BETWEEN_LESSONS,
  lessonDueNow,
  lessonsToTellOf,
  lessonToTell,
  toldLessons,
  withLessonsTold,
  withoutOldLessons,
} from '../../../shared/domain/lesson-reminder.ts';
import { LESSON_MARKS, standingOf } from '../../../shared/domain/lesson.ts';
import { chooseNextLesson } from '../../../shared/domain/next-lesson.ts';
import { NO_LESSON, nextLookAt, NOTHING_HELD } from '../../../shared/domain/next-look.ts';
import { parsePendingId } from '../../../shared/domain/pending-ids.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import { type Pending, PENDING_KINDS } from '../../../shared/domain/pending.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { changePledge, makePledge } from '../../../shared/domain/pledge-decisions.ts';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import { isPeriodOver, waitingQuestions } from '../../../shared/domain/questions.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { aMembership, aPerson, aPledge, at, ERG_ID } from '../../support/builders.ts';
import { type Chance, chanceFrom } from '../../support/chance.ts';
import { momentAt } from './delivery-moment.ts';
import { sentRow, wallMinutesAfter, withDelivery } from './delivery-walk.ts';
import { daysAfter, wallClock, ZONES } from './properties.ts';

const FROM = '2026-01-05T00:00:00.000Z';
const UNTIL = '2027-01-05T00:00:00.000Z';
/** A thousand people, in parts that each end in time on a slow machine. */
const PARTS = [0, 1, 2, 3] as const;
const PEOPLE = 250;

const TIMES = ['09:00', '09:30', '13:30', '02:15', '00:10', '23:45'] as const;
const ACTS = [
  ...(['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'end', 'make', 'edit'] as const),
  ...(['pause', 'resume', 'pause-messages', 'messages-on', 'stop', 'rhythm', 'journey'] as const),
  ...(['quiet', 'join', 'leave', 'told', 'told', 'told', 'told', 'learn', 'learn'] as const),
];

/** A lesson is chosen when it is told: nobody makes one wait. */
const TOLD_KINDS = PENDING_KINDS.filter((kind) => kind !== 'lesson');
const LESSONS = lessonsIn('en');

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

let lastAct: (typeof ACTS)[number] = 'answer';

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
  lastAct = what;
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
    case 'quiet': {
      const from = daysAfter(today, chance.upTo(20));
      return set({ quietDates: [{ from, through: daysAfter(from, chance.upTo(10)) }] });
    }
    case 'join':
      return { ...person, memberships: [aMembership()] };
    case 'leave':
      return { ...person, memberships: [] };
    case 'learn': {
      // Mostly what the bot told last, else anything.
      const last = person.profile.toldLessons?.at(-1)?.lessonId;
      const told = LESSONS.find(({ id }) => id === last);
      const lesson = told !== undefined && chance.upTo(3) > 0 ? told : chance.one(LESSONS);
      const mark = chance.one(LESSON_MARKS);
      return kept(markLesson(person, lesson, { mark, seen: person.learning.revision }, moment));
    }
    case 'told': {
      const kind = chance.one(TOLD_KINDS);
      const until = addMinutes(now, 60 + chance.upTo(30_000));
      const from = addMinutes(now, chance.upTo(5000));
      const ofErg = kind === 'moment' || chance.upTo(2) === 0 ? {} : { ergId: ERG_ID };
      const pending: Pending = { id: `told-${revision}`, kind, from, until, ...ofErg };
      return { ...person, pendings: [...person.pendings, pending] };
    }
  }
}

/** Whether the clock on the wall was set back within the last two hours. */
function clockWentBack(now: string, zone: string): boolean {
  const before = wallClock(addMinutes(now, -120), zone);
  return Date.parse(`${wallClock(now, zone)}Z`) - Date.parse(`${before}Z`) < 120 * 60_000;
}

/** Acts of others: the person themselves did nothing by them. */
const NOT_THEIRS: ReadonlySet<(typeof ACTS)[number]> = new Set(['told']);

/** What one year showed. */
interface Year {
  readonly messages: number;
  readonly crashes: number;
  readonly idle: number;
  readonly lastCards: number;
  readonly moments: number;
  readonly borrowed: number;
  readonly welcomes: number;
  readonly endings: number;
  readonly lessons: number;
  /** Lessons that came along with a question. */
  readonly accompanied: number;
  /** Looks at somebody for whom no lesson is left. */
  readonly noneLeft: number;
}

/** A message of the year, as the person saw it. */
interface Seen {
  readonly date: string;
  readonly charged: boolean;
  readonly moment: boolean;
  /** The largest budget that the person had in the two weeks before. */
  readonly budget: number;
}

/** Lives one year of one person, and tells what was sent. */
function liveYear(index: number): Year {
  const chance = chanceFrom(index);
  // Some never react, some always do; most now and then fall silent.
  const reacts = chance.one([0, 0.3, 0.8, 1, 1]);
  let person = somebody(chance, index);
  let now = FROM;
  let revision = 100;
  let nextAct = addMinutes(now, chance.upTo(40_000));
  const asked = new Set<string>();
  const seen: Seen[] = [];
  let lastSentAt = '';
  let atThisMoment = 0;
  const count = {
    crashes: 0,
    idle: 0,
    lastCards: 0,
    moments: 0,
    borrowed: 0,
    welcomes: 0,
    endings: 0,
    lessons: 0,
    accompanied: 0,
    noneLeft: 0,
  };
  // Some organisations show few lessons.
  const lessons = LESSONS.slice(0, chance.one([3, 8, ...Array<number>(8).fill(LESSONS.length)]));
  const toldOn: string[] = [];
  const budgets: { readonly from: string; readonly budget: number }[] = [];

  const asSeen = (when: string): Person => {
    const before = withoutOldLessons(person);
    const due = lessonDueNow(before, when);
    if (due === undefined) return before;
    const left = lessonsToTellOf(person, lessons, when);
    const next = chooseNextLesson(person, left, { now: when, told: toldLessons(person) });
    if (next === undefined) return before;
    return { ...before, pendings: [...before.pendings, lessonToTell(before, due, next)] };
  };
  /** What is found is found once for each person and moment. */
  const once = <Found>(find: (when: string) => Found): ((when: string) => Found) => {
    let last: { readonly of: Person; readonly when: string; readonly found: Found } | undefined;
    return (when) => {
      if (last?.of !== person || last.when !== when) last = { of: person, when, found: find(when) };
      return last.found;
    };
  };
  /** The person with the lesson that they may be told now, as delivery sees them. */
  const withLesson = once(asSeen);
  /** Whether it is time for a lesson and none is left: then nobody is looked at for that. */
  const heldAt = once((when): ReadonlySet<string> => {
    const isAny = withLesson(when).pendings.some(({ kind }) => kind === 'lesson');
    if (lessonDueNow(person, when) === undefined || isAny) return NOTHING_HELD;
    return new Set([NO_LESSON]);
  });
  const held = () => heldAt(now);
  const decideAt = (when: string, realMs = Date.parse(when)) => {
    const seenNow = withLesson(when);
    const words = new Map(seenNow.pendings.map(({ id }) => [id, 1]));
    return decideDelivery(seenNow, momentAt(when, { words, realMs }));
  };
  /** What was decided is claimed: the lesson that it tells waits until it was told. */
  const decide = (realMs?: number) => {
    const decision = decideAt(now, realMs);
    const items = decision.do === 'send' ? decision.items : [];
    const isTold = items.some((item) => item.kind === 'pending' && item.of === 'lesson');
    if (isTold) person = withLesson(now);
    return decision;
  };
  /** The most that the person wanted in a week, at any time in the two weeks before. */
  const budgetAround = (date: string): number => {
    // A window that began yesterday may see today's settings.
    const past = budgets.filter(({ from }) => from <= daysAfter(date, 1));
    const recent = past.filter(({ from }) => from > daysAfter(date, -28));
    return Math.max(...[...recent, ...past.slice(-recent.length - 1)].map(({ budget }) => budget));
  };
  const note = () => {
    const { budget, zone } = person.profile.settings;
    budgets.push({ from: wallClock(now, zone).slice(0, 10), budget });
  };
  note();

  /** What must hold of every message, whatever led to it. */
  function check(plan: MessagePlan): void {
    const { budget, messages, zone, time, quietDates } = person.profile.settings;
    const { date, items, chargedOn } = plan;
    const where = `${index} at ${now} in ${zone}`;
    const today = wallClock(now, zone).slice(0, 10);
    expect(messages.state === 'paused' && today < messages.until, where).toBe(false);
    expect(messages.state, where).not.toBe('stopped');
    for (const day of [today, date]) {
      expect(
        quietDates.some(({ from, through }) => from <= day && day <= through),
        where,
      ).toBe(false);
    }
    // In the person's own hour, or by day for what cannot wait.
    const late = wallMinutesAfter(now, zone, date, time);
    // Half an hour of spread may lie in an hour that the clock shows twice.
    const isOwnHour = late >= (clockWentBack(now, zone) ? -60 : 0) && late < 29 + 6 * 60 + 60;
    const clock = wallClock(now, zone).slice(11);
    const isByDay = date === today && clock >= '08:00' && clock < '20:00';
    const isUrgent = (item: DeliveryItem) =>
      item.kind === 'pending' && !['announcement', 'invitation', 'lesson'].includes(item.of);
    expect(items.length, where).toBeGreaterThan(0);
    for (const item of items) expect(isUrgent(item) ? isByDay : isOwnHour, where).toBe(true);
    // What was asked for costs nothing; everything else counts.
    const isSolicited = (item: DeliveryItem) =>
      item.kind === 'pending' &&
      ['event-change', 'event-reminder', 'membership-news', 'requests-waiting'].includes(item.of);
    expect(items.every(isSolicited), where).toBe(chargedOn === undefined);
    if (chargedOn !== undefined) expect(budget, where).toBeGreaterThan(0);
    for (const item of items) {
      const name = JSON.stringify({ ...item, revision: 0 });
      // Whoever came back and fell silent again gets another last card; nothing else comes twice.
      if (item.kind !== 'last-card') expect(asked, where).not.toContain(name);
      if (item.kind === 'last-card') {
        expect(person.profile.messagesSinceAct, where).toBe(4);
        continue;
      }
      if (item.kind === 'pending') {
        const pending = person.pendings.find(({ id }) => id === item.id);
        expect(pending !== undefined && pending.from <= now && now < pending.until, where).toBe(
          true,
        );
        if (item.of === 'lesson') checkLesson(item.id, plan);
        const isAlly = person.memberships.some(({ ergId }) => ergId === pending?.ergId);
        expect(pending?.ergId === undefined || isAlly, where).toBe(true);
        continue;
      }
      const pledge = person.pledges.find(({ id }) => id === item.pledgeId);
      expect(pledge?.life.state, where).toBe('active');
      if (item.kind === 'ending') {
        expect(today > item.endsOn && pledge?.endsOn === item.endsOn, where).toBe(true);
        continue;
      }
      expect(pledge?.recent.map((each) => each.date) ?? [], where).not.toContain(item.date);
      expect(item.date <= (pledge?.endsOn ?? ''), where).toBe(true);
      expect(item.date >= (pledge?.askFrom ?? ''), where).toBe(true);
      expect(momentOf(item.date, time, zone) <= now, where).toBe(true);
    }
    // Nobody who does not react hears more than four messages and a last card.
    if (chargedOn !== undefined) {
      expect(person.profile.messagesSinceAct, where).toBeLessThanOrEqual(4);
      if (person.profile.messagesSinceAct === 4) {
        expect(['last-card', 'moment'], where).toContain(
          plan.cause === 'last-card'
            ? 'last-card'
            : items.some((item) => item.kind === 'pending' && item.of === 'moment')
              ? 'moment'
              : plan.cause,
        );
      }
    }
  }

  /** A lesson comes every 14 days at most, for a pledge in hand, and never twice but for whoever put it off. */
  function checkLesson(id: string, { date, items }: MessagePlan): void {
    const where = `${index} at ${now}: ${id}`;
    const { learning, pledges } = person;
    const identity = parsePendingId(id);
    const lessonId = identity.kind === 'lesson' ? identity.lessonId : '';
    const standing = standingOf(learning, lessonId);
    expect(['open', 'later'], where).toContain(standing.state);
    const before = toldOn.at(-1);
    if (before !== undefined) {
      expect(date >= daysAfter(before, DAYS_BETWEEN_LESSONS), where).toBe(true);
    }
    const isPutOff = standing.state === 'later' && standing.from <= daysAfter(date, 1);
    const isInHand = pledges.some(
      ({ life, endsOn }) => life.state === 'active' && endsOn >= daysAfter(date, -1),
    );
    if (!isPutOff) expect(isInHand, where).toBe(true);
    const earlier = person.profile.toldLessons?.find((told) => told.lessonId === lessonId);
    if (earlier !== undefined) {
      expect(standing.state === 'later' && earlier.on < standing.from, where).toBe(true);
    }
    if (items.some(({ kind }) => kind === 'question')) count.accompanied += 1;
    count.lessons += 1;
  }

  function checkBudget(plan: MessagePlan): void {
    if (plan.chargedOn === undefined) return;
    const where = `${index} at ${now}`;
    const isMoment = plan.items.some((item) => item.kind === 'pending' && item.of === 'moment');
    const charged = seen.filter((message) => message.charged);
    const within = (days: number) =>
      charged.filter(({ date }) => date > daysAfter(plan.date, -days)).length;
    const budget = budgetAround(plan.date);
    if (!isMoment)
      expect(within(7), where).toBeLessThan(
        Math.max(1, budget) +
          charged.filter(({ moment, date }) => moment && date > daysAfter(plan.date, -7)).length,
      );
    // A moment takes from the week to come: four weeks never hold more than five weeks' budget.
    const most = Math.max(1, budget);
    expect(within(7), where).toBeLessThan(2 * most);
    expect(within(28), where).toBeLessThan(5 * most);
    if (person.profile.messagesSinceAct >= 2 && !isMoment) {
      expect(within(14), where).toBeLessThan(
        Math.max(1, budget) +
          charged.filter(({ moment, date }) => moment && date > daysAfter(plan.date, -14)).length,
      );
    }
  }

  /** The message arrives. */
  function arrive(plan: MessagePlan): void {
    checkBudget(plan);
    const delivery = sentRow(plan, now);
    const told = new Set(plan.items.map((item) => (item.kind === 'pending' ? item.id : '')));
    person = withDelivery(person, delivery);
    person = {
      ...person,
      pendings: person.pendings.filter(({ id }) => !told.has(id)),
      profile: withLessonsTold(withMessageCounted(person.profile, delivery), delivery),
    };
    if (plan.items.some((item) => item.kind === 'pending' && item.of === 'lesson')) {
      toldOn.push(plan.date);
    }
    for (const item of plan.items) asked.add(JSON.stringify({ ...item, revision: 0 }));
    const isMoment = plan.items.some((item) => item.kind === 'pending' && item.of === 'moment');
    const charged = plan.chargedOn !== undefined;
    seen.push({ date: plan.date, charged, moment: isMoment, budget: 0 });
    if (plan.cause === 'last-card') count.lastCards += 1;
    if (isMoment) count.moments += 1;
    if (charged && plan.chargedOn !== plan.date) count.borrowed += 1;
    if (plan.opening === 'welcome-back') count.welcomes += 1;
    count.endings += plan.items.filter(({ kind }) => kind === 'ending').length;
  }

  /** Nobody is forgotten: before the next look, and until the next thing that they do, nothing could be sent. */
  function checkNothingMissed(until: string): void {
    const fromMs = Date.parse(now);
    const span = Date.parse(until) - fromMs;
    for (let n = 0; n < 2; n += 1) {
      const between = new Date(
        fromMs + Math.floor((span * chance.upTo(1000)) / 1000),
      ).toISOString();
      if (between >= until) continue;
      const decision = decideAt(between);
      expect(decision.do, `${index} forgotten from ${now}, at ${between}`).not.toBe('send');
    }
  }

  while (now < UNTIL) {
    const look = nextLookAt(person, now, OPEN_TENANT, held());
    if (look !== undefined && look < now) throw new Error(`${index}: looked back from ${now}`);
    checkNothingMissed(look === undefined || look > nextAct ? nextAct : look);
    if (look === undefined || look > nextAct) {
      now = nextAct;
      revision += 1;
      const before = person;
      person = act(person, chance, now, revision);
      const did = lastAct;
      if (person !== before && !NOT_THEIRS.has(did) && chance.upTo(100) < reacts * 100) {
        person = { ...person, profile: { ...person.profile, messagesSinceAct: 0 } };
      }
      note();
      nextAct = addMinutes(now, 1 + chance.upTo(20_000));
      continue;
    }
    now = look;
    const decision = decide();
    if (decision.do !== 'send') {
      // Somebody who moves their hour after the card has come makes one look idle; nothing else does.
      expect(decision.do, `${index} at ${now}`).toBe('nothing');
      const again = nextLookAt(person, now, OPEN_TENANT, held());
      expect(again, `${index} at ${now}`).not.toBe(now);
      // Whoever changes something is looked at once for a lesson, though none may be left.
      if (held().has(NO_LESSON)) count.noneLeft += 1;
      else count.idle += 1;
      continue;
    }
    check(decision);
    if (chance.upTo(12) === 0) {
      // The worker dies with the claim in hand; the pack comes back after a while, perhaps a long one.
      count.crashes += 1;
      const leaseUntilMs = Date.parse(now) + 60_000;
      const progress = { state: 'sending', claimId: `claim-${revision}`, leaseUntilMs } as const;
      person = withDelivery(person, { ...sentRow(decision, now), progress });
      expect(decide(leaseUntilMs - 1)).toMatchObject({ do: 'nothing', reason: 'in-flight' });
      now = addMinutes(now, chance.one([1, 2, 30, 700, 5000]));
      let again = decide();
      if (again.do === 'close') {
        const closed = { state: 'given-up', reason: 'nothing-due', at: now } as const;
        person = withDelivery(person, { ...again.delivery, progress: closed });
        again = decide();
      }
      if (again.do !== 'send') continue;
      const { interrupted } = again;
      if (interrupted !== undefined) {
        person = { ...person, deliveries: person.deliveries.filter((one) => one !== interrupted) };
      }
      check(again);
      arrive(again);
      continue;
    }
    arrive(decision);
    // More of it may go out at once: what does not fit on a card, or the last card after what was asked for.
    atThisMoment = now === lastSentAt ? atThisMoment + 1 : 1;
    lastSentAt = now;
    expect(atThisMoment, `${index} at ${now}`).toBeLessThan(6);
  }
  return { messages: seen.length, ...count };
}

const LAW =
  'never over budget, never in a pause, never at a wrong hour, never twice, nobody forgotten';

test.each(PARTS)(
  `a year of 1,000 people, part %i of them: ${LAW}`,
  (part) => {
    const sum = {
      messages: 0,
      crashes: 0,
      idle: 0,
      lastCards: 0,
      moments: 0,
      borrowed: 0,
      welcomes: 0,
      endings: 0,
      lessons: 0,
      accompanied: 0,
      noneLeft: 0,
    };
    for (let index = part * PEOPLE; index < (part + 1) * PEOPLE; index += 1) {
      const year = liveYear(index);
      for (const name of Object.keys(sum) as (keyof Year)[]) sum[name] += year[name];
    }
    // The year was lived, not slept through.
    expect(sum.messages).toBeGreaterThan(8 * PEOPLE);
    expect(sum.idle).toBeLessThan(sum.messages / 20);
    expect(sum.noneLeft).toBeGreaterThan(0);
    expect(sum.noneLeft).toBeLessThan(sum.messages / 10);
    for (const name of [
      'crashes',
      'lastCards',
      'moments',
      'borrowed',
      'welcomes',
      'endings',
      'lessons',
      'accompanied',
    ] as const) {
      expect(sum[name], name).toBeGreaterThan(PEOPLE / 20);
    }
  },
  240_000,
);
