import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Pages } from './use-pages.ts';

const useStyles = makeStyles({
  pages: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXL,
  },
  target: { minHeight: '44px' },
});

/** Forth and back through the pages of a list; nothing where all of it stands on one. */
export function PageTurner({
  pages,
  next,
  onTurn,
}: {
  readonly pages: Pages;
  /** Where the list goes on after this page. */
  readonly next: string | undefined;
  /** Called after turning, to bring the reader to the top. */
  readonly onTurn: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  if (pages.isFirst && next === undefined) return null;
  return (
    <nav className={styles.pages} aria-label={t('pages.label')}>
      <Button
        className={styles.target}
        disabledFocusable={pages.isFirst}
        onClick={() => {
          pages.previous();
          onTurn();
        }}
      >
        {t('pages.previous')}
      </Button>
      <Button
        className={styles.target}
        disabledFocusable={next === undefined}
        onClick={() => {
          if (next !== undefined) pages.next(next);
          onTurn();
        }}
      >
        {t('pages.next')}
      </Button>
    </nav>
  );
}
