import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** The most bytes of scripts and styles, compressed, that may be fetched until home is there. */
export const MOST_FIRST_LOAD_BYTES = 230 * 1024;

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

/** What the entry of a built tab needs before its first line runs, by Vite's manifest: files below the folder. */
export function filesOfEntry(built: string): readonly string[] {
  const text = readFileSync(path.join(built, '.vite/manifest.json'), 'utf8');
  const manifest = Manifest.parse(JSON.parse(text));
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of manifest[name]?.imports ?? []) reach(next);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) reach(name);
  return [...reached].flatMap((name) => {
    const chunk = manifest[name];
    return chunk === undefined ? [] : [chunk.file, ...chunk.css];
  });
}

/** The scripts and styles of the tab that a page, and what it frames, fetches from now on: grows while it does. */
export function listenForFiles(page: Page): readonly string[] {
  const fetched: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/tab\/.*\.(?:js|css)$/.test(pathname)) fetched.push(pathname.slice('/tab/'.length));
  });
  return fetched;
}

/** How many bytes these files of a built tab are with gzip. */
export function gzipBytes(built: string, files: readonly string[]): number {
  return files
    .map((file) => gzipSync(readFileSync(path.join(built, file)), { level: 9 }).byteLength)
    .reduce((sum, each) => sum + each, 0);
}
