import path from 'node:path';
import { BUILT_PAGES, isBuildStale } from './stale-build.ts';

/** Builds the tab and the local Teams page where a source is younger than the build. Says so on stderr. */
export async function buildStalePages(root: string): Promise<void> {
  const stale = BUILT_PAGES.filter((page) => isBuildStale(root, page));
  if (stale.length === 0) return;
  // Takes a while to load, and mostly nothing is stale.
  const { build } = await import('vite');
  // Vite heeds it, and packs React's development build, a third larger, where a test runner has set another.
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    for (const page of stale) {
      process.stderr.write(`Building ${page.folder} …\n`);
      const configFile = path.join(root, page.folder, 'vite.config.ts');
      await build({ configFile, root: path.join(root, page.folder), logLevel: 'error' });
    }
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

if (import.meta.main) await buildStalePages(path.resolve(import.meta.dirname, '../..'));
