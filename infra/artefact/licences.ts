import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Named = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** What packages call the files that go with every copy of them. */
const GOES_WITH_COPIES = /^(?:licen[cs]es?|copying|copyright|notice)(?:[.-]|$)/i;

/** Where there is no such file, the end of a README may be it: "License", "## License". */
const LAST_SECTION = /^(?:#+ *)?licen[cs]e\s*$[^]*/im;

/**
 * The licences of packages as one text: each with its name and version, and what its makers want with every copy.
 * @param root the repository
 * @param places the folders of the packages, as paths from the root
 */
export function licencesOf(root: string, places: readonly string[]): string {
  const packages = places.map((place) => {
    const folder = path.join(root, place);
    const named = Named.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
    return { title: `${named.name} ${named.version}`, text: textOf(folder, named) };
  });
  const once = new Map(packages.map(({ title, text }) => [title, text]));
  return [...once]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, text]) => `${title}\n${'='.repeat(title.length)}\n\n${text}\n`)
    .join('\n');
}

function textOf(folder: string, named: z.infer<typeof Named>): string {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && GOES_WITH_COPIES.test(entry.name))
    .map((entry) => entry.name)
    .toSorted();
  const texts = files.map((file) => read(path.join(folder, file)));
  if (texts.length > 0) return texts.join('\n\n');
  const [readme] = readdirSync(folder).filter((file) => /^readme\b/i.test(file));
  const told = readme === undefined ? null : LAST_SECTION.exec(read(path.join(folder, readme)));
  return `${licenceNamed(named)}${authorNamed(named)}${told === null ? '' : `\n\n${told[0]}`}`;
}

function read(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}

function licenceNamed({ name, license, licenses }: z.infer<typeof Named>): string {
  const named = license ?? licenses?.[0];
  if (named === undefined) throw new Error(`${name} does not say what its licence is.`);
  return typeof named === 'string' ? named : named.type;
}

function authorNamed({ author }: z.infer<typeof Named>): string {
  if (author === undefined) return '';
  return `, ${typeof author === 'string' ? author : author.name}`;
}
