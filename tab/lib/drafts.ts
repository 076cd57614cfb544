import { useState } from 'react';

const PREFIX = 'alongside.draft.';

/** What was typed into one form and is not saved yet. */
export interface Draft<T> {
  readonly value: T;
  /** Whether `value` is something typed earlier, before the form was closed or the tab reloaded. */
  readonly restored: boolean;
  set(value: T): void;
  /** Forgets what was typed and goes back to the initial value: after saving, or when the person says so. */
  clear(): void;
}

/**
 * Keeps what is typed into the form `key` (plain JSON) until it is saved, over page changes and reloads. It
 * lives in the session storage: gone when Teams is closed, so that no private note stays on a shared computer.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [state, setState] = useState(() => {
    const stored = readDraft<T>(key);
    return { key, value: stored ?? initial, restored: stored !== undefined };
  });
  let current = state;
  if (state.key !== key) {
    const stored = readDraft<T>(key);
    current = { key, value: stored ?? initial, restored: stored !== undefined };
    setState(current);
  }
  return {
    value: current.value,
    restored: current.restored,
    set(value) {
      write(key, JSON.stringify(value));
      setState({ key, value, restored: false });
    },
    clear() {
      clearDraft(key);
      setState({ key, value: initial, restored: false });
    },
  };
}

/** What was typed into this form earlier and is not saved yet; `otherwise` where there is nothing. */
export function readDraft<T>(key: string, otherwise?: T): T | undefined {
  const text = withStorage((storage) => storage.getItem(PREFIX + key));
  return text === undefined || text === null ? otherwise : (JSON.parse(text) as T);
}

/** The forms whose keys begin so and into which something was typed that is not saved yet. */
export function draftKeys(beginning: string): readonly string[] {
  const keys = withStorage((storage) => Object.keys(storage)) ?? [];
  return keys
    .filter((key) => key.startsWith(PREFIX + beginning))
    .map((key) => key.slice(PREFIX.length));
}

/** Forgets what was typed into this form. */
export function clearDraft(key: string): void {
  withStorage((storage) => storage.removeItem(PREFIX + key));
}

/** Forgets everything typed and not saved: when a person erases themselves. */
export function clearAllDrafts(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(PREFIX)) storage.removeItem(key);
    }
  });
}

function write(key: string, text: string): void {
  withStorage((storage) => storage.setItem(PREFIX + key, text));
}

/** A browser that forbids storage in frames, or whose storage is full, only loses the drafts. */
function withStorage<R>(act: (storage: Storage) => R): R | undefined {
  try {
    return act(window.sessionStorage);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
