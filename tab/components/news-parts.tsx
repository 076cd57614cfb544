import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody } from '../../shared/contract/news.ts';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
  label: { ...typographyStyles.body1Strong, margin: 0 },
  // Lines break where the writer broke them; each takes its own direction, whatever the writer put in.
  words: {
    ...typographyStyles.body1,
    margin: 0,
    maxWidth: '70ch',
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
  },
  advice: { display: 'grid', gap: tokens.spacingVerticalXS },
});

/** The words of a moment, *If this touches you* first, or of an announcement, without its title. Empty parts are left out. */
export function NewsParts({ content }: { readonly content: NewsContentBody }) {
  const styles = useStyles();
  const { t } = useTranslation('cards');
  if (content.kind === 'announcement')
    return (
      <p className={styles.words} dir="auto">
        {content.text}
      </p>
    );
  const parts = [
    { label: t('moment.touches'), words: content.ifThisTouchesYou },
    { label: t('moment.support'), words: content.ifYouWantToSupport },
  ];
  return (
    <div className={styles.parts}>
      {parts
        .filter(({ words }) => words !== '')
        .map(({ label, words }) => (
          <div key={label} className={styles.advice}>
            <p className={styles.label}>{label}</p>
            <p className={styles.words} dir="auto">
              {words}
            </p>
          </div>
        ))}
    </div>
  );
}
