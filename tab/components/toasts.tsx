import { useCallback, useId } from 'react';
import {
  Link,
  Toast,
  Toaster,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components';

const TOASTER = 'alongside';

/** Where quiet messages appear; one in the shell. */
export function Toasts() {
  return <Toaster toasterId={TOASTER} position="bottom" pauseOnHover pauseOnWindowBlur />;
}

/**
 * Says quietly what happened, with at most one thing to do about it (`Undo`). It stays ten seconds with an
 * act, five without; it is read aloud, and reachable by keyboard through Fluent's own region.
 */
export function useToast(): (text: string, act?: { label: string; onClick: () => void }) => void {
  const { dispatchToast } = useToastController(TOASTER);
  const prefix = useId();
  return useCallback(
    (text, act) => {
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              act === undefined ? null : (
                <ToastTrigger>
                  <Link onClick={act.onClick}>{act.label}</Link>
                </ToastTrigger>
              )
            }
          >
            {text}
          </ToastTitle>
        </Toast>,
        // One message at a time from one place: a new one takes the place of the old.
        {
          intent: 'success',
          timeout: act === undefined ? 5_000 : 10_000,
          toastId: `${prefix}${Date.now()}`,
        },
      );
    },
    [dispatchToast, prefix],
  );
}
