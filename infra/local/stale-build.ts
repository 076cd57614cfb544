import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A page that Vite builds: its folder, what it is made of, and the file that tells when it was built. */
export interface BuiltPage {
  /** Where its `vite.config.ts` is, below the repository. */
  readonly folder: string;
  readonly sources: readonly string[];
  readonly built: string;
}

/** The tab and the local Teams page. */
export const BUILT_PAGES: readonly BuiltPage[] = [
  {
    folder: 'tab',
    sources: ['tab', 'shared', 'package-lock.json'],
    built: path.join('dist', 'tab', 'index.html'),
  },
  {
    folder: path.join('infra', 'local', 'page'),
    sources: [path.join('infra', 'local', 'page'), 'package-lock.json'],
    built: path.join('dist', 'local', 'index.html'),
  },
];

/**
 * Whether a page must be built: there is no build, or a source is younger than it. An up-to-date build is left
 * alone, since `npm start` may be serving it.
 * @param root the repository
 */
export function isBuildStale(root: string, page: BuiltPage): boolean {
  const built = modifiedAt(path.join(root, page.built));
  if (built === undefined) return true;
  return page.sources.some((source) => youngestIn(path.join(root, source)) > built);
}

function youngestIn(place: string): number {
  const own = statSync(place, { throwIfNoEntry: false });
  if (own === undefined) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const below = readdirSync(place).map((name) => youngestIn(path.join(place, name)));
  return Math.max(own.mtimeMs, ...below);
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
