import { injectedFaults } from '../../infra/local/connector/injected-faults.ts';
import { inTurn } from '../../infra/local/connector/judges.ts';
import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { answerCheckIn } from '../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../shared/commands/change-settings.ts';
import { addDays, localDateAt } from '../../shared/domain/cadence.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import { nextLookAt } from '../../shared/domain/next-look.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';
import { LARGEST_PAGE } from '../../shared/store/guards.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { createScheduleStore, SCHEDULE_SHARDS } from '../../shared/store/schedule-store.ts';
import { commitChange, momentOfChange } from '../../shared/commands/change-person.ts';
import { keysOf } from '../bench/due-organisation.ts';
import { userIdOf } from '../bench/organisation.ts';
import { aPerson, aPledge, NOON, TENANT_ID } from '../support/builders.ts';
import { testDeps } from '../support/command-deps.ts';
import { createVirtualTime } from '../support/virtual-time.ts';
import { FAULT_RATES } from './findings.ts';
import { beginLife } from './mortal.ts';
import { noArrivals } from './simulated-teams.ts';
import { begin, programDeps, SCHEDULER, WORKER, type World } from './world.ts';
import { chanceFrom } from '../support/chance.ts';

// `npm run soak`: a year of delivery in virtual time, with people answering, pausing and falling silent, programs
// killed and started again all the time, and Teams failing as it does. Afterwards nobody is forgotten, nothing is
// stuck, no message is lost or doubled beyond what was in flight, and memory has not grown with time.

const PEOPLE = Number(process.env['PEOPLE'] ?? '1000');
const DAYS = Number(process.env['DAYS'] ?? '364');
const A_DAY_MS = 24 * 60 * 60_000;
const KILLS_A_DAY = 1;
/** Nobody waits here: a year of looking every second would be nothing but looking. */
const PACE = { scheduleMs: 5 * 60_000, packsMs: 60_000, bellsMs: 5 * 60_000 };
/** Heap at the end over heap after the first quarter, at most. */
const MOST_GROWTH = 1.5;

const random = chanceFrom(Number(process.env['SEED'] ?? '1')).next;
const time = createVirtualTime(Date.parse(NOON));
const storage = createMemoryStorage({ realMs: time.realMs });
const faults = injectedFaults({ rates: FAULT_RATES, random });
const arrivals = noArrivals();
const world: World = {
  time,
  storage,
  random,
  judge: inTurn(teamsLimits().judge, faults.judge),
  arrivals,
  programs: 0,
};
const web = programDeps(world, {
  life: beginLife(time, random),
  storage,
  sender: testDeps().sender,
  holder: 'web',
});
const people = createPeopleStore(storage.tables, () => {
  throw new Error('A row cannot be read.');
});

async function moveIn(): Promise<void> {
  for (let n = 0; n < PEOPLE; n += 1) {
    const person = aPerson({
      userId: userIdOf(n),
      day: ([1, 2, 3, 4, 5] as const)[n % 5] ?? 1,
      zone: ['Europe/London', 'America/New_York', 'Asia/Kolkata'][n % 3] ?? 'UTC',
      pledges: [aPledge({ cadence: 'fortnightly', endsOn: '2027-03-01' })],
    });
    const at = momentOfChange(web, person);
    await commitChange(web, undefined, { person, past: [] }, at);
  }
}

/** What people do on one day: most who have a question answer it sooner or later, a few pause, a few never answer. */
async function liveADay(): Promise<void> {
  for (const [n, key] of keysOf(0, PEOPLE).entries()) {
    if (n % 20 === 0) continue;
    if (random() < 0.3) {
      const loaded = await people.load(key);
      const now = web.clock.now();
      const [question] = loaded === undefined ? [] : waitingQuestions(loaded.person, now);
      const answer = ANSWERS[Math.floor(random() * ANSWERS.length)] ?? 'did-it';
      if (question !== undefined) {
        await answerCheckIn(web, { key }, { question, answer, via: 'chat', seen: undefined });
      }
    }
    if (random() < 0.002) {
      const until = addDays(localDateAt(web.clock.now(), 'UTC'), 14);
      await changeMessages(web, { key }, { state: 'paused', until });
    }
  }
}

