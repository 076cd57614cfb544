import { z } from 'zod';

const Names = z.record(z.string(), z.string());

const LockedPackage = z.looseObject({
  version: z.string().optional(),
  dependencies: Names.optional(),
  optionalDependencies: Names.optional(),
  peerDependencies: Names.optional(),
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().optional() }))
    .optional(),
});

/** A lock file of npm, version 3, as far as it is read here. */
export const Lock = z.looseObject({
  name: z.string(),
  version: z.string(),
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), LockedPackage),
});
export type Lock = z.infer<typeof Lock>;

/**
 * The lock file of these packages alone, each with all that it stands on, everything in the very version and place that
 * the whole lock file has it. Throws where something is missing there.
 * @param wanted names and versions as they stand in package.json
 */
export function lockOf(whole: Lock, wanted: Readonly<Record<string, string>>): Lock {
  const kept = new Set<string>();

  /** Where Node would find a package from here: the nearest `node_modules` that has it. */
  function find(name: string, from: string): string | undefined {
    for (let at = from; ;) {
      const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      if (whole.packages[place] !== undefined) return place;
      if (at === '') return undefined;
      const up = at.lastIndexOf('/node_modules/');
      at = up < 0 ? '' : at.slice(0, up);
    }
  }

  function keep(name: string, from: string, isNeeded: boolean): void {
    const place = find(name, from);
    const locked = place === undefined ? undefined : whole.packages[place];
    if (place === undefined || locked === undefined) {
      if (isNeeded)
        throw new Error(`${name}, which ${from || 'the program'} needs, is not locked.`);
      return;
    }
    if (kept.has(place)) return;
    kept.add(place);
    for (const next of Object.keys(locked.dependencies ?? {})) {
      keep(next, place, locked.optionalDependencies?.[next] === undefined);
    }
    for (const next of Object.keys(locked.optionalDependencies ?? {})) keep(next, place, false);
    for (const next of Object.keys(locked.peerDependencies ?? {})) {
      const isOptional = locked.peerDependenciesMeta?.[next]?.optional === true;
      if (!isOptional) keep(next, place, false);
    }
  }

  for (const name of Object.keys(wanted)) keep(name, '', true);
  const { name, version, lockfileVersion } = whole;
  const packages = [...kept].toSorted().map((place) => [place, whole.packages[place]] as const);
  return Lock.parse({
    name,
    version,
    lockfileVersion,
    requires: true,
    packages: { '': { name, version, dependencies: wanted }, ...Object.fromEntries(packages) },
  });
}
