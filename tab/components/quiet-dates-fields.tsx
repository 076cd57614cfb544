import { useState } from 'react';
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import {
  LONGEST_QUIET_DAYS,
  MOST_QUIET_DATES,
  type QuietDates,
} from '../../shared/domain/quiet-dates.ts';
import { addDays } from '../lib/add-days.ts';
import { useDates } from '../lib/dates.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalM },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  line: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  date: { minHeight: '44px', width: '180px' },
  target: { minHeight: '44px' },
  icon: { minHeight: '44px', minWidth: '44px' },
});

interface QuietDatesFieldsProps {
  readonly value: readonly QuietDates[];
  /** The local date now: stretches that are over are not shown. */
  readonly today: string;
  readonly onChange: (value: readonly QuietDates[]) => void;
}

/** Days without messages: a list of stretches, and two dates to add one. Those that are over go with the next change. */
export function QuietDatesFields({ value, today, onChange }: QuietDatesFieldsProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const { day } = useDates();
  const [from, setFrom] = useState('');
  const [through, setThrough] = useState('');
  const [tried, setTried] = useState(false);
  const current = value.filter((stretch) => stretch.through >= today);
  const problem = problemOf({ from, through }, today);
  const isFull = current.length >= MOST_QUIET_DATES;

  function add(): void {
    setTried(true);
    if (problem !== undefined) return;
    const next = [...current, { from, through }];
    onChange(next.toSorted((one, other) => one.from.localeCompare(other.from)));
    setFrom('');
    setThrough('');
    setTried(false);
  }

  return (
    <div className={styles.fields}>
      {current.length > 0 && (
        <ul className={styles.list} aria-label={t('quiet.list')}>
          {current.map((stretch) => {
            const words = t('quiet.stretch', {
              from: day(stretch.from, today),
              through: day(stretch.through, today),
            });
            return (
              <li key={`${stretch.from} ${stretch.through}`} className={styles.line}>
                <span>{stretch.from === stretch.through ? day(stretch.from, today) : words}</span>
                <Button
                  appearance="subtle"
                  className={styles.icon}
                  icon={<DismissRegular />}
                  aria-label={t('quiet.remove', { stretch: words })}
                  onClick={() => onChange(current.filter((other) => other !== stretch))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {isFull ? (
        <span>{t('quiet.full', { count: MOST_QUIET_DATES })}</span>
      ) : (
        <div className={styles.row}>
          <Field label={t('quiet.from')}>
            <Input
              className={styles.date}
              type="date"
              min={today}
              value={from}
              onChange={(_, { value: chosen }) => {
                setFrom(chosen);
                if (through < chosen) setThrough(chosen);
              }}
            />
          </Field>
          <Field
            label={t('quiet.through')}
            {...(tried && problem !== undefined
              ? { validationMessage: t(`quiet.${problem}`, { count: LONGEST_QUIET_DAYS }) }
              : {})}
          >
            <Input
              className={styles.date}
              type="date"
              min={from === '' ? today : from}
              value={through}
              onChange={(_, { value: chosen }) => setThrough(chosen)}
            />
          </Field>
          <Button className={styles.target} onClick={add}>
            {t('quiet.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

function problemOf(
  { from, through }: QuietDates,
  today: string,
): 'choose' | 'over' | 'backwards' | 'too-long' | undefined {
  if (from === '' || through === '') return 'choose';
  if (through < today) return 'over';
  if (through < from) return 'backwards';
  return through > addDays(from, LONGEST_QUIET_DAYS - 1) ? 'too-long' : undefined;
}
