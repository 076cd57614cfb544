import { useEffect, type ReactNode } from 'react';
import {
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { writtenIn } from '../lib/written-in.ts';
import { useHeadingFocus } from './page-focus.tsx';

const useStyles = makeStyles({
  column: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '960px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} 48px`,
    '@media (max-width: 480px)': {
      padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 40px`,
    },
  },
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '44px',
    marginTop: '-12px',
  },
  // The chevron points the way back: to the right where the text runs from right to left.
  chevron: { ':dir(rtl)': { transform: 'scaleX(-1)' } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    marginBottom: tokens.spacingVerticalXXL,
  },
  words: { flex: '1 1 240px', minWidth: 0 },
  title: {
    ...typographyStyles.title2,
    margin: 0,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
    '@media (max-width: 480px)': typographyStyles.title3,
  },
  sentence: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    maxWidth: '70ch',
  },
});

interface PageFrameProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly sentence?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  /** The page above this one. */
  readonly back?: { readonly href: string; readonly label: string };
  /** What makes this another page than the one before, where the path stays the same; the path otherwise. */
  readonly page?: string;
  /** BCP 47, of title and sentence, where somebody else wrote them. */
  readonly language?: string | undefined;
  readonly children: ReactNode;
}

/** One page: a title that takes the focus when the page is opened, one sentence, one action, a calm column. */
export function PageFrame({
  title,
  sentence,
  action,
  back,
  page,
  language,
  children,
}: PageFrameProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const heading = useHeadingFocus(page ?? path);
  useEffect(() => {
    document.title = t('document-title', { page: title });
  }, [t, title]);
  return (
    <div className={styles.column}>
      {back && (
        <Link href={back.href} asChild>
          <FluentLink className={styles.back}>
            <ChevronLeftRegular className={styles.chevron} aria-hidden />
            {back.label}
          </FluentLink>
        </Link>
      )}
      <header className={styles.head}>
        <div className={styles.words} {...(language === undefined ? {} : writtenIn(language))}>
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
          {sentence !== undefined && (
            <p className={styles.sentence}>
              <bdi>{sentence}</bdi>
            </p>
          )}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
