import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useYear } from '../../lib/year-query.ts';

const useStyles = makeStyles({
  // A long choice is cut; it does not widen the page.
  choice: { gridTemplateColumns: 'minmax(0, 1fr)', '& select': { minHeight: '44px' } },
});

/** For which observance of the coming year something is; none, unless one is chosen. */
export function BelongsToField({
  value,
  onChange,
}: {
  /** The id of an observance; empty: none. */
  readonly value: string;
  readonly onChange: (observanceId: string) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const { today } = useGivenHome();
  const { month } = useDates();
  const year = useYear(today);
  // One that is longer than a year away from itself comes twice.
  const choices = new Map(
    (year.data?.entries ?? []).toReversed().map((entry) => [entry.id, entry]),
  );
  const isGone = value !== '' && !choices.has(value);
  return (
    <Field
      className={styles.choice}
      label={t('belongs-to.label')}
      hint={t(year.isError ? 'belongs-to.failed' : 'belongs-to.hint')}
    >
      <Select value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">{t('belongs-to.none')}</option>
        {/* Hidden, over, or not fetched yet: it stays as it was chosen. */}
        {isGone && <option value={value}>{t('belongs-to.gone')}</option>}
        {[...choices.values()].toReversed().map(({ id, title, first }) => (
          <option key={id} value={id}>
            {`${title} · ${month(first.slice(0, 7))}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
