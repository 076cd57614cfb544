import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useTeams } from '../../lib/teams-context.ts';
import { addDays } from '../../lib/add-days.ts';
import { type FieldProblems, latestEnd, type PledgeDraft } from './pledge-draft.ts';
import { useFieldMessage } from './words-fields.tsx';

const useStyles = makeStyles({
  terms: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingVerticalL,
    alignItems: 'start',
    maxWidth: '70ch',
    // A long name of an ERG is no reason to be wider than the screen.
    '& > *': { minWidth: 0 },
  },
  control: {
    minHeight: '44px',
    minWidth: 0,
    '& select': { height: '44px', width: '100%', minWidth: 0 },
  },
});

/** What the fields below are about. */
export type Terms = Pick<PledgeDraft, 'cadence' | 'endsOn' | 'ergId'>;

/** How often, until when, and for which of my ERGs; the last only where there are any. */
export function TermsFields({
  terms,
  onChange,
  problems,
}: {
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  readonly problems: FieldProblems;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common']);
  const message = useFieldMessage(problems);
  const { today, memberships } = useGivenHome();
  const { theme } = useTeams();
  const ergs = memberships.flatMap(({ ergId, name, state }) =>
    state === 'active' && name !== undefined ? [{ ergId, name }] : [],
  );
  return (
    <div className={styles.terms}>
      <Field label={t('pledges:form.cadence')}>
        <Select
          className={styles.control}
          value={terms.cadence}
          onChange={(_event, { value }) => {
            const cadence = CADENCES.find((known) => known === value);
            if (cadence !== undefined) onChange({ ...terms, cadence });
          }}
        >
          {CADENCES.map((cadence) => (
            <option key={cadence} value={cadence}>
              {t(`common:cadence.${cadence}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('pledges:form.ends-on')}
        hint={t('pledges:form.ends-on-hint')}
        {...message('endsOn')}
      >
        <Input
          className={styles.control}
          type="date"
          // The browser draws the calendar sign itself, black unless it knows that the page is dark.
          style={{ colorScheme: theme === 'default' ? 'light' : 'dark' }}
          value={terms.endsOn}
          min={addDays(today, 1)}
          max={latestEnd(today)}
          onChange={(_event, { value }) => onChange({ ...terms, endsOn: value })}
        />
      </Field>
      {ergs.length > 0 && (
        <Field label={`${t('pledges:form.erg')} (${t('pledges:form.optional')})`}>
          <Select
            className={styles.control}
            value={terms.ergId ?? ''}
            onChange={(_event, { value }) =>
              onChange({ ...terms, ergId: value === '' ? null : value })
            }
          >
            <option value="">{t('pledges:form.no-erg')}</option>
            {ergs.map(({ ergId, name }) => (
              <option key={ergId} value={ergId}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
