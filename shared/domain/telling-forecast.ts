import { addMinutes, localDateAt } from './cadence.ts';
import { decideDelivery, isHopeless } from './delivery-decision.ts';
import { nextLookAt } from './next-look.ts';
import type { Pending } from './pending.ts';
import type { Person } from './person.ts';
import type { TenantRules } from './tenant-rules.ts';
import type { Instant } from './time.ts';

/** When somebody would be told of something: on the day on which it begins, within a week, later, or never. */
export const TELLING_TIMES = ['today', 'within-week', 'later', 'never'] as const;
export type TellingTime = (typeof TELLING_TIMES)[number];

/** How many of ten people would be told when; an estimate. */
export type TellingShares = Readonly<Record<TellingTime, number>>;

/** So many messages before it are looked through for one person; whoever gets more is told later. */
const MOST_LOOKS = 12;

/** Fewer people than this are not described by shares. */
const FEWEST_ASKED = 10;

/**
 * When this person would be told of something that begins to wait for them, if nobody did anything meanwhile: the
 * decisions that will be taken then are taken ahead. What goes out before it is taken to be sent.
 */
export function whenTold(person: Person, waiting: Pending, tenant: TenantRules): TellingTime {
  if (isHopeless(person, waiting) || hasLeft(person, waiting)) return 'never';
  const { zone } = person.profile.settings;
  let walker: Person = { ...person, pendings: [...person.pendings, waiting] };
  let now = waiting.from;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const look = nextLookAt(walker, now, tenant);
    if (look === undefined || look >= waiting.until) return 'never';
    const decision = decideDelivery(walker, {
      now: look,
      realMs: Date.parse(look),
      tenant,
      words: new Map(walker.pendings.map(({ id }) => [id, 1])),
      again: false,
    });
    if (decision.do === 'send') {
      const isTold = decision.items.some(
        (item) => item.kind === 'pending' && item.id === waiting.id,
      );
      if (isTold) return timeOf(look, waiting.from, zone);
      walker = withSent(walker, decision, look);
    }
    now = decision.do === 'send' ? look : addMinutes(look, 60);
  }
  return 'later';
}

/**
 * The shares of some people, rounded to tenths; nothing where they are too few to be described. Recipients of whom
 * nothing is known count as `never`.
 */
export function sharesOf(times: readonly TellingTime[]): TellingShares | undefined {
  if (times.length < FEWEST_ASKED) return undefined;
  const share = (time: TellingTime) =>
    Math.round((times.filter((one) => one === time).length / times.length) * 10);
  return {
    today: share('today'),
    'within-week': share('within-week'),
    later: share('later'),
    never: share('never'),
  };
}

function hasLeft({ memberships }: Person, { ergId }: Pending): boolean {
  if (ergId === undefined) return false;
  return !memberships.some((own) => own.ergId === ergId && own.state === 'active');
}

function timeOf(at: Instant, from: Instant, zone: string): TellingTime {
  if (localDateAt(at, zone) === localDateAt(from, zone)) return 'today';
  return Date.parse(at) - Date.parse(from) <= 7 * 86_400_000 ? 'within-week' : 'later';
}

function withSent(
  person: Person,
  decision: Extract<ReturnType<typeof decideDelivery>, { readonly do: 'send' }>,
  at: Instant,
): Person {
  const { date, cause, about, items, opening, chargedOn } = decision;
  const charged = chargedOn === undefined ? {} : { chargedOn };
  const progress = { state: 'sent', activityId: '', sentAt: at, uncertain: false } as const;
  const sent = { date, cause, about, items, opening, ...charged, progress, attempts: 1 };
  return { ...person, deliveries: [...person.deliveries, sent] };
}
