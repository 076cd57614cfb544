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
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { SaveFailed } from '../../components/save-failed.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useWhoCanSee } from '../../lib/who-can-see.ts';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  target: { minHeight: '44px' },
});

interface YearDialogProps {
  readonly title: string;
  readonly busy: boolean;
  /** Why it was not saved. */
  readonly error: Error | null;
  /** A second thing to do besides saving. */
  readonly other?: { readonly label: string; readonly onClick: () => void };
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something of the year that is being written. Mounted while it is; what was written stays where saving fails. */
export function YearDialog(props: YearDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const { title, busy, error, other, onSave, onClose, children } = props;
  const lines = useWhoCanSee('year');
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_event, { open }) => {
        if (!open && !busy) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {children}
            <WhoCanSee lines={lines} />
            {error !== null && <SaveFailed error={error} />}
          </DialogContent>
          <DialogActions fluid>
            <Button className={styles.target} disabledFocusable={busy} onClick={onClose}>
              {t('cancel')}
            </Button>
            {other !== undefined && (
              <Button className={styles.target} disabledFocusable={busy} onClick={other.onClick}>
                {other.label}
              </Button>
            )}
            <Button
              className={styles.target}
              appearance="primary"
              disabledFocusable={busy}
              onClick={onSave}
            >
              {busy ? t('saving') : t('save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
