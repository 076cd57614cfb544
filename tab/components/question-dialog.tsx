import type { ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ target: { minHeight: '44px' } });

interface QuestionDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of what is asked about. */
  readonly confirm: string;
  /** The way back; *Cancel* unless given. */
  readonly cancel?: string;
  /** What is asked about is being done: neither answer can be given again. */
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/**
 * The question before what cannot be undone, or changes much. Mounted only while it is asked: Fluent's focus guards
 * come with it.
 */
export function QuestionDialog(props: QuestionDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const { busy = false } = props;
  return (
    <Dialog
      modalType="alert"
      open
      onOpenChange={(_event, { open }) => {
        if (!open && !busy) props.onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.children}</DialogContent>
          <DialogActions fluid>
            <Button className={styles.target} disabledFocusable={busy} onClick={props.onClose}>
              {props.cancel ?? t('cancel')}
            </Button>
            <Button
              className={styles.target}
              appearance="primary"
              disabledFocusable={busy}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
