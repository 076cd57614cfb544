import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useAnnounce } from './announcer.tsx';
import type { Said, ToastAct, ToasterProps } from './toaster.tsx';

const Say = createContext<(said: Said) => void>(() => {});

/** So long what was asked for has the connection to itself. */
const FIRST_SIGHT_MS = 500;
const FIRST_ACTS = ['pointerdown', 'keydown'] as const;

const fetchToaster = async () => (await import('./toaster.tsx')).ToastsShown;

/** Where quiet messages appear, below everything that may say one; one in the shell. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const announce = useAnnounce();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [Shown, setShown] = useState<ComponentType<ToasterProps>>();
  const fetch = useCallback(async () => {
    const fetched = await fetchToaster();
    setShown(() => fetched);
  }, []);
  const say = useCallback(
    (next: Said) => {
      setSaid((before) => [...before, next]);
      // There may be no connection to fetch it over: at least it is heard.
      void fetch().catch(() => announce(next.text));
    },
    [announce, fetch],
  );
  useEffect(() => {
    // It holds the first page up in no way, and is there before anything that is closed: it keeps alive what Fluent hides the
    // page with behind a dialog, and shows it again.
    const stop = new AbortController();
    const ahead = () => {
      stop.abort();
      // What is said tries again.
      void fetch().catch(() => undefined);
    };
    const timer = setTimeout(ahead, FIRST_SIGHT_MS);
    stop.signal.addEventListener('abort', () => clearTimeout(timer));
    for (const act of FIRST_ACTS) {
      window.addEventListener(act, ahead, { capture: true, signal: stop.signal });
    }
    return () => stop.abort();
  }, [fetch]);
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
