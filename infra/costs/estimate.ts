/** A figure that the estimate rests on, and where it is from. */
export interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly from: string;
}

/** What people do, and what it costs the program. */
export const USE = {
  takePart: { value: 0.4, unit: 'of all people', from: 'assumed; a lively organisation' },
  messages: {
    value: 4.35,
    unit: 'messages a month and person who takes part',
    from: 'the most: one a week, the default budget',
  },
  tablesAMessage: { value: 3.2, unit: 'table requests a message', from: 'measured, decision 13' },
  queuesAMessage: {
    value: 0.2,
    unit: 'queue requests a message',
    from: 'the most, delivery bench',
  },
  answered: { value: 0.7, unit: 'of the messages are answered', from: 'assumed' },
  tablesAnAnswer: {
    value: 3,
    unit: 'table requests an answer',
    from: 'the most, operations bench',
  },
  visits: {
    value: 6,
    unit: 'visits of the tab a month and person who takes part',
    from: 'assumed',
  },
  tablesAVisit: {
    value: 5,
    unit: 'table requests a visit',
    from: 'home 1, two pages of 2 each: operations bench',
  },
  answersAVisit: { value: 12, unit: 'answers of the API a visit', from: 'assumed' },
  kilobytesAVisit: { value: 120, unit: 'KB sent a visit, files kept from before', from: 'assumed' },
  changes: {
    value: 0.5,
    unit: 'pledges, joins and leaves a month and person who takes part',
    from: 'assumed',
  },
  tablesAChange: {
    value: 8,
    unit: 'table requests a change',
    from: 'the most: join, operations bench',
  },
  tablesARelease: {
    value: 2.5,
    unit: 'table requests a month and person who takes part, for the release',
    from: 'decision 25',
  },
  tablesIdle: {
    value: 32 / 60,
    unit: 'table requests a second and worker that has nothing to do',
    from: '32 shards a minute: collect-due.ts',
  },
  queuesIdle: {
    value: 2 + 4 / 5,
    unit: 'queue requests a second and worker that has nothing to do',
    from: 'two queues a second, four every five: worker.ts',
  },
  kilobytesOfPerson: {
    value: 25 + 3 * 50,
    unit: 'KB a person who takes part, after three years',
    from: 'assumed: 25 at first, 50 a year',
  },
  kilobytesOfEntry: { value: 2, unit: 'KB a person in the directory', from: 'assumed' },
  kilobytesALine: { value: 0.7, unit: 'KB of log an answer', from: 'assumed' },
  gigabytesOfCounts: { value: 0.7, unit: 'GB of counts a month and machine', from: 'assumed' },
} as const satisfies Readonly<Record<string, Assumption>>;

/** List prices in US dollars. Nobody looked them up for this estimate: they are to be checked before it is used. */
export const PRICES = {
  machine: { value: 75, unit: 'a month and P0v3 machine, Linux', from: 'App Service' },
  tables: { value: 0.00036, unit: 'for 10,000 table requests', from: 'Storage' },
  queues: { value: 0.004, unit: 'for 10,000 queue requests', from: 'Storage' },
  stored: { value: 0.06, unit: 'a GB and month, over zones', from: 'Storage' },
  sent: { value: 0.087, unit: 'a GB sent, after the first 100', from: 'Bandwidth' },
  logged: { value: 2.76, unit: 'a GB of logs and counts', from: 'Log Analytics' },
  alerts: { value: 2.4, unit: 'a month for four by query and four by metric', from: 'Monitor' },
  vault: { value: 0.1, unit: 'a month', from: 'Key Vault' },
  messages: { value: 0, unit: 'a message over Teams, a standard channel', from: 'Bot Service' },
} as const satisfies Readonly<Record<string, Assumption>>;

/** An organisation, and the machines that it is given. */
export interface Size {
  readonly people: number;
  readonly webs: number;
  readonly workers: number;
}

export const SIZES: readonly Size[] = [
  { people: 1000, webs: 1, workers: 1 },
  { people: 50_000, webs: 2, workers: 1 },
  { people: 200_000, webs: 4, workers: 2 },
];

const SECONDS_A_MONTH = (365 / 12) * 86_400;
const FREE_GIGABYTES_SENT = 100;
const KB_IN_GB = 1_000_000;

/** What an organisation of this size needs and costs in a month, in US dollars. */
export function estimate({ people, webs, workers }: Size) {
  const active = people * USE.takePart.value;
  const messages = active * USE.messages.value;
  const visits = active * USE.visits.value;
  const tables =
    messages * (USE.tablesAMessage.value + USE.answered.value * USE.tablesAnAnswer.value) +
    visits * USE.tablesAVisit.value +
    active * (USE.changes.value * USE.tablesAChange.value + USE.tablesARelease.value) +
    workers * USE.tablesIdle.value * SECONDS_A_MONTH;
  const queues =
    messages * USE.queuesAMessage.value + workers * USE.queuesIdle.value * SECONDS_A_MONTH;
  const storedGb =
    (active * USE.kilobytesOfPerson.value + people * USE.kilobytesOfEntry.value) / KB_IN_GB;
  const sentGb = (visits * USE.kilobytesAVisit.value) / KB_IN_GB;
  const loggedGb =
    (visits * USE.answersAVisit.value * USE.kilobytesALine.value) / KB_IN_GB +
    (webs + workers) * USE.gigabytesOfCounts.value;
  const dollars = {
    machines: (webs + workers) * PRICES.machine.value,
    tables: (tables / 10_000) * PRICES.tables.value,
    queues: (queues / 10_000) * PRICES.queues.value,
    stored: storedGb * PRICES.stored.value,
    sent: Math.max(0, sentGb - FREE_GIGABYTES_SENT) * PRICES.sent.value,
    logged: loggedGb * PRICES.logged.value,
    'alerts and vault': PRICES.alerts.value + PRICES.vault.value,
    messages: messages * PRICES.messages.value,
  };
  const total = Object.values(dollars).reduce((sum, value) => sum + value, 0);
  return { active, messages, tables, queues, storedGb, sentGb, loggedGb, dollars, total };
}
