import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useOtherLanguage } from '../lib/language-name.ts';

const useStyles = makeStyles({
  name: {
    ...typographyStyles.caption1,
    display: 'block',
    color: tokens.colorNeutralForeground2,
  },
});

/** In which language something is, where that is not the one of the texts around it: what is not translated yet. */
export function OtherLanguage({ of }: { readonly of: string | undefined }) {
  const styles = useStyles();
  const name = useOtherLanguage()(of);
  return name === undefined ? null : <span className={styles.name}>{name}</span>;
}
