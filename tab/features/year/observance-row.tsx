import { Badge, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminObservanceView } from '../../../shared/contract/year.ts';
import { OtherLanguage } from '../../components/other-language.tsx';
import { writtenIn } from '../../lib/written-in.ts';
import { useDaysWords } from './use-days-words.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  text: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  times: { listStyleType: 'none', margin: 0, padding: 0 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

/** What can be done with an observance: `turn` hides what is shown, and shows what is hidden. */
export type RowAct = 'turn' | 'dates' | 'edit' | 'remove';

/** An observance as admins look after it: when it is in three years, and what can be done with it. */
export function ObservanceRow({
  observance,
  onAct,
}: {
  readonly observance: AdminObservanceView;
  readonly onAct: (act: RowAct) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const days = useDaysWords();
  const written = writtenIn(observance.language);
  const { title, sentence, region, source, hidden, mayMoveByADay, own, times } = observance;
  const acts: readonly RowAct[] =
    own === undefined ? ['turn', 'dates'] : ['edit', 'dates', 'remove'];
  const nameOf = (act: RowAct) => (act === 'turn' ? (hidden ? 'show' : 'hide') : act);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h2 className={styles.title} {...written}>
          {title}
        </h2>
        {hidden && <Badge appearance="outline">{t('admin.is-hidden')}</Badge>}
        {own !== undefined && <Badge appearance="outline">{t('admin.is-own')}</Badge>}
      </div>
      <p className={styles.text} {...written}>
        {sentence}
      </p>
      <OtherLanguage of={observance.language} />
      {region !== undefined && <p className={styles.quiet}>{region}</p>}
      <ul className={styles.times} aria-label={t('admin.times', { title })}>
        {times.map((time) => (
          <li key={`${time.year} ${time.nth}`}>
            {time.days === undefined
              ? t('admin.no-date', { year: String(time.year) })
              : t(time.changed ? 'admin.time-changed' : 'admin.time', {
                  // Without a day of its own, so that every date has its year.
                  days: days(time.days, ''),
                })}
          </li>
        ))}
      </ul>
      {mayMoveByADay && <p className={styles.quiet}>{t('may-move')}</p>}
      {source !== undefined && <p className={styles.quiet}>{t('admin.source', { source })}</p>}
      <div className={styles.acts}>
        {acts.map((act) => (
          <Button
            key={act}
            className={styles.target}
            aria-label={t(`admin.act.${nameOf(act)}-named`, { title })}
            onClick={() => onAct(act)}
          >
            {t(`admin.act.${nameOf(act)}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}
