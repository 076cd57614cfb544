import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
});

/** The way to an ERG's lesson: elsewhere on the web, in a window of its own that does not know of this one. */
export function OutsideLink({ href, title }: { readonly href: string; readonly title: string }) {
  const styles = useStyles();
  const { t } = useTranslation('learn');
  const { host } = new URL(href);
  return (
    <Link
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('link.open-named', { title, host })}
    >
      {t('link.open', { host })}
      <OpenRegular aria-hidden />
    </Link>
  );
}
