import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useAnnounce } from './announcer.tsx';
import { useSectionStyles } from './section-styles.ts';

interface StateSectionProps {
  /** What it is in now, by a name that changes with it. */
  readonly state: string;
  /** What the state is called. */
  readonly heading: string;
  /** Said after the heading when the state changes. */
  readonly sentence: string;
  readonly children: ReactNode;
}

/** Something that goes through states in place: each is announced, and takes the focus of what is gone with the one before. */
export function StateSection({ state, heading, sentence, children }: StateSectionProps) {
  const section = useSectionStyles();
  const headingId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    announce(`${heading}. ${sentence}`);
    // The buttons of the state before are gone.
    if (document.activeElement === document.body) title.current?.focus();
  }, [announce, heading, sentence, state]);
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId} ref={title} tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
