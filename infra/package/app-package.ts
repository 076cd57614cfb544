import { type Zippable, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  EnvironmentProblem,
  fillIn,
  missingFrom,
  placeholdersIn,
  readEnvironment,
} from './environment.ts';

/** What of a manifest names other files. */
const Files = z.object({
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
});

/** The files of an app package by their names in it, the manifest first. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

const MANIFEST = 'manifest.json';

/**
 * What goes into the app package of an environment: manifest, texts of each language and icons, filled in.
 * @throws EnvironmentProblem that names every variable without a value, at once
 */
export function packageFiles(root: string, environment: string): PackageFiles {
  const folder = path.join(root, 'appPackage');
  const variables = readEnvironment(root, environment);
  const read = (name: string) => readFileSync(path.join(folder, name));
  const template = read(MANIFEST).toString();
  const { icons, localizationInfo } = Files.parse(JSON.parse(template));
  const templates = new Map([
    [MANIFEST, template],
    ...localizationInfo.additionalLanguages.map(
      ({ file }) => [file, read(file).toString()] as const,
    ),
  ]);
  const missing = missingFrom(
    variables,
    placeholdersIn([...templates.values()].join('\n')).toSorted(),
  );
  if (missing.length > 0) {
    throw new EnvironmentProblem(
      [
        `The app package of "${environment}" needs these variables, which have no value in env/.env.${environment}:`,
        ...missing.map((name) => `  ${name}`),
        'Provisioning writes them there: docs/operate/deploy.md.',
      ].join('\n'),
    );
  }
  return new Map<string, Uint8Array>([
    ...[...templates].map(([name, text]) => [name, Buffer.from(fillIn(text, variables))] as const),
    ...[icons.color, icons.outline].map((name) => [name, read(name)] as const),
  ]);
}

/** The zip of these files: the same files are the same bytes, on every machine and at every time. */
export function zipped(files: PackageFiles): Uint8Array {
  const entries: Zippable = Object.fromEntries(files);
  // A zip holds local time, from 1980 on.
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
}
