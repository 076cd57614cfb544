import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useRouter } from 'wouter';
import type { MadeLinkReply } from '../../../shared/contract/links.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { newId } from '../../lib/new-id.ts';
import { paths } from '../../lib/paths.ts';
import { useMakeLink } from './link-calls.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  target: { minHeight: '44px' },
  link: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  wide: { width: '100%' },
  text: { margin: 0 },
});

const DAYS = [1, 7, 30, 90] as const;
const LONGEST_LABEL = 60;

interface MakeLinkDialogProps {
  readonly ergId: string;
  readonly onClose: () => void;
}

/** Makes a link: what it is for and how long it is good; then it is shown, this once, to be copied. */
export function MakeLinkDialog({ ergId, onClose }: MakeLinkDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation('imports');
  const [label, setLabel] = useState('');
  const [days, setDays] = useState<number>(30);
  const make = useMakeLink(ergId);
  const written = label.trim();
  const send = () => {
    if (make.isPending || written === '') return;
    make.mutate({ id: newId(), label: written, days });
  };
  return (
    <Dialog
      modalType={make.data === undefined ? 'modal' : 'alert'}
      open
      onOpenChange={(_event, { open }) => {
        if (!open && !make.isPending) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(make.data === undefined ? 'links.make' : 'links.made')}</DialogTitle>
          {make.data !== undefined ? (
            <Made ergId={ergId} made={make.data} onClose={onClose} />
          ) : (
            <>
              <DialogContent className={styles.fields}>
                <Field label={t('links.label')} hint={t('links.label-hint')} required>
                  <Input
                    className={styles.target}
                    value={label}
                    maxLength={LONGEST_LABEL}
                    onChange={(_event, { value }) => setLabel(value)}
                  />
                </Field>
                <Field label={t('links.days')}>
                  <Select
                    className={styles.target}
                    value={String(days)}
                    onChange={(_event, { value }) => setDays(Number(value))}
                  >
                    {DAYS.map((count) => (
                      <option key={count} value={count}>
                        {t('links.days-count', { count })}
                      </option>
                    ))}
                  </Select>
                </Field>
                {make.error !== null && <SaveFailed error={make.error} onRetry={send} />}
              </DialogContent>
              <DialogActions fluid>
                <Button
                  className={styles.target}
                  disabledFocusable={make.isPending}
                  onClick={onClose}
                >
                  {t('links.cancel')}
                </Button>
                <Button
                  className={styles.target}
                  appearance="primary"
                  disabledFocusable={make.isPending || written === ''}
                  onClick={send}
                >
                  {make.isPending ? t('links.making') : t('links.make')}
                </Button>
              </DialogActions>
            </>
          )}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Made({ ergId, made, onClose }: MakeLinkDialogProps & { readonly made: MadeLinkReply }) {
  const styles = useStyles();
  const { t } = useTranslation('imports');
  const { base } = useRouter();
  const address = `${window.location.origin}${base}${paths.ergByLink(ergId, made.secret)}`;
  return (
    <>
      <DialogContent className={styles.fields}>
        <p className={styles.text}>{t('links.made-once')}</p>
        <Copyable label={t('links.teams-link')} copy={t('links.copy-teams')} text={made.teamsUrl} />
        <Copyable label={t('links.web-link')} copy={t('links.copy-web')} text={address} />
      </DialogContent>
      <DialogActions fluid>
        <Button className={styles.target} appearance="primary" onClick={onClose}>
          {t('links.close')}
        </Button>
      </DialogActions>
    </>
  );
}

function Copyable({
  label,
  copy,
  text,
}: {
  readonly label: string;
  readonly copy: string;
  readonly text: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('imports');
  const announce = useAnnounce();
  const [state, setState] = useState<'not-yet' | 'copied' | 'failed'>('not-yet');
  const write = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce(t('links.copied'));
    } catch {
      // A frame of Teams may not be allowed to; each browser says so with an error of its own.
      setState('failed');
    }
  };
  return (
    <div className={styles.link}>
      <Field
        className={styles.wide}
        label={label}
        validationState={state === 'failed' ? 'warning' : 'none'}
        {...(state === 'failed' ? { validationMessage: t('links.copy-failed') } : {})}
      >
        <Input
          className={styles.target}
          readOnly
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </Field>
      <Button className={styles.target} onClick={() => void write()}>
        {state === 'copied' ? t('links.copied') : copy}
      </Button>
    </div>
  );
}
