import { type ReactNode, useId } from 'react';
import { ProgressBar } from '@fluentui/react-components';
import { FilePlace } from './file-place.tsx';
import { useSectionStyles } from './section-styles.ts';

interface FileSectionProps {
  readonly heading: string;
  /** What the file holds. */
  readonly how: string;
  readonly choose: string;
  readonly drop: string;
  /** What the bar is called while a file is on its way. */
  readonly uploading: string;
  readonly isPrimary: boolean;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
  /** What came of a file. */
  readonly children: ReactNode;
}

/** Choosing a file and sending it, with what came of it below. */
export function FileSection(props: FileSectionProps) {
  const { heading, how, uploading, isBusy, children, ...place } = props;
  const section = useSectionStyles();
  const headingId = useId();
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {heading}
      </h2>
      <p className={section.text}>{how}</p>
      <FilePlace {...place} isBusy={isBusy} />
      {isBusy && <ProgressBar className={section.wide} aria-label={uploading} />}
      {children}
    </section>
  );
}
