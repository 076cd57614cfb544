import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminErgView, ColleagueView } from '../../../shared/contract/run.ts';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useAdministerErg } from './erg-administration-calls.ts';

/** Chooses who organises an ERG. Everybody will see that an admin appointed them. */
export function AppointDialog({
  erg,
  onClose,
}: {
  readonly erg: Pick<AdminErgView, 'id' | 'name'>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'problems']);
  const toast = useToast();
  const appoint = useAdministerErg();
  const [person, setPerson] = useState<ColleagueView>();
  const [isMissing, setMissing] = useState(false);
  return (
    <QuestionDialog
      title={t('admin:appoint.title', { name: erg.name })}
      confirm={t('admin:appoint.confirm')}
      busy={appoint.isPending}
      onClose={onClose}
      onConfirm={() => {
        setMissing(person === undefined);
        if (person === undefined) return;
        appoint.mutate(
          { do: 'appoint', ergId: erg.id, userId: person.userId },
          {
            onSuccess: () => {
              toast(t('admin:appoint.done', { name: person.name, erg: erg.name }));
              onClose();
            },
          },
        );
      }}
    >
      <p>{t('admin:appoint.text')}</p>
      <PeoplePicker
        label={t('admin:create.organiser')}
        from="/api/admin/people"
        onChoose={(chosen) => {
          setPerson(chosen);
          setMissing(false);
        }}
        {...(isMissing ? { problem: t('problems:field.unknown-person') } : {})}
      />
      {appoint.isError && <SaveFailed error={appoint.error} />}
    </QuestionDialog>
  );
}
