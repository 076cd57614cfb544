import { useId, type ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useSurfaceStyles } from '../../components/surface-styles.ts';

const useStyles = makeStyles({
  sentence: { margin: `${tokens.spacingVerticalXXS} 0 0`, maxWidth: '70ch' },
});

/** Something on the page of a pledge that asks for a decision: a title, a sentence, what can be done. */
export function Panel({
  title,
  sentence,
  children,
}: {
  readonly title: string;
  readonly sentence?: ReactNode;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const titleId = useId();
  return (
    <section className={surface.panel} aria-labelledby={titleId}>
      <div>
        <h2 className={surface.panelTitle} id={titleId}>
          {title}
        </h2>
        {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
      </div>
      {children}
    </section>
  );
}
