import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErgProfileDraft } from '../lib/erg-profile-draft.ts';
import { ErgCardPreview } from './erg-card.tsx';

const useStyles = makeStyles({
  preview: { position: 'sticky', top: '72px' },
  title: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalS}`,
  },
});

/** What was typed, as the card that will stand in the directory. */
export function ErgProfilePreview({ value }: { readonly value: ErgProfileDraft }) {
  const styles = useStyles();
  const { t } = useTranslation('profile');
  const { name, purpose, picture, tags, places, joinPolicy } = value;
  return (
    <aside className={styles.preview} aria-label={t('preview')}>
      <p className={styles.title}>{t('preview')}</p>
      <ErgCardPreview
        erg={{
          name: name.trim() === '' ? t('preview-name') : name,
          purpose: purpose.trim() === '' ? t('preview-purpose') : purpose,
          picture: picture.trim() === '' ? '•' : picture,
          tags: [...tags],
          places: [...places],
          joinPolicy,
        }}
      />
    </aside>
  );
}
