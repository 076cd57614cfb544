import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { FIRST_SIGHT_MS } from '../lib/wait.ts';
import { useAnnounce } from './announcer.tsx';
import type { Said, ToastAct, ToasterProps } from './toaster.tsx';

const Say = createContext<(said: Said) => void>(() => {});

/** What a person does first, whatever it is. */
const ACTS = ['pointerdown', 'keydown'] as const;

/** Where quiet messages appear, below everything that may say one; one in the shell. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const announce = useAnnounce();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [Shown, setShown] = useState<ComponentType<ToasterProps>>();
  const show = useCallback(async () => {
    const { ToastsShown } = await import('./toaster.tsx');
    setShown(() => ToastsShown);
  }, []);
  const say = useCallback(
    (next: Said) => {
      setSaid((before) => [...before, next]);
      // There may be no connection to fetch it over: at least it is heard.
      show().catch(() => announce(next.text));
    },
    [announce, show],
  );
  useEffect(() => {
    // It holds the first page up in no way, and is there before anything that is closed: it keeps alive what Fluent hides the
    // page with behind a dialog, and shows it again.
    const done = new AbortController();
    // Where it cannot be fetched, the next act tries again.
    const ahead = () =>
      void show()
        .then(() => done.abort())
        .catch(() => undefined);
    const timer = setTimeout(ahead, FIRST_SIGHT_MS);
    for (const act of ACTS) {
      window.addEventListener(act, ahead, { capture: true, signal: done.signal });
    }
    return () => {
      clearTimeout(timer);
      done.abort();
    };
  }, [show]);
  return (
    <Say value={say}>
      {children}
      {Shown !== undefined && <Shown said={said} />}
    </Say>
  );
}

/**
 * Says quietly what happened, with at most one thing to do about it (`Undo`). It stays ten seconds with an
 * act, five without; it is read aloud, and reachable by keyboard through Fluent's own region.
 */
export function useToast(): (text: string, act?: ToastAct) => void {
  const say = useContext(Say);
  return useCallback((text, act) => say({ text, ...(act && { act }) }), [say]);
}
