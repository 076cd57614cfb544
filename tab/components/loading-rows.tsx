import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  rows: { display: 'grid', gap: tokens.spacingVerticalL },
  card: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: 'grid', gap: tokens.spacingVerticalS },
});

/** The shape of what comes: `cards` for things one acts on, `lines` for a list or a form. */
export function LoadingRows({
  shape = 'cards',
  count = 3,
}: {
  readonly shape?: 'cards' | 'lines';
  readonly count?: number;
}) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  return (
    <Skeleton className={styles.rows} aria-label={t('loading')}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={shape === 'cards' ? styles.card : styles.line}>
          <SkeletonItem size={16} style={{ width: '30%' }} />
          <SkeletonItem size={20} style={{ width: '75%' }} />
          {shape === 'cards' && <SkeletonItem size={16} style={{ width: '55%' }} />}
        </div>
      ))}
    </Skeleton>
  );
}
