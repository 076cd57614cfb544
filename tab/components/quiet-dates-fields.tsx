import { useEffect, useRef, useState } from 'react';
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useTranslation } from 'react-i18next';
import {
  LONGEST_QUIET_DAYS,
  MOST_QUIET_DATES,
  notOver,
  type QuietDates,
} from '../../shared/domain/quiet-dates.ts';
import { useDates } from '../lib/dates.ts';
import { type QuietDatesProblem, problemOfQuietDates } from './quiet-dates-problem.ts';

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
  // From the top, so that a word about one date leaves the other and the button where they are.
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  field: { width: '180px' },
  date: { minHeight: '44px' },
  // Beside the dates, below where their labels are.
  add: { minHeight: '44px', marginTop: '24px' },
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
  const current = notOver(value, today);
  const isFull = current.length >= MOST_QUIET_DATES;
  const problem = problemOfQuietDates({ from, through }, current, today);
  const { list, fromField, keepFocus } = useFocusAfterChange();

  function add(): void {
    setTried(problem !== undefined);
    if (problem !== undefined) return;
    const next = [...current, { from, through }];
    keepFocus(next.length - 1);
    onChange(next.toSorted((one, other) => one.from.localeCompare(other.from)));
    setFrom('');
    setThrough('');
  }

  const words = (stretch: QuietDates) =>
    stretch.from === stretch.through
      ? day(stretch.from, today)
      : t('quiet.stretch', {
          from: day(stretch.from, today),
          through: day(stretch.through, today),
        });
  const problemAt = (field: QuietDatesProblem['field']) =>
    tried && problem?.field === field
      ? { validationMessage: t(`quiet.${problem.is}`, { count: LONGEST_QUIET_DAYS }) }
      : {};

  return (
    <div className={styles.fields}>
      {current.length > 0 && (
        <ul className={styles.list} ref={list} aria-label={t('quiet.list')}>
          {current.map((stretch, index) => (
            <li key={`${stretch.from} ${stretch.through}`} className={styles.line}>
              <span>{words(stretch)}</span>
              <Button
                appearance="subtle"
                className={styles.icon}
                icon={<DismissRegular />}
                aria-label={t('quiet.remove', { stretch: words(stretch) })}
                onClick={() => {
                  keepFocus(index);
                  onChange(current.filter((other) => other !== stretch));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <span>{t('quiet.full', { count: MOST_QUIET_DATES })}</span>
      ) : (
        <div className={styles.row}>
          <Field className={styles.field} label={t('quiet.from')} {...problemAt('from')}>
            <Input
              className={styles.date}
              type="date"
              min={today}
              ref={fromField}
              value={from}
              onChange={(_, { value: chosen }) => {
                setFrom(chosen);
                if (through < chosen) setThrough(chosen);
              }}
            />
          </Field>
          <Field className={styles.field} label={t('quiet.through')} {...problemAt('through')}>
            <Input
              className={styles.date}
              type="date"
              min={from === '' ? today : from}
              value={through}
              onChange={(_, { value: chosen }) => setThrough(chosen)}
            />
          </Field>
          <Button className={styles.add} onClick={add}>
            {t('quiet.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where a change takes the button away that had the focus, its neighbour has it next, or the first field. */
function useFocusAfterChange() {
  const list = useRef<HTMLUListElement>(null);
  const fromField = useRef<HTMLInputElement>(null);
  const place = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (place.current === undefined || document.activeElement !== document.body) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const next = buttons.at(Math.min(place.current, buttons.length - 1)) ?? fromField.current;
    place.current = undefined;
    next?.focus();
  });
  return {
    list,
    fromField,
    keepFocus(index: number) {
      place.current = index;
    },
  };
}
