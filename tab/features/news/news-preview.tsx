import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody } from '../../../shared/contract/news.ts';
import { NewsParts } from '../../components/news-parts.tsx';

const useStyles = makeStyles({
  preview: { display: 'grid', gap: tokens.spacingVerticalS, minWidth: 0, alignContent: 'start' },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  aside: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  card: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  strong: {
    ...typographyStyles.body1Strong,
    margin: 0,
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
  },
  words: { margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  // The look of the card's button, and nothing to press.
  button: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
});

/** How the card will look in the chat: the same parts and texts as the bot's. */
export function NewsPreview({ content }: { readonly content: NewsContentBody }) {
  const styles = useStyles();
  const { t } = useTranslation(['news', 'cards']);
  const openTab = t('cards:button.open-tab');
  return (
    <section className={styles.preview} aria-labelledby="news-preview">
      <h2 className={styles.title} id="news-preview">
        {t('news:preview.title')}
      </h2>
      {content.kind === 'announcement' && (
        <>
          <p className={styles.aside}>{t('news:preview.hidden')}</p>
          <Card heading={t('cards:news.heading')} buttons={[t('cards:button.show-here'), openTab]}>
            <p className={styles.words}>{t('cards:news.hidden')}</p>
          </Card>
          <p className={styles.aside}>{t('news:preview.shown')}</p>
        </>
      )}
      <Card
        heading={t(content.kind === 'moment' ? 'cards:moment.heading' : 'cards:news.heading')}
        buttons={[openTab]}
      >
        <p className={styles.strong} dir="auto">
          {content.title}
        </p>
        <NewsParts content={content} />
      </Card>
    </section>
  );
}

function Card({
  heading,
  buttons,
  children,
}: {
  readonly heading: string;
  readonly buttons: readonly string[];
  readonly children: React.ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.card}>
      <p className={styles.heading}>{heading}</p>
      {children}
      <div className={styles.buttons} aria-hidden>
        {buttons.map((label) => (
          <span key={label} className={styles.button}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
