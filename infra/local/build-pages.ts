import path from 'node:path';
import { build } from 'vite';
import { BUILT_PAGES, isBuildStale } from './stale-build.ts';

/** Builds the tab and the local Teams page where a source is younger than the build. Says so on stderr. */
export async function buildStalePages(root: string): Promise<void> {
  for (const page of BUILT_PAGES) {
    if (!isBuildStale(root, page)) continue;
    process.stderr.write(`Building ${page.folder} …\n`);
    const configFile = path.join(root, page.folder, 'vite.config.ts');
    await build({ configFile, root: path.join(root, page.folder), logLevel: 'error' });
  }
}

if (import.meta.main) await buildStalePages(path.resolve(import.meta.dirname, '../..'));
