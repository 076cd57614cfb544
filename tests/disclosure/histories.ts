import { chanceFrom } from '../support/chance.ts';
import type {
  Measure,
  MeasuredPerson,
  Period,
} from '../../shared/domain/disclosure/release-period.ts';
import { MEASURES } from '../../shared/domain/disclosure/release-period.ts';

/** How likely a person is to do something: few, some, most, everybody, nobody; `one`: a single one of all. */
const LIKELY = [0, 0.05, 0.3, 0.5, 0.8, 0.95, 1, 'one'] as const;

interface Somebody {
  readonly id: string;
  manager: string | null;
  does: Readonly<Record<Measure, boolean>>;
}

/**
 * An organisation of 10 to 80 people, two to six levels deep, uneven, over 2 to 12 months in which people join, leave and
 * move, and managers are replaced. `constant`: everybody does what they do from the first month to the last. Whoever
 * checks in has a pledge.
 */
export function someHistory(seed: number, truth: 'constant' | 'changing'): readonly Period[] {
  const chance = chanceFrom(seed);
  const likely = Object.fromEntries(
    MEASURES.map((measure) => [measure, chance.one(LIKELY)]),
  ) as Record<Measure, (typeof LIKELY)[number]>;
  const size = 10 + chance.upTo(71);
  const depth = 2 + chance.upTo(5);
  const span = 2 + chance.upTo(9);
  let made = 0;
  const does = (): Somebody['does'] => {
    const drawn = Object.fromEntries(
      MEASURES.map((measure) => {
        const rate = likely[measure];
        return [measure, rate === 'one' ? made === 1 : chance.next() < rate];
      }),
    ) as Record<Measure, boolean>;
    return { ...drawn, checkin: drawn.checkin && drawn.pledge };
  };
  const somebody = (manager: string | null): Somebody => {
    made += 1;
    return { id: `p${String(made).padStart(3, '0')}`, manager, does: does() };
  };
  let people: Somebody[] = [somebody(null)];
  const levelOf = (id: string | null): number => {
    const found = people.find((one) => one.id === id);
    return found === undefined ? 0 : 1 + levelOf(found.manager);
  };
  const someManager = () => {
    const fit = people.filter(({ id }) => levelOf(id) < depth);
    // The first of them are chosen more often, so that teams are uneven.
    return chance.one(fit.slice(0, 1 + chance.upTo(Math.min(fit.length, span)))).id;
  };
  while (people.length < size) people.push(somebody(someManager()));

  const isBelow = (id: string, above: string): boolean => {
    const manager = people.find((one) => one.id === id)?.manager ?? null;
    return manager !== null && (manager === above || isBelow(manager, above));
  };
  const leave = (gone: Somebody) => {
    people = people.filter((one) => one !== gone);
    for (const one of people) if (one.manager === gone.id) one.manager = gone.manager;
  };
  const changes = {
    join: () => people.push(somebody(someManager())),
    leave: () => {
      const others = people.filter(({ manager }) => manager !== null);
      if (others.length > 9) leave(chance.one(others));
    },
    move: () => {
      const one = chance.one(people.filter(({ manager }) => manager !== null));
      const to = someManager();
      if (to !== one.id && !isBelow(to, one.id)) one.manager = to;
    },
    replace: () => {
      const one = chance.one(people);
      const other = somebody(one.manager);
      for (const under of people) if (under.manager === one.id) under.manager = other.id;
      people = [...people.filter((known) => known !== one), other];
    },
  };
  const restless = chance.one([0, 1, 2, 5, 9]);
  return Array.from({ length: 2 + chance.upTo(11) }, (_, month) => {
    if (month > 0) {
      for (let n = chance.upTo(restless + 1); n > 0; n -= 1) {
        changes[chance.one(['join', 'join', 'leave', 'leave', 'move', 'replace'] as const)]();
      }
      if (truth === 'changing') {
        for (const one of people) if (chance.next() < 0.3) one.does = does();
      }
    }
    return {
      period: `20${26 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
      people: people.map(measured),
    };
  });
}

function measured({ id, manager, does }: Somebody): MeasuredPerson {
  return { id, manager, measures: MEASURES.filter((measure) => does[measure]) };
}
