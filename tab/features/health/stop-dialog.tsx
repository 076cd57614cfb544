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

/** The question before everybody's messages stop: what happens, and that it can be undone. Mounted while it is asked. */
export function StopDialog({
  onStop,
  onClose,
}: {
  readonly onStop: () => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('rules.stop-title')}</DialogTitle>
          <DialogContent>{t('rules.stop-text')}</DialogContent>
          <DialogActions>
            <Button className={styles.target} onClick={onClose}>
              {t('rules.keep')}
            </Button>
            <Button appearance="primary" className={styles.target} onClick={onStop}>
              {t('rules.stop')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
