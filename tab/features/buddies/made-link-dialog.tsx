import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MadeAskReply } from '../../../shared/contract/buddies.ts';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useCopy } from '../../lib/use-copy.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  target: { minHeight: '44px' },
  text: { margin: 0 },
});

interface MadeLinkDialogProps {
  readonly made: MadeAskReply;
  readonly onClose: () => void;
}

/** A link that was just made, in words to send oneself; shown this once. */
export function MadeLinkDialog({ made, onClose }: MadeLinkDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation(['buddies', 'common']);
  const dates = useDates();
  const { settings } = useGivenHome();
  const announce = useAnnounce();
  const copying = useCopy(() => announce(t('buddies:ask.copied')));
  const words = t('buddies:ask.words', { url: made.teamsUrl });
  return (
    <Dialog
      modalType="alert"
      open
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('buddies:ask.made')}</DialogTitle>
          <DialogContent className={styles.fields}>
            <p className={styles.text}>
              {t('buddies:ask.made-once', { day: dates.instant(made.ask.until, settings.zone) })}
            </p>
            <Field
              label={t('buddies:ask.words-label')}
              validationState={copying.state === 'failed' ? 'warning' : 'none'}
              {...(copying.state === 'failed'
                ? { validationMessage: t('buddies:ask.copy-failed') }
                : {})}
            >
              <GrowingTextarea
                roomy
                inDialog
                readOnly
                value={words}
                onFocus={({ currentTarget }) => currentTarget.select()}
              />
            </Field>
          </DialogContent>
          <DialogActions fluid>
            <Button className={styles.target} onClick={onClose}>
              {t('common:close')}
            </Button>
            <Button
              className={styles.target}
              appearance="primary"
              onClick={() => copying.copy(words)}
            >
              {t(copying.state === 'copied' ? 'buddies:ask.copied' : 'buddies:ask.copy')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
