import { useCallback, useId, useRef } from 'react';
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

interface Act {
  readonly label: string;
  readonly onClick: () => void;
}

/**
 * Gives the focus back to where it came from before the toast goes: Fluent would move it once the toast has left, to the
 * next toast, wherever the person has gone since.
 */
function ToastAct({ label, onClick }: Act) {
  const from = useRef<EventTarget | null>(null);
  return (
    <ToastTrigger>
      <Link
        onFocus={(event) => {
          from.current = event.relatedTarget;
        }}
        onClick={(event) => {
          if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus();
          else event.currentTarget.blur();
          onClick();
        }}
      >
        {label}
      </Link>
    </ToastTrigger>
  );
}

/**
 * Says quietly what happened, with at most one thing to do about it (`Undo`). It stays ten seconds with an
 * act, five without; it is read aloud, and reachable by keyboard through Fluent's own region.
 */
export function useToast(): (text: string, act?: Act) => void {
  const { dispatchToast } = useToastController(TOASTER);
  const prefix = useId();
  return useCallback(
    (text, act) => {
      dispatchToast(
        <Toast>
          <ToastTitle action={act === undefined ? null : <ToastAct {...act} />}>{text}</ToastTitle>
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
