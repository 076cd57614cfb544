import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OrganiserView } from '../../../shared/contract/run.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { minWidth: 0, flex: '1 1 200px' },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  target: { minHeight: '44px' },
});

interface OrganisersListProps {
  readonly organisers: readonly OrganiserView[];
  readonly onRemove: (organiser: OrganiserView) => void;
}

/** Everybody who runs an ERG, since when, and who appointed them. */
export function OrganisersList({ organisers, onRemove }: OrganisersListProps) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const dates = useDates();
  const { settings } = useGivenHome();
  return (
    <ul className={styles.list} aria-label={t('people.organisers')}>
      {organisers.map((organiser) => {
        const { userId, name, since, appointedBy, isYou } = organiser;
        return (
          <li key={userId} className={styles.row}>
            <div className={styles.words}>
              <p className={styles.name}>
                <PersonName name={name} /> {isYou && t('people.you')}
              </p>
              <p className={styles.line}>
                {t(`people.by-${appointedBy}`, { day: dates.instant(since, settings.zone) })}
              </p>
            </div>
            {!isYou && (
              <Button
                className={styles.target}
                appearance="subtle"
                aria-label={t('people.remove-named', { name })}
                onClick={() => onRemove(organiser)}
              >
                {t('people.remove')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
