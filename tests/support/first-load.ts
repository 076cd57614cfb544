import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** The most bytes of scripts and styles, compressed, that may be fetched until home is there. */
export const MOST_FIRST_LOAD_BYTES = 230 * 1024;

/** The scripts and styles that the page of a built tab names, for the first picture: files below the folder. */
export function filesOfEntry(built: string): readonly string[] {
  const page = readFileSync(path.join(built, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/tab\/([^"]+\.(?:js|css))"/g)].map(
    ([, file]) => file,
  );
  return [...new Set(named)].filter((file) => file !== undefined);
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
