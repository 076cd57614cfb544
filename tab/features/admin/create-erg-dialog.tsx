import { useState } from 'react';
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
import type { ColleagueView } from '../../../shared/contract/run.ts';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { EMPTY_PROFILE, ProfileForm, toProfileBody } from '../../components/profile-form.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { newId } from '../../lib/new-id.ts';
import { useAdministerErg } from './erg-administration-calls.ts';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalL },
  target: { minHeight: '44px' },
});

/** A new ERG: what it says of itself, and who runs it first. Mounted while it is being made. */
export function CreateErgDialog({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation(['admin', 'common', 'problems']);
  const toast = useToast();
  const create = useAdministerErg();
  const [draft, setDraft] = useState(EMPTY_PROFILE);
  const [organiser, setOrganiser] = useState<ColleagueView>();
  const [isMissing, setMissing] = useState(false);
  // Made once: the same ERG again, however often it is sent.
  const [id] = useState(newId);
  const problems = useFieldProblems(create.error, 'profile');
  const send = () => {
    setMissing(organiser === undefined);
    if (organiser === undefined) return;
    create.mutate(
      {
        do: 'create',
        erg: { id, profile: toProfileBody(draft), organiserId: organiser.userId },
      },
      {
        onSuccess: () => {
          toast(t('admin:create.done', { name: draft.name.trim() }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_event, { open }) => {
        if (!open && !create.isPending) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('admin:create.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            <ProfileForm draft={draft} onChange={setDraft} problems={problems} />
            <PeoplePicker
              label={t('admin:create.organiser')}
              from="/api/admin/people"
              onChoose={(person) => {
                setOrganiser(person);
                setMissing(false);
              }}
              {...(isMissing ? { problem: t('problems:field.unknown-person') } : {})}
            />
            {create.isError && <SaveFailed error={create.error} />}
          </DialogContent>
          <DialogActions fluid>
            <Button
              className={styles.target}
              disabledFocusable={create.isPending}
              onClick={onClose}
            >
              {t('common:cancel')}
            </Button>
            <Button
              appearance="primary"
              className={styles.target}
              disabledFocusable={create.isPending}
              onClick={send}
            >
              {create.isPending ? t('common:saving') : t('admin:create.create')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