async function killAllTheTime(running: ReturnType<typeof startAll>): Promise<number> {
  let inFlight = 0;
  for (let n = 0; n < DAYS * KILLS_A_DAY; n += 1) {
    await time.wait((A_DAY_MS / KILLS_A_DAY) * random());
    const place = running[Math.floor(random() * running.length)];
    if (place === undefined) continue;
    inFlight += place.program.unrecorded.size;
    place.program.life.kill();
    await time.wait(2000);
    place.program = begin(world, place.parts, PACE);
  }
  return inFlight;
}

function startAll() {
  return [SCHEDULER, SCHEDULER, WORKER, WORKER].map((parts) => ({
    parts,
    program: begin(world, parts, PACE),
  }));
}

function heapMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const heaps: number[] = [];
async function liveAYear(): Promise<void> {
  const startMs = time.realMs();
  for (let day = 1; day <= DAYS; day += 1) {
    await liveADay();
    await time.wait(Math.max(0, startMs + day * A_DAY_MS - time.realMs()));
    if (day % Math.ceil(DAYS / 4) === 0) heaps.push(heapMiB());
  }
}

await time.run(moveIn());
const running = startAll();
const [inFlightAtKills] = await time.run(Promise.all([killAllTheTime(running), liveAYear()]));
await time.run(time.wait(30 * 60_000));
for (const { program } of running) program.life.kill();

const hinted = new Set<string>();
const schedule = createScheduleStore(storage.tables);
for (let shard = 0; shard < SCHEDULE_SHARDS; shard += 1) {
  const hints = await schedule.due(shard, '2999-01-01T00:00:00.000Z', LARGEST_PAGE);
  if (hints.length === LARGEST_PAGE) throw new Error('There are too many people to check.');
  for (const { key, at } of hints) hinted.add(`${key.userId} ${at}`);
}
const rows: Record<string, number> = {};
let forgotten = 0;
let messages = 0;
let sentTwice = 0;
for (const key of keysOf(0, PEOPLE)) {
  const loaded = await people.load(key);
  if (loaded === undefined) throw new Error('Somebody is gone.');
  const { person } = loaded;
  for (const { progress } of person.deliveries) {
    rows[progress.state] = (rows[progress.state] ?? 0) + 1;
  }
  const planned = person.profile.nextLookAt;
  const isWaitedFor = nextLookAt(person, web.clock.now()) !== undefined;
  if (isWaitedFor && (planned === undefined || !hinted.has(`${key.userId} ${planned}`)))
    forgotten += 1;
  const inLedger = (await people.readEverything(key)).filter(({ rowKey, cells }) => {
    return /^[cp]_delivery_/.test(rowKey) && String(cells['progressJson']).includes('"sent"');
  }).length;
  const arrived = arrivals.byPerson.get(key.userId) ?? 0;
  messages += arrived;
  sentTwice += Math.max(0, arrived - inLedger);
}
const { unheard } = faults.figures();
const allowed = inFlightAtKills + unheard.lost + unheard.answered;
const growth = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1);
const figures = {
  people: PEOPLE,
  days: DAYS,
  kills: DAYS * KILLS_A_DAY,
  messages,
  forgotten,
  sentTwice,
  allowedTwice: allowed,
  ledger: rows,
  heapsMiB: heaps.map((heap) => Math.round(heap)),
};
const broken = [
  ...(forgotten === 0 ? [] : [`${forgotten} people are forgotten`]),
  ...((rows['sending'] ?? 0) === 0 ? [] : ['messages are stuck in sending']),
  ...(sentTwice <= allowed
    ? []
    : [`${sentTwice} messages beyond the ledger, more than ${allowed}`]),
  ...(messages > (8 * PEOPLE * DAYS) / 364 ? [] : ['hardly anything was sent']),
  ...(growth <= MOST_GROWTH ? [] : [`memory grew ${growth.toFixed(2)} times`]),
];
for (const sentence of broken) console.error(`broken: ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
console.log(JSON.stringify({ soak: figures, tenant: TENANT_ID }));
