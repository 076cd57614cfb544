import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  // Read aloud, not seen; clipped rather than hidden, which would silence it.
  region: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

const Announce = createContext<(text: string) => void>(() => {});

/** Says a short text to a screen reader, after what it is saying now. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

/** The one live region of the tab; everything that changes in place is announced through it. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const [said, setSaid] = useState({ turn: 0, text: '' });
  const turn = useRef(0);
  const announce = useCallback((text: string) => {
    turn.current += 1;
    setSaid({ turn: turn.current, text });
  }, []);
  return (
    <Announce value={announce}>
      {children}
      <div className={styles.region} role="status" aria-live="polite" aria-atomic="true">
        {/* A new element each time, so that the same words twice are said twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </Announce>
  );
}
