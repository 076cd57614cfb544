import {
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { YearEntryView } from '../../../shared/contract/year.ts';
import { useDates } from '../../lib/dates.ts';
import { OtherLanguage } from '../../components/other-language.tsx';
import { writtenIn } from '../../lib/written-in.ts';
import { paths } from '../../lib/paths.ts';
import { useDaysWords } from './use-days-words.ts';

const useStyles = makeStyles({
  entry: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  text: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
});

/** One observance: when it is, what it is, and what ERGs have for it. */
export function YearEntry({
  entry,
  today,
  zone,
}: {
  readonly entry: YearEntryView;
  readonly today: string;
  /** The reader's own zone. */
  readonly zone: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const { instant, timeOf } = useDates();
  const days = useDaysWords();
  const written = writtenIn(entry.language);
  const { title, sentence, region, mayMoveByADay, lessons, events } = entry;
  const facts = [days(entry, today), ...(region === undefined ? [] : [region])];
  return (
    <li className={styles.entry}>
      <h3 className={styles.title} {...written}>
        {title}
      </h3>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      <p className={styles.text} {...written}>
        {sentence}
      </p>
      <OtherLanguage of={entry.language} />
      {mayMoveByADay && <p className={styles.quiet}>{t('may-move')}</p>}
      {lessons.length + events.length > 0 && (
        <ul className={styles.list} aria-label={t('for', { title })}>
          {events.map(({ id, ergId, ergName, title: name, startsAt }) => (
            <li key={id} className={styles.item}>
              <Link href={paths.erg(ergId)} asChild>
                <FluentLink className={styles.link}>{name}</FluentLink>
              </Link>
              <span className={styles.quiet}>
                {t('event', {
                  erg: ergName,
                  day: instant(startsAt, zone),
                  time: timeOf(startsAt, zone),
                })}
              </span>
            </li>
          ))}
          {lessons.map(({ id, ergId, ergName, title: name, minutes }) => (
            <li key={`${ergId} ${id}`} className={styles.item}>
              <Link href={paths.lesson(id, ergId)} asChild>
                <FluentLink className={styles.link}>{name}</FluentLink>
              </Link>
              <span className={styles.quiet}>{t('lesson', { erg: ergName, count: minutes })}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
