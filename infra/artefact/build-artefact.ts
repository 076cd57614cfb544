import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { z } from 'zod';
import { type Bundle, bundleServer } from './bundle-server.ts';
import { licencesOf } from './licences.ts';
import { Lock, lockOf } from './lock-of-server.ts';
import { placeOf } from './package-places.ts';
import { stylesAhead } from './styles-ahead.ts';

// `npm run artefact`: what production needs in `build/alongside`, and nothing else.

/** The folders of the server. What its sources read beside themselves is below them, and in the artefact at the same paths. */
const SERVER = ['bot', 'shared', 'tab/api'];

/** Every file has this time, so that two builds of the same sources are the same bytes. */
const BUILT_AT = new Date('2000-01-01T00:00:00Z');

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  overrides: z.unknown(),
});

/**
 * Builds the artefact: the server as a bundle with its packages, the files that it reads, the tab with its files compressed, and
 * the licences of all packages in it. Nothing is installed where it runs: a package.json and a lock file say what the bundle
 * was made of, with the hash of each, for whoever looks whether a weakness is known.
 * @param root the repository
 * @param target the folder; whatever is there is removed
 */
export async function buildArtefact(root: string, target: string): Promise<Bundle> {
  rmSync(target, { recursive: true, force: true });
  const bundle = await bundleServer(root, target);
  const read = SERVER.flatMap((place) => filesIn(root, place)).filter(
    (file) => !file.endsWith('.ts'),
  );
  for (const file of read) copy(path.join(root, file), path.join(target, file));
  const tab = path.join(target, 'dist/tab');
  const inTheTab = await buildTab(root, tab);
  // Notes of the build for itself: where each file came from.
  rmSync(path.join(tab, '.vite'), { recursive: true, force: true });
  writePackages(root, target, bundle.packages);
  writeFileSync(
    path.join(target, 'licences.txt'),
    licencesOf(root, [...new Set([...bundle.places, ...inTheTab])]),
  );
  for (const file of filesIn(target, '')) utimesSync(path.join(target, file), BUILT_AT, BUILT_AT);
  return bundle;
}

/** The files at a place and below, in order, as paths from the root. */
export function filesIn(root: string, place: string): readonly string[] {
  const absolute = path.join(root, place);
  if (statSync(absolute).isFile()) return [place];
  return readdirSync(absolute)
    .toSorted()
    .flatMap((name) => filesIn(root, path.posix.join(place, name)));
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/**
 * Builds the tab for production, with its files compressed.
 * @param from the folder of another page to build in the same way, for whoever compares
 * @returns the folders of the packages of which something is in it, as paths from the root
 */
export async function buildTab(
  root: string,
  outDir: string,
  from = path.join(root, 'tab'),
): Promise<readonly string[]> {
  // Vite heeds it, and packs React's development build where a test runner has set another.
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    const built = await build({
      configFile: path.join(root, 'tab/vite.config.ts'),
      root: from,
      logLevel: 'error',
      plugins: [stylesAhead()],
      build: { outDir, emptyOutDir: true, reportCompressedSize: false },
    });
    for (const file of filesIn(outDir, 'assets')) compress(path.join(outDir, file));
    return packagesIn(root, built);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function packagesIn(root: string, built: Awaited<ReturnType<typeof build>>): readonly string[] {
  if (!Array.isArray(built) && !('output' in built)) throw new Error('The tab was not built once.');
  const modules = [built]
    .flat()
    .flatMap(({ output }) => output)
    .flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
  return [...new Set(modules.flatMap((id) => placeOf(root, id) ?? []))];
}

const FEWEST_BYTES_TO_COMPRESS = 1024;

function compress(file: string): void {
  const bytes = readFileSync(file);
  if (bytes.length < FEWEST_BYTES_TO_COMPRESS) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

/** package.json and lock file of what the server imports. */
function writePackages(root: string, target: string, imported: ReadonlySet<string>): void {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
  const { name, version, dependencies, devDependencies, overrides } = Manifest.parse(
    read('package.json'),
  );
  const wanted = Object.fromEntries(
    Object.entries(dependencies).filter(([dependency]) => imported.has(dependency)),
  );
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const manifest = {
    name,
    version,
    private: true,
    type: 'module',
    // The line of the one that every test ran on.
    engines: { node: `^${(devDependencies['node'] ?? '').split('.')[0]}` },
    scripts: { start: 'node main.js' },
    dependencies: wanted,
    overrides,
  };
  writeFileSync(path.join(target, 'package.json'), json(manifest));
  const lock = lockOf(Lock.parse(read('package-lock.json')), wanted);
  writeFileSync(path.join(target, 'package-lock.json'), json(lock));
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '../..');
  const target = path.join(root, 'build/alongside');
  await buildArtefact(root, target);
  process.stdout.write(`${target}\n`);
}
