import { useEffect, useRef } from 'react';
import {
  Link,
  Toast,
  Toaster,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components';

const TOASTER = 'alongside';

/** The one thing to do about what was said. */
export interface ToastAct {
  readonly label: string;
  readonly onClick: () => void;
}

/** One quiet message. */
export interface Said {
  readonly text: string;
  readonly act?: ToastAct;
}

export interface ToasterProps {
  /** All that was said, in order; grows. */
  readonly said: readonly Said[];
}

/** Shows what is said, each message once. */
export function ToastsShown({ said }: ToasterProps) {
  const { dispatchToast } = useToastController(TOASTER);
  const shown = useRef(0);
  useEffect(() => {
    for (const [n, { text, act }] of said.entries()) {
      if (n < shown.current) continue;
      dispatchToast(
        <Toast>
          <ToastTitle action={act === undefined ? null : <Act {...act} />}>{text}</ToastTitle>
        </Toast>,
        { intent: 'success', timeout: act === undefined ? 5_000 : 10_000, toastId: `said-${n}` },
      );
    }
    shown.current = said.length;
  }, [said, dispatchToast]);
  return <Toaster toasterId={TOASTER} position="bottom" pauseOnHover pauseOnWindowBlur />;
}

/**
 * Gives the focus back to where it came from before the toast goes: Fluent would move it once the toast has left, to the
 * next toast, wherever the person has gone since.
 */
function Act({ label, onClick }: ToastAct) {
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
