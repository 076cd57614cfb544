import path from 'node:path';
import { z } from 'zod';
import { packageFiles } from '../../infra/package/app-package.ts';

/** The repository. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the tests read of a manifest; what else there may be is the schema's to say. */
const Manifest = z.looseObject({
  manifestVersion: z.string(),
  version: z.string(),
  id: z.string(),
  developer: z.record(z.string(), z.string()),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  accentColor: z.string(),
  staticTabs: z.array(
    z.object({
      entityId: z.string(),
      name: z.string().optional(),
      contentUrl: z.string().optional(),
      websiteUrl: z.string().optional(),
      scopes: z.array(z.string()),
    }),
  ),
  bots: z.array(
    z.looseObject({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({
          scopes: z.array(z.string()),
          commands: z.array(z.object({ title: z.string(), description: z.string() })),
        }),
      ),
    }),
  ),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
});

/** A manifest as Teams gets it. */
export type Manifest = z.infer<typeof Manifest>;

/** The texts of one language, by where in the manifest they go. */
export type LanguageTexts = Readonly<Record<string, string>>;

/** The package of the environment `local`, which has a value for everything. */
export function builtPackage() {
  const files = packageFiles(ROOT, 'local');
  const json = (name: string): unknown =>
    JSON.parse(Buffer.from(files.get(name) ?? new Uint8Array()).toString());
  const manifest = Manifest.parse(json('manifest.json'));
  const languages = new Map<string, LanguageTexts>(
    manifest.localizationInfo.additionalLanguages.map(({ languageTag, file }) => [
      languageTag,
      z.record(z.string(), z.string()).parse(json(file)),
    ]),
  );
  return { files, json, manifest, languages };
}

/** What people read in the package in its own language, by the names that its other languages use. */
export function ownTexts({ name, description, staticTabs, bots }: Manifest): LanguageTexts {
  const texts: readonly (readonly [string, string])[] = [
    ['name.short', name.short],
    ['name.full', name.full],
    ['description.short', description.short],
    ['description.full', description.full],
    ...staticTabs.flatMap((tab, index) =>
      tab.name === undefined ? [] : [[`staticTabs[${index}].name`, tab.name] as const],
    ),
    ...bots.flatMap(({ commandLists }, bot) =>
      commandLists.flatMap(({ commands }, list) =>
        commands.flatMap(({ title, description: does }, command) => {
          const at = `bots[${bot}].commandLists[${list}].commands[${command}]`;
          return [[`${at}.title`, title] as const, [`${at}.description`, does] as const];
        }),
      ),
    ),
  ];
  return Object.fromEntries(texts);
}
