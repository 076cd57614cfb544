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
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LONGEST_SHARE } from '../../shared/domain/buddy.ts';
import { useBuddies, useShare } from '../lib/buddies-query.ts';
import { newId } from '../lib/new-id.ts';
import { useCopy } from '../lib/use-copy.ts';
import { useWhoCanSee } from '../lib/who-can-see.ts';
import { GrowingTextarea } from './growing-textarea.tsx';
import { useAnnounce } from './announcer.tsx';
import { FailedState } from './failed-state.tsx';
import { LoadingRows } from './loading-rows.tsx';
import { SaveFailed } from './save-failed.tsx';
import { WhoCanSee } from './who-can-see.tsx';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  target: { minHeight: '44px' },
  text: { margin: 0 },
});

interface ShareDialogProps {
  /** What the words begin with. */
  readonly start: string;
  /** The buddy to share with, where that is chosen already. */
  readonly pairId?: string;
  readonly onClose: () => void;
}

/** Sharing one thing in one's own words with one buddy, or copying the words to post them oneself. */
export function ShareDialog({ start, pairId, onClose }: ShareDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation(['buddies', 'rights']);
  const announce = useAnnounce();
  const buddies = useBuddies();
  const share = useShare();
  // One id for the thing, however often it is sent.
  const [id] = useState(newId);
  const [words, setWords] = useState(start);
  const [chosen, setChosen] = useState(pairId);
  const copying = useCopy(() => announce(t('buddies:share.copied')));
  const all = buddies.data?.buddies ?? [];
  const buddy = all.find((one) => one.id === chosen) ?? (all.length === 1 ? all[0] : undefined);
  const seenBy = useWhoCanSee('buddy', buddy === undefined ? {} : { buddy: buddy.name });
  const written = words.trim();
  const send = () => {
    if (buddy === undefined || share.isPending || written === '') return;
    share.mutate(
      { pairId: buddy.id, body: { id, words: written } },
      {
        onSuccess: () => {
          announce(t('buddies:shares.shared', { name: buddy.name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      modalType="alert"
      open
      onOpenChange={(_event, { open }) => {
        if (!open && !share.isPending) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('buddies:share.title')}</DialogTitle>
          <DialogContent className={styles.fields}>
            <Field
              label={t('buddies:share.words')}
              hint={t('buddies:share.leave-out')}
              validationState={copying.state === 'failed' ? 'warning' : 'none'}
              {...(copying.state === 'failed'
                ? { validationMessage: t('buddies:share.copy-failed') }
                : {})}
            >
              <GrowingTextarea
                roomy
                inDialog
                value={words}
                maxLength={LONGEST_SHARE}
                onChange={(_event, { value }) => setWords(value)}
              />
            </Field>
            {buddies.data === undefined &&
              (buddies.isPending ? (
                <LoadingRows shape="lines" count={1} />
              ) : (
                <FailedState error={buddies.error} onRetry={() => void buddies.refetch()} />
              ))}
            {buddies.data !== undefined && all.length === 0 && (
              <p className={styles.text}>{t('buddies:share.no-buddy')}</p>
            )}
            {all.length > 1 && pairId === undefined && (
              <Field label={t('buddies:share.with')}>
                <RadioGroup
                  value={buddy?.id ?? ''}
                  onChange={(_event, { value }) => setChosen(value)}
                >
                  {all.map(({ id: value, name }) => (
                    <Radio
                      key={value}
                      className={styles.target}
                      value={value}
                      label={<bdi>{name}</bdi>}
                    />
                  ))}
                </RadioGroup>
              </Field>
            )}
            {buddy !== undefined && <WhoCanSee lines={seenBy} />}
            {share.error !== null && <SaveFailed error={share.error} onRetry={send} />}
          </DialogContent>
          <DialogActions fluid>
            <Button className={styles.target} disabledFocusable={share.isPending} onClick={onClose}>
              {t('buddies:share.cancel')}
            </Button>
            <Button
              className={styles.target}
              disabledFocusable={written === ''}
              onClick={() => copying.copy(written)}
            >
              {t(copying.state === 'copied' ? 'buddies:share.copied' : 'buddies:share.copy')}
            </Button>
            {buddy !== undefined && (
              <Button
                className={styles.target}
                appearance="primary"
                disabledFocusable={share.isPending || written === ''}
                onClick={send}
              >
                {share.isPending
                  ? t('buddies:share.sending')
                  : t('buddies:share.send', { name: buddy.name })}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
