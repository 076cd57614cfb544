import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { isOfPackage, packageOf, placeOf } from './package-places.ts';
import { refuseLookingAround } from './refuse-looking-around.ts';

/** What stands in the bundle. */
export interface Bundle {
  /** The sources that run, as paths from the root. */
  readonly sources: readonly string[];
  /** What they import as soon as the program starts, as written: `temporal-polyfill/full`, `node:fs`. */
  readonly importedAtStart: readonly string[];
  /** The packages that they import, at the start or later, and those of Node. */
  readonly packages: ReadonlySet<string>;
  /** Where the packages were of which something is in the bundle, as paths from the root: `node_modules/fastify`. */
  readonly places: readonly string[];
}

const ENTRY = 'main.ts';
/** The file of all that packages bring for the start. */
const PACKAGES = 'start';
/** Node tells what is deprecated where it is not used by a package; in a bundle it would tell it of packages as well. */
const NOTHING_DEPRECATED = 'process.noDeprecation = true;';

/**
 * Writes the server as `main.js`, with what it imports later beside it and what it has of packages in `packages/`: nothing
 * is looked for anywhere else. Names stay as they are, and a comment says where each source begins, so that places in a
 * log can be found.
 * @param root the repository, with its packages
 * @param target the folder; what the sources read beside themselves is looked for in it at their own paths
 */
export async function bundleServer(root: string, target: string): Promise<Bundle> {
  const imports: Import[] = [];
  const build = await rolldown({
    cwd: root,
    input: path.join(root, ENTRY),
    platform: 'node',
    plugins: [noteImports(root, imports), keepPlaces(root), refuseLookingAround(root)],
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  mkdirSync(target, { recursive: true });
  const { output } = await build.write({
    dir: target,
    format: 'esm',
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => isSource(root, id)) ? '[name].js' : 'packages/[name].js',
    codeSplitting: { groups: [{ name: PACKAGES, tags: ['$initial'], test: isOfPackage }] },
    intro: ({ name }) => (name === PACKAGES ? NOTHING_DEPRECATED : ''),
  });
  await build.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const atStart = new Set(modulesOf(waitedFor(startOf(root, chunks), chunks)));
  const modules = modulesOf(chunks);
  return {
    sources: modules
      .filter((id) => isSource(root, id))
      .map((id) => path.relative(root, id))
      .toSorted(),
    importedAtStart: namesOf(imports.filter(({ by, isLater }) => !isLater && atStart.has(by))),
    packages: new Set(namesOf(imports).map(packageOf)),
    places: [...new Set(modules.flatMap((id) => placeOf(root, id) ?? []))].toSorted(),
  };
}

/** What a source imports that is not a source. */
interface Import {
  readonly name: string;
  readonly by: string;
  readonly isLater: boolean;
}

function namesOf(imports: readonly Import[]): readonly string[] {
  return [...new Set(imports.map(({ name }) => name))].toSorted();
}

function noteImports(root: string, imports: Import[]): Plugin {
  return {
    name: 'alongside-imports',
    resolveId(name, by, { kind }) {
      const isOfSource = by !== undefined && isSource(root, by);
      if (isOfSource && !name.startsWith('.') && !path.isAbsolute(name))
        imports.push({ name, by, isLater: kind === 'dynamic-import' });
    },
  };
}

function isSource(root: string, id: string): boolean {
  return id.startsWith(`${root}/`) && !isOfPackage(id);
}

function modulesOf(chunks: readonly OutputChunk[]): readonly string[] {
  return chunks.flatMap((chunk) => Object.keys(chunk.modules));
}

/** The file that starts the program. It alone holds the entry, and is imported by no other. */
function startOf(root: string, chunks: readonly OutputChunk[]): OutputChunk {
  const entry = path.join(root, ENTRY);
  const main = chunks.find((chunk) => chunk.isEntry && chunk.modules[entry] !== undefined);
  const isWaitedFor = chunks.some((chunk) => chunk.imports.includes(main?.fileName ?? ''));
  // What is imported later while the entry still starts would wait for it, and the entry for that.
  if (main === undefined || isWaitedFor) throw new Error(`A source imports ${ENTRY}.`);
  return main;
}

/** This file and all that it waits for. */
function waitedFor(main: OutputChunk, chunks: readonly OutputChunk[]): readonly OutputChunk[] {
  const found = new Set([main]);
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return [...found];
}

const OWN_URL = /\bimport\.meta\.url\b/g;
const OTHER_PLACE = /\bimport\.meta\.(?!url\b)\w+/;

/** Lets each source know the address that it had, though it runs from a file at the top. */
function keepPlaces(root: string): Plugin {
  return {
    name: 'alongside-places',
    transform(code, id) {
      const source = path.relative(root, id);
      if (!isSource(root, id) || source === ENTRY) return undefined;
      const [other] = OTHER_PLACE.exec(code) ?? [];
      if (other !== undefined) throw new Error(`${source} reads ${other}, which moves.`);
      if (!code.includes('import.meta.url')) return undefined;
      return code.replaceAll(
        OWN_URL,
        `new URL(${JSON.stringify(`./${source}`)}, import.meta.url).href`,
      );
    },
  };
}
