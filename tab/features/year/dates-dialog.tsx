import { useState } from 'react';
import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminObservanceView } from '../../../shared/contract/year.ts';
import { useToast } from '../../components/toasts.tsx';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { useChangeYear } from './admin-year-calls.ts';
import { DayFields } from './day-fields.tsx';
import { useDaysWords } from './use-days-words.ts';
import { YearDialog } from './year-dialog.tsx';

const useStyles = makeStyles({ choice: { '& select': { minHeight: '44px' } } });

/** When an observance is in one year, in place of what its rule says; and taking that back. */
export function DatesDialog({
  observance: { id: observanceId, title, times },
  revision,
  onClose,
}: {
  readonly observance: AdminObservanceView;
  readonly revision: number;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['year', 'problems']);
  const words = useDaysWords();
  const toast = useToast();
  const save = useChangeYear();
  const [chosen, setChosen] = useState(0);
  const [days, setDays] = useState(() => times[0]?.days ?? { first: '', last: '' });
  const problems = useFieldProblems(save.error, 'days');
  const time = times[chosen];
  const send = (wanted: typeof days | undefined) => {
    if (save.isPending || time === undefined) return;
    const { year, nth } = time;
    save.mutate(
      {
        do: 'date',
        observanceId,
        year,
        nth,
        ...(wanted === undefined ? {} : { days: wanted }),
        revision,
      },
      {
        onSuccess: () => {
          toast(t(wanted === undefined ? 'year:admin.undated' : 'year:admin.dated', { title }));
          onClose();
        },
      },
    );
  };
  return (
    <YearDialog
      title={t('year:admin.dates-title', { title })}
      busy={save.isPending}
      error={save.error}
      {...(time?.changed === true
        ? { other: { label: t('year:admin.undate'), onClick: () => send(undefined) } }
        : {})}
      onSave={() => send(days)}
      onClose={onClose}
    >
      <Field className={styles.choice} label={t('year:admin.which-year')}>
        <Select
          value={String(chosen)}
          onChange={(_event, { value }) => {
            setChosen(Number(value));
            setDays(times[Number(value)]?.days ?? { first: '', last: '' });
            save.reset();
          }}
        >
          {times.map((one, index) => (
            <option key={`${one.year} ${one.nth}`} value={String(index)}>
              {one.days === undefined
                ? t('year:admin.no-date', { year: String(one.year) })
                : words(one.days, '')}
            </option>
          ))}
        </Select>
      </Field>
      <DayFields {...days} problems={problems} onChange={setDays} />
    </YearDialog>
  );
}
