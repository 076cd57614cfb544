import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 180px', minWidth: 0 },
  date: { minHeight: '44px' },
});

/** The first and the last day of something; a first day that is chosen is the last one, too, until another is. */
export function DayFields({
  first,
  last,
  problems,
  onChange,
}: {
  readonly first: string;
  readonly last: string;
  /** What is wrong with them, in words, by `first` and `last`. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (days: { readonly first: string; readonly last: string }) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const problemOf = (field: string) => {
    const problem = problems.get(field);
    return problem === undefined ? {} : { validationMessage: problem };
  };
  return (
    <div className={styles.row}>
      <Field className={styles.field} label={t('admin.first')} required {...problemOf('first')}>
        <Input
          className={styles.date}
          type="date"
          value={first}
          onChange={(_event, { value }) =>
            onChange({ first: value, last: last === '' || last < value ? value : last })
          }
        />
      </Field>
      <Field className={styles.field} label={t('admin.last')} required {...problemOf('last')}>
        <Input
          className={styles.date}
          type="date"
          min={first}
          value={last}
          onChange={(_event, { value }) => onChange({ first, last: value })}
        />
      </Field>
    </div>
  );
}
