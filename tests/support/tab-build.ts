import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const SOURCES = ['tab', 'shared', 'package-lock.json'];
const BUILT = path.join('dist', 'tab', 'index.html');

/**
 * Whether the tab must be built: there is no build, or a source is younger than it. An up-to-date
 * build is left alone, since `npm start` may be serving it.
 * @param root the repository
 */
export function isTabBuildStale(root: string): boolean {
  const built = modifiedAt(path.join(root, BUILT));
  if (built === undefined) return true;
  return SOURCES.some((source) => youngestIn(path.join(root, source)) > built);
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
