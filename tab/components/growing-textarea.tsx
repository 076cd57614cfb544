import type { ComponentProps } from 'react';
import { makeStyles, mergeClasses, Textarea } from '@fluentui/react-components';

const useStyles = makeStyles({
  field: { width: '100%', minWidth: 0 },
  // As high as what is written, so that all of it can be read while it is changed; never wider than its place.
  growing: { fieldSizing: 'content', width: '100%', minWidth: 0, maxHeight: 'none' },
  roomy: { minHeight: '96px' },
  inDialog: { maxHeight: '320px' },
});

type GrowingTextareaProps = Omit<ComponentProps<typeof Textarea>, 'textarea' | 'className'> & {
  /** Has room for some lines from the start. */
  readonly roomy?: boolean;
  /** Stands in a dialog: from some height on it scrolls. */
  readonly inDialog?: boolean;
};

/** A field of several lines that grows with what is written. */
export function GrowingTextarea({ roomy, inDialog, ...props }: GrowingTextareaProps) {
  const styles = useStyles();
  const textarea = mergeClasses(
    styles.growing,
    roomy === true && styles.roomy,
    inDialog === true && styles.inDialog,
  );
  return <Textarea {...props} className={styles.field} textarea={{ className: textarea }} />;
}
