import { useState } from 'react';

/** How copying went. */
export type CopyState = 'not-yet' | 'copied' | 'failed';

/** Copies a text when told to. `onCopied` is called when it is in the clipboard. */
export function useCopy(onCopied: () => void): {
  readonly state: CopyState;
  readonly copy: (text: string) => void;
} {
  const [state, setState] = useState<CopyState>('not-yet');
  const write = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      onCopied();
    } catch {
      // A frame of Teams may not be allowed to; each browser says so with an error of its own.
      setState('failed');
    }
  };
  return { state, copy: (text) => void write(text) };
}
