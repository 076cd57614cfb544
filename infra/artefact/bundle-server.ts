import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { packageOf } from './lock-of-server.ts';

/** What stands in the bundle. */
export interface Bundle {
  /** The sources that run, as paths from the root. */
  readonly sources: readonly string[];
  /** What is imported as soon as the program starts, as written: `temporal-polyfill/full`, `node:fs`. */
  readonly importedAtStart: readonly string[];
  /** The packages that are imported, at the start or later, and those of Node. */
  readonly packages: ReadonlySet<string>;
}

const ENTRY = 'main.ts';

/**
 * Writes the server as `main.js`, with what it imports later beside it. Packages stay imports. Names stay as they are, and
 * a comment says where each source begins, so that places in a log can be found.
 * @param root the repository
 * @param target the folder; what the sources read beside themselves is looked for in it at their own paths
 */
export async function bundleServer(root: string, target: string): Promise<Bundle> {
  const build = await rolldown({
    cwd: root,
    input: path.join(root, ENTRY),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    plugins: [keepPlaces(root)],
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  mkdirSync(target, { recursive: true });
  const { output } = await build.write({
    dir: target,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  });
  await build.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const main = startOf(root, chunks);
  const own = new Set(chunks.map((chunk) => chunk.fileName));
  const imported = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]);
  return {
    sources: chunks
      .flatMap((chunk) => Object.keys(chunk.modules))
      .filter((id) => path.isAbsolute(id))
      .map((id) => path.relative(root, id))
      .toSorted(),
    importedAtStart: main.imports.filter((name) => !own.has(name)),
    packages: new Set(imported.filter((name) => !own.has(name)).map(packageOf)),
  };
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

const OWN_URL = /\bimport\.meta\.url\b/g;
const OTHER_PLACE = /\bimport\.meta\.(?!url\b)\w+/;

/** Lets each source know the address that it had, though it runs from a file at the top. */
function keepPlaces(root: string): Plugin {
  return {
    name: 'alongside-places',
    transform(code, id) {
      const source = path.relative(root, id);
      if (source === ENTRY) return undefined;
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
