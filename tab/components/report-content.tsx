import { useEffect, useRef, useState } from 'react';
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
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportBody } from '../../shared/contract/reports.ts';
import { REPORT_REASONS, type ReportReason } from '../../shared/domain/report.ts';
import { useApi } from '../lib/api-context.ts';
import { newId } from '../lib/new-id.ts';
import { useWhoCanSee } from '../lib/who-can-see.ts';
import { useAnnounce } from './announcer.tsx';
import { SaveFailed } from './save-failed.tsx';
import { WhoCanSee } from './who-can-see.tsx';

const useStyles = makeStyles({
  open: { minHeight: '44px', paddingInline: 0, minWidth: 0, fontWeight: tokens.fontWeightRegular },
  parts: { display: 'grid', gap: tokens.spacingVerticalL },
  text: { margin: 0 },
  target: { minHeight: '44px' },
  choice: { minHeight: '44px', alignItems: 'center' },
});

/** A quiet button on a piece of content that tells the admins what is wrong with it; who sent it is kept nowhere. */
export function ReportContent({
  about,
  title,
}: {
  readonly about: ReportBody['about'];
  /** What the content is called, where several stand on one page. */
  readonly title?: string;
}) {
  const styles = useStyles();
  // What the dialog says besides, so that it opens at once.
  const { t } = useTranslation(['care', 'rights', 'problems']);
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div>
      <Button
        ref={opener}
        className={styles.open}
        appearance="transparent"
        {...(title === undefined ? {} : { 'aria-label': t('care:report.open-named', { title }) })}
        onClick={() => setOpen(true)}
      >
        {t('care:report.open')}
      </Button>
      {isOpen && <ReportDialog about={about} onClose={close} />}
    </div>
  );
}

function ReportDialog({
  about,
  onClose,
}: {
  readonly about: ReportBody['about'];
  readonly onClose: () => void;
}) {
  const send = useSendReport();
  return (
    <Dialog
      open
      onOpenChange={(_event, { open, type }) => {
        // A tap beside it must not take away what was written.
        const isMeant = type !== 'backdropClick' || send.isSuccess;
        if (!open && isMeant && !send.isPending) onClose();
      }}
    >
      <DialogSurface>
        {send.isSuccess ? (
          <Thanks onClose={onClose} />
        ) : (
          <ReportForm
            busy={send.isPending}
            error={send.error}
            onSend={(wanted) => send.mutate({ ...wanted, about })}
            onClose={onClose}
          />
        )}
      </DialogSurface>
    </Dialog>
  );
}

function Thanks({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const close = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone.
  useEffect(() => close.current?.focus(), []);
  return (
    <DialogBody>
      <DialogTitle>{t('report.sent-title')}</DialogTitle>
      <DialogContent>{t('report.sent')}</DialogContent>
      <DialogActions>
        <Button ref={close} className={styles.target} appearance="primary" onClick={onClose}>
          {t('report.close')}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function ReportForm({
  busy,
  error,
  onSend,
  onClose,
}: {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSend: (wanted: Omit<ReportBody, 'about'>) => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const lines = useWhoCanSee('report');
  // One report, however often it is sent.
  const [id] = useState(newId);
  const [reason, setReason] = useState<ReportReason>();
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = () => {
    if (reason === undefined) {
      setMissing(true);
      return;
    }
    if (!busy) onSend({ id, reason, words: words.trim() });
  };
  return (
    <DialogBody>
      <DialogTitle>{t('report.title')}</DialogTitle>
      <DialogContent>
        <div className={styles.parts}>
          <Field
            label={t('report.reason')}
            {...(isMissing && reason === undefined
              ? { validationMessage: t('report.choose') }
              : {})}
          >
            <RadioGroup
              value={reason ?? ''}
              onChange={(_event, { value }) =>
                setReason(REPORT_REASONS.find((one) => one === value))
              }
            >
              {REPORT_REASONS.map((one) => (
                <Radio key={one} className={styles.choice} value={one} label={t(`report.${one}`)} />
              ))}
            </RadioGroup>
          </Field>
          <Field label={t('report.words')} hint={t('report.words-hint')}>
            <Textarea
              value={words}
              maxLength={500}
              rows={3}
              onChange={(_event, { value }) => setWords(value)}
            />
          </Field>
          <WhoCanSee lines={lines} />
          <p className={styles.text}>{t('report.not-a-report')}</p>
          {error !== null && <SaveFailed error={error} onRetry={send} />}
        </div>
      </DialogContent>
      <DialogActions fluid>
        <Button className={styles.target} disabledFocusable={busy} onClick={onClose}>
          {t('report.cancel')}
        </Button>
        <Button
          className={styles.target}
          appearance="primary"
          disabledFocusable={busy}
          onClick={send}
        >
          {busy ? t('report.sending') : t('report.send')}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function useSendReport() {
  const api = useApi();
  const announce = useAnnounce();
  const { t } = useTranslation('care');
  return useMutation({
    mutationFn: (body: ReportBody) => api.request<unknown>('POST', '/api/reports', body),
    onSuccess: () => announce(t('report.sent')),
  });
}
