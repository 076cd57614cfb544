import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ErgCardPreview } from '../../components/erg-card.tsx';
import { type ProfileDraft, toProfileBody } from '../../components/profile-form.tsx';

const useStyles = makeStyles({
  preview: {
    position: 'sticky',
    // Below the navigation.
    top: '72px',
    alignSelf: 'start',
    // A narrow pane has room for the fields alone.
    '@media (max-width: 860px)': { display: 'none' },
  },
  title: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalS}`,
  },
});

/** What is written, as the card that will stand in the directory. */
export function ProfilePreview({ draft }: { readonly draft: ProfileDraft }) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const { name, purpose, picture, ...rest } = toProfileBody(draft);
  return (
    <aside className={styles.preview} aria-label={t('profile.preview')}>
      <p className={styles.title}>{t('profile.preview')}</p>
      <ErgCardPreview
        erg={{
          ...rest,
          name: name.trim() === '' ? t('profile.preview-name') : name,
          purpose: purpose.trim() === '' ? t('profile.preview-purpose') : purpose,
          picture: picture === '' ? '•' : picture,
        }}
      />
    </aside>
  );
}
