import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from './announcer.tsx';

const useStyles = makeStyles({
  pages: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  target: { minHeight: '44px' },
});

interface PagerProps {
  /** What the pages are of, to a screen reader. */
  readonly label: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (to: number) => void;
}

/** Turns the pages of a list that is here as a whole, and says where it is; nothing stands here where it has one. */
export function Pager({ label, page, pages, onTurn }: PagerProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const announce = useAnnounce();
  const turnTo = (to: number) => {
    onTurn(to);
    announce(t('pages.page', { page: to, pages }));
  };
  if (pages <= 1) return null;
  return (
    <nav className={styles.pages} aria-label={label}>
      <Button
        className={styles.target}
        disabledFocusable={page === 1}
        onClick={() => turnTo(page - 1)}
      >
        {t('pages.previous')}
      </Button>
      <span>{t('pages.page', { page, pages })}</span>
      <Button
        className={styles.target}
        disabledFocusable={page === pages}
        onClick={() => turnTo(page + 1)}
      >
        {t('pages.next')}
      </Button>
    </nav>
  );
}
