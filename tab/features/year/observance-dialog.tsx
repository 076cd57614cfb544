import { useState } from 'react';
import { Checkbox, Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminObservanceView } from '../../../shared/contract/year.ts';
import { useToast } from '../../components/toasts.tsx';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { newId } from '../../lib/new-id.ts';
import { useChangeYear } from './admin-year-calls.ts';
import { DayFields } from './day-fields.tsx';
import { YearDialog } from './year-dialog.tsx';

const useStyles = makeStyles({
  field: { minHeight: '44px', minWidth: 0, width: '100%' },
  check: { minHeight: '44px', alignItems: 'center' },
});

/** An observance that the organisation adds, or writes anew. */
export function ObservanceDialog({
  observance,
  revision,
  onClose,
}: {
  /** Absent where it is new. */
  readonly observance?: AdminObservanceView;
  readonly revision: number;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const toast = useToast();
  const save = useChangeYear();
  // Made once, so that a save sent twice adds one.
  const [id] = useState(() => observance?.id ?? newId());
  const [draft, setDraft] = useState(() => ({
    title: observance?.title ?? '',
    sentence: observance?.sentence ?? '',
    region: observance?.region ?? '',
    first: observance?.own?.first ?? '',
    last: observance?.own?.last ?? '',
    yearly: observance?.own?.yearly ?? false,
  }));
  const problems = useFieldProblems(save.error);
  const set = (fields: Partial<typeof draft>) => setDraft({ ...draft, ...fields });
  const problemOf = (field: string) => {
    const problem = problems.get(field);
    return problem === undefined ? {} : { validationMessage: problem };
  };
  const send = () => {
    if (save.isPending) return;
    const { region, ...rest } = draft;
    const where = region.trim() === '' ? {} : { region: region.trim() };
    save.mutate(
      { do: 'write', id, ...rest, ...where, revision },
      {
        onSuccess: () => {
          toast(t('admin.saved', { title: draft.title.trim() }));
          onClose();
        },
      },
    );
  };
  return (
    <YearDialog
      title={t(observance === undefined ? 'admin.add-title' : 'admin.edit-title')}
      busy={save.isPending}
      error={save.error}
      onSave={send}
      onClose={onClose}
    >
      <Field label={t('admin.title')} required {...problemOf('title')}>
        <Input
          className={styles.field}
          value={draft.title}
          maxLength={80}
          onChange={(_event, { value }) => set({ title: value })}
        />
      </Field>
      <Field
        label={t('admin.sentence-label')}
        hint={t('admin.sentence-hint')}
        required
        {...problemOf('sentence')}
      >
        <Textarea
          className={styles.field}
          value={draft.sentence}
          maxLength={300}
          rows={3}
          onChange={(_event, { value }) => set({ sentence: value })}
        />
      </Field>
      <DayFields first={draft.first} last={draft.last} problems={problems} onChange={set} />
      <Checkbox
        className={styles.check}
        label={t('admin.yearly')}
        checked={draft.yearly}
        onChange={(_event, { checked }) => set({ yearly: checked === true })}
      />
      <Field label={t('admin.region')} hint={t('admin.region-hint')} {...problemOf('region')}>
        <Input
          className={styles.field}
          value={draft.region}
          maxLength={60}
          onChange={(_event, { value }) => set({ region: value })}
        />
      </Field>
    </YearDialog>
  );
}
