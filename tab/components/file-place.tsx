import { type DragEvent, useRef, useState } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  place: {
    boxSizing: 'border-box',
    width: '100%',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingVerticalXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorNeutralStroke1}`,
  },
  over: { border: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}` },
  target: { minHeight: '44px' },
  hidden: { display: 'none' },
});

interface FilePlaceProps {
  /** What the button says. */
  readonly choose: string;
  /** That a file may be dropped here. */
  readonly drop: string;
  readonly isPrimary: boolean;
  /** One is on its way: none can be chosen. */
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** Where a CSV file is chosen, or dropped. The same file, mended, can be chosen again. */
export function FilePlace({ choose, drop, isPrimary, isBusy, onFile }: FilePlaceProps) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file !== undefined && !isBusy) onFile(file);
  };
  return (
    <div
      className={mergeClasses(styles.place, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <Button
        className={styles.target}
        appearance={isPrimary ? 'primary' : 'secondary'}
        disabledFocusable={isBusy}
        onClick={() => input.current?.click()}
      >
        {choose}
      </Button>
      <span>{drop}</span>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        aria-label={choose}
        accept=".csv,text/csv"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          take(file);
        }}
      />
    </div>
  );
}
