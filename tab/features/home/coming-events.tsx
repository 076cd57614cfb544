import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EventView } from '../../../shared/contract/content.ts';
import { EventCard } from '../../components/event-card.tsx';

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

/** The coming events that one said yes to. */
export function ComingEvents({ events }: { readonly events: readonly EventView[] }) {
  const styles = useStyles();
  const { t } = useTranslation('home');
  return (
    <section aria-labelledby="home-events">
      <h2 className={styles.title} id="home-events">
        {t('events.title')}
      </h2>
      <ul className={styles.list}>
        {events.map((event) => (
          <li key={event.id}>
            <EventCard event={event} level={3} showErg />
          </li>
        ))}
      </ul>
    </section>
  );
}
