import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '@fluentui/react-components';

const ShareDialog = lazy(async () => ({
  default: (await import('./share-dialog.tsx')).ShareDialog,
}));

interface ShareButtonProps {
  /** What the words begin with. */
  readonly start: string;
  /** The buddy to share with, where that is chosen already. */
  readonly pairId?: string;
  /** The name to a screen reader, where the words on it do not say what is shared. */
  readonly label?: string;
  readonly subtle?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens sharing one thing with a buddy; what it takes is fetched when it is pressed. */
export function ShareButton(props: ShareButtonProps) {
  const { start, pairId, label, subtle = false, className, children } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        appearance={subtle ? 'subtle' : 'secondary'}
        {...(className === undefined ? {} : { className })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onClick={() => setOpen(true)}
      >
        {children}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ShareDialog
            start={start}
            {...(pairId === undefined ? {} : { pairId })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
