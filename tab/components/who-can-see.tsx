import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '20px', flexShrink: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** Who will be able to see what is about to be saved; `lines` come from `useWhoCanSee`. */
export function WhoCanSee({ lines }: { readonly lines: readonly string[] }) {
  const styles = useStyles();
  const { t } = useTranslation('rights');
  return (
    <div className={styles.box}>
      <EyeRegular className={styles.icon} aria-hidden />
      <div>
        <p className={styles.title}>{t('title')}</p>
        <ul className={styles.list}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
