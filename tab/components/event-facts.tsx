import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EventView } from '../../shared/contract/content.ts';
import { momentInWords } from '../../shared/i18n/dates.ts';
import { useTeams } from '../lib/teams-context.ts';

const useStyles = makeStyles({
  lines: { display: 'grid', gap: tokens.spacingVerticalXXS },
  line: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What is to be known of an event before one comes: when, in the reader's zone and its own, where, and how one gets in. */
export function EventFacts({
  event,
  zone,
}: {
  readonly event: Pick<
    EventView,
    'startsAt' | 'endsAt' | 'zone' | 'place' | 'access' | 'description'
  >;
  /** The reader's own zone. */
  readonly zone: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const { language } = useTeams();
  const { place, access, description } = event;
  const from = momentInWords(event.startsAt, zone, language);
  const to = momentInWords(event.endsAt, zone, language);
  const there = momentInWords(event.startsAt, event.zone, language);
  const isElsewhere = there.day !== from.day || there.time !== from.time;
  return (
    <div className={styles.lines}>
      <p className={styles.line}>
        <strong>
          {to.day === from.day
            ? t('event.when', { day: from.day, from: from.time, to: to.time })
            : t('event.when-days', {
                day: from.day,
                from: from.time,
                toDay: to.day,
                to: to.time,
              })}
        </strong>
      </p>
      {isElsewhere && (
        <p className={`${styles.line} ${styles.quiet}`}>
          {t('event.there', { place: placeOf(event.zone), day: there.day, from: there.time })}
        </p>
      )}
      {place !== undefined && <p className={styles.line}>{t('event.where', { place })}</p>}
      {description !== '' && (
        <p className={styles.line} dir="auto">
          {description}
        </p>
      )}
      {access !== '' && (
        <p className={`${styles.line} ${styles.quiet}`}>{t('event.access', { access })}</p>
      )}
    </div>
  );
}

/** The city after which a zone is called: `America/New_York` is New York. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
