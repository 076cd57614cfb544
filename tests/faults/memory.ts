/** What a person asked for, thing by thing; what each thing is stands there as a text. */
export interface Memory {
  /** It was asked for; whether it was done is not known yet. */
  asked(thing: string, value: string): void;
  /** It was acknowledged: from now on it is so, and nothing that was asked before may change it. */
  acknowledged(thing: string, value: string): void;
  /** Every value that a thing may have now: what was acknowledged last, and what was asked for since. */
  valuesOf(thing: string): readonly string[];
  /** The sentences that are wrong with what is there now, of the things that `isAbout`. Things that are not there are `NOTHING`. */
  compare(there: ReadonlyMap<string, string>, isAbout?: (thing: string) => boolean): Differences;
}

/** What does not fit: acknowledged and not there, or there and never asked for so. */
export interface Differences {
  readonly lost: readonly string[];
  readonly halfDone: readonly string[];
}

/** What a thing is before anything was asked of it. */
export const NOTHING = 'nothing';

interface Known {
  sure: string;
  perhaps: Set<string>;
  /** Every value that was ever asked for. */
  readonly ever: Set<string>;
}

/** The memory of somebody who asked for nothing yet. */
export function createMemory(): Memory {
  const things = new Map<string, Known>();
  const knownOf = (thing: string): Known => {
    const known = things.get(thing) ?? {
      sure: NOTHING,
      perhaps: new Set(),
      ever: new Set([NOTHING]),
    };
    things.set(thing, known);
    return known;
  };
  const valuesOf = (thing: string) => {
    const { sure, perhaps } = things.get(thing) ?? { sure: NOTHING, perhaps: [] };
    return [sure, ...perhaps];
  };
  return {
    asked(thing, value) {
      const known = knownOf(thing);
      known.perhaps.add(value);
      known.ever.add(value);
    },
    acknowledged(thing, value) {
      const known = knownOf(thing);
      known.ever.add(value);
      known.sure = value;
      known.perhaps = new Set();
    },
    valuesOf,
    compare(there, isAbout = () => true) {
      const lost: string[] = [];
      const halfDone: string[] = [];
      for (const thing of new Set([...things.keys(), ...there.keys()])) {
        if (!isAbout(thing)) continue;
        const is = there.get(thing) ?? NOTHING;
        const may = valuesOf(thing);
        if (may.includes(is)) continue;
        const sentence = `${thing} is ${is}, and may be ${may.join(' or ')}`;
        const wasAskedFor = things.get(thing)?.ever.has(is) === true;
        (wasAskedFor ? lost : halfDone).push(sentence);
      }
      return { lost, halfDone };
    },
  };
}

/** A value as a text that does not depend on the order of its fields. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(
          Object.entries(one).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : one,
  );
}
