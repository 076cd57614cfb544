import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  pages: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalL,
  },
  target: { minHeight: '44px' },
});

interface ListPagesProps {
  readonly page: number;
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
}

/** The pages of a list that only knows whether it goes on. Nothing where there is one page alone. */
export function ListPages({ page, previous, next }: ListPagesProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className={styles.pages} aria-label={t('pages')}>
      <Button
        className={styles.target}
        disabledFocusable={previous === undefined}
        onClick={previous}
      >
        {t('previous')}
      </Button>
      <span>{t('page', { page })}</span>
      <Button className={styles.target} disabledFocusable={next === undefined} onClick={next}>
        {t('next')}
      </Button>
    </nav>
  );
}
