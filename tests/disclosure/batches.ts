import {
  MEASURES,
  type Measure,
  type Period,
} from '../../shared/domain/disclosure/release-period.ts';
import { type Chance, chanceFrom } from '../support/chance.ts';

type Does = Readonly<Record<Measure, boolean>>;

interface Somebody {
  readonly id: string;
  manager: string;
  does: Does;
}

/** What kind of history it is. */
interface Shape {
  /** Fewest and most people right below a manager at the beginning. */
  readonly team: readonly [number, number];
  /** Each manager is below the one before, so that cells hold nearly the same people. */
  readonly isChain: boolean;
  readonly largestBatch: number;
  /** How likely it is that everybody of a team does the same at the beginning. */
  readonly alike: number;
  /** How likely it is that somebody does something: of teams that are alike, and of batches. */
  readonly likely: number;
}

const TEAMS = [
  [1, 4],
  [1, 9],
  [1, 14],
  [5, 12],
  [10, 23],
] as const;

/**
 * An organisation of up to seven teams of any size, over 2 to 12 months in which batches of one to nine people who all
 * do the same come, go, move, or (where it is `changing`) begin and stop: what somebody would choose who wants numbers
 * to tell something. `constant`: everybody does what they do from the first month to the last. Whoever checks in has a
 * pledge.
 */
export function batchHistory(seed: number, truth: 'constant' | 'changing'): readonly Period[] {
  const chance = chanceFrom(seed);
  const shape: Shape = {
    team: chance.one(TEAMS),
    isChain: chance.next() < 0.4,
    largestBatch: chance.one([2, 4, 9]),
    alike: chance.one([0, 0.5, 1]),
    likely: chance.one([0.1, 0.5, 0.5, 0.9]),
  };
  const organisation = new BatchOrganisation(chance, shape);
  return Array.from({ length: 2 + chance.upTo(11) }, (_, month) => {
    if (month > 0) organisation.change(truth === 'changing');
    return {
      period: `20${26 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
      people: organisation.everybody(),
    };
  });
}

class BatchOrganisation {
  private readonly chance: Chance;
  private readonly shape: Shape;
  /** Each with the manager above; the first is at the top. They stay. */
  private readonly managers: { readonly id: string; readonly above: string | null }[] = [];
  private readonly doesOfManagers = new Map<string, Does>();
  private people: Somebody[] = [];
  private made = 0;

  constructor(chance: Chance, shape: Shape) {
    this.chance = chance;
    this.shape = shape;
    const teams = 1 + chance.upTo(7);
    for (let n = 0; n < teams; n += 1) {
      const above = shape.isChain ? this.managers.at(-1) : n > 0 && chance.one(this.managers);
      const id = this.newId();
      this.managers.push({ id, above: above === undefined || above === false ? null : above.id });
      this.doesOfManagers.set(id, this.drawn(0.5));
    }
    const [least, most] = shape.team;
    for (const { id } of this.managers) {
      const isAlike = chance.next() < shape.alike;
      const all = this.drawn(shape.likely);
      const rate = chance.next();
      for (let n = least + chance.upTo(most - least + 1); n > 0; n -= 1) {
        this.add(id, isAlike ? all : this.drawn(rate));
      }
    }
    while (this.people.length < 11) this.add(this.someManager(), this.drawn(shape.likely));
  }

  /** One month: one or two batches. */
  change(isChanging: boolean): void {
    const kinds = ['join', 'leave', 'move', ...(isChanging ? (['begin'] as const) : [])] as const;
    for (let n = 1 + this.chance.upTo(2); n > 0; n -= 1) {
      const kind = this.chance.one(kinds);
      const size = 1 + this.chance.upTo(this.shape.largestBatch);
      const manager = this.someManager();
      if (kind === 'join') {
        const all = this.drawn(this.shape.likely);
        for (let joined = 0; joined < size; joined += 1) this.add(manager, all);
        continue;
      }
      const batch = this.batchOf(manager, size);
      if (kind === 'leave') {
        if (this.people.length - batch.length < 11) continue;
        this.people = this.people.filter((one) => !batch.includes(one));
      } else if (kind === 'move') {
        const to = this.someManager();
        for (const one of batch) one.manager = to;
      } else {
        const all = this.drawn(this.shape.likely);
        for (const one of batch) one.does = all;
      }
    }
  }

  everybody(): Period['people'] {
    return [
      ...this.managers.map(({ id, above }) => ({
        id,
        manager: above,
        measures: measuresOf(this.doesOfManagers.get(id)),
      })),
      ...this.people.map(({ id, manager, does }) => ({ id, manager, measures: measuresOf(does) })),
    ];
  }

  /** So many people of a team who are alike in one measure, or fewer. */
  private batchOf(manager: string, size: number): readonly Somebody[] {
    const team = this.people.filter((one) => one.manager === manager);
    if (team.length === 0) return [];
    const measure = this.chance.one(MEASURES);
    const like = this.chance.one(team).does[measure];
    return team.filter(({ does }) => does[measure] === like).slice(0, size);
  }

  private add(manager: string, does: Does): void {
    this.people.push({ id: this.newId(), manager, does });
  }

  private someManager(): string {
    return this.chance.one(this.managers).id;
  }

  private newId(): string {
    this.made += 1;
    return `p${String(this.made).padStart(3, '0')}`;
  }

  private drawn(rate: number): Does {
    const does = () => this.chance.next() < rate;
    const pledge = does();
    return { pledge, checkin: does() && pledge, learning: does(), ally: does() };
  }
}

function measuresOf(does: Does | undefined): readonly Measure[] {
  return MEASURES.filter((measure) => does?.[measure] === true);
}
