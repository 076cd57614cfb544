import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

function sourcesIn(place: string): readonly { readonly file: string; readonly text: string }[] {
  if (/\.tsx?$/.test(place))
    return [{ file: place, text: readFileSync(path.join(root, place), 'utf8') }];
  return readdirSync(path.join(root, place), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || /\.tsx?$/.test(entry.name))
    .flatMap(({ name }) => sourcesIn(path.posix.join(place, name)));
}

const SERVER = ['main.ts', 'bot', 'shared', 'tab/api'].flatMap(sourcesIn);
const TAB = ['tab/app', 'tab/features', 'tab/components', 'tab/lib'].flatMap(sourcesIn);

function filesWith(sources: typeof SERVER, found: RegExp): readonly string[] {
  return sources.filter(({ text }) => found.test(text)).map(({ file }) => file);
}

test('no link that somebody gave is ever fetched: requests go to Teams and to Graph alone', () => {
  // Storage and sign-in have clients of their own, which ask the addresses of the configuration.
  const asking = filesWith(SERVER, /\bfetch(?:It)?\(/);
  expect(asking.toSorted()).toEqual([
    'bot/teams/connector-sender.ts',
    'shared/graph/graph-directory.ts',
  ]);
  expect(
    filesWith(SERVER, /from 'node:(?:https|http2|dns|dgram)'|from '(?:axios|undici|node-fetch)'/),
  ).toEqual([]);
});

test('nothing is drawn as HTML, in the tab and on the server', () => {
  expect(
    filesWith(TAB, /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/),
  ).toEqual([]);
  expect(filesWith([...SERVER, ...TAB], /\beval\(|new Function\(|setTimeout\(\s*['"`]/)).toEqual(
    [],
  );
});

test('nothing runs another program', () => {
  expect(filesWith(SERVER, /child_process|worker_threads|node:vm|process\.binding/)).toEqual([]);
});

test('nothing secret is made with chance that can be guessed', () => {
  // Waits before another try, and where a block begins, need not be secret.
  const guessable = filesWith(SERVER, /Math\.random/);
  expect(guessable).not.toEqual([]);
  for (const file of guessable) {
    const { text } = SERVER.find((source) => source.file === file) ?? { text: '' };
    expect(text, file).not.toMatch(/(?:secret|nonce|token|hash|\bid\b).*Math\.random/i);
  }
});
