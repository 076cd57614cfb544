import { closeSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LocalSetupProblem } from '../local-setup-problem.ts';
import { type KeptFile, prepareDataFolder } from '../state-file.ts';
import { Activity } from './activity.ts';

/** One thing that happened in a person's chat. `order` grows by one with each, over all persons; `at` is product time. */
export const ChatEntry = z.object({
  order: z.number().int().positive(),
  at: z.string(),
  personId: z.string(),
  /** `said` and `tapped` are the person's, `installed` and `removed` the app's; the others are the bot's. */
  kind: z.enum(['sent', 'updated', 'deleted', 'said', 'tapped', 'installed', 'removed']),
  activity: Activity,
});
export type ChatEntry = z.infer<typeof ChatEntry>;

/** What a new entry is made of. */
export type NewChatEntry = Pick<ChatEntry, 'personId' | 'kind' | 'activity'>;

/** Everything that was said in the chats of this machine, in order. */
export interface ChatLog {
  add(entry: NewChatEntry): ChatEntry;
  /** Everything of one person, or what came after an entry. */
  of(personId: string, afterOrder?: number): readonly ChatEntry[];
  /** Whose app was installed or removed, with the latest state. */
  installations(): ReadonlyMap<string, 'installed' | 'removed'>;
  /** Calls back with each new entry until the function it returns is called. */
  listen(listener: (entry: ChatEntry) => void): () => void;
  /** Lets go of the file. */
  close(): void;
}

const FILE: KeptFile = 'messages.jsonl';

/**
 * Opens the chats, kept in `<dataDir>/messages.jsonl` where a folder is given and in memory alone where
 * not. A last line torn by a crash is dropped; a broken line elsewhere is a LocalSetupProblem.
 */
export function openChatLog(options: {
  readonly dataDir: string | undefined;
  /** Product time. */
  readonly now: () => string;
}): ChatLog {
  const { dataDir, now } = options;
  const byPerson = new Map<string, ChatEntry[]>();
  const installed = new Map<string, 'installed' | 'removed'>();
  const listeners = new Set<(entry: ChatEntry) => void>();
  let lastOrder = 0;
  let file: number | undefined;

  const remember = (entry: ChatEntry): void => {
    lastOrder = entry.order;
    const entries = byPerson.get(entry.personId);
    if (entries === undefined) byPerson.set(entry.personId, [entry]);
    else entries.push(entry);
    if (entry.kind === 'installed' || entry.kind === 'removed') {
      installed.set(entry.personId, entry.kind);
    }
  };

  if (dataDir !== undefined) {
    prepareDataFolder(dataDir);
    const path = join(dataDir, FILE);
    for (const entry of readEntries(path)) remember(entry);
    try {
      file = openSync(path, 'a', 0o600);
    } catch (error) {
      throw unusable(path, 'written', error);
    }
  }

  return {
    add(entry) {
      const whole: ChatEntry = { ...entry, order: lastOrder + 1, at: now() };
      // Synchronous, so that what was acknowledged to the bot outlives this process.
      if (file !== undefined) writeSync(file, `${JSON.stringify(whole)}\n`);
      remember(whole);
      for (const listener of listeners) listener(whole);
      return whole;
    },
    of: (personId, afterOrder = 0) =>
      (byPerson.get(personId) ?? []).filter((entry) => entry.order > afterOrder),
    installations: () => installed,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function readEntries(path: string): ChatEntry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw unusable(path, 'read', error);
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return ChatEntry.parse(JSON.parse(line));
      } catch (error) {
        throw new LocalSetupProblem(
          `Line ${index + 1} of ${path} is broken: delete the file to begin with empty chats.`,
          { cause: error },
        );
      }
    });
}

function unusable(path: string, done: 'read' | 'written', error: unknown): LocalSetupProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new LocalSetupProblem(
    `The chats in ${path} cannot be ${done} (${code}): make the file readable and writable, or delete it.`,
    { cause: error },
  );
}
