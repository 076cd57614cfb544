import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { usePledgeSentence } from './pledge-sentence.ts';

const useStyles = makeStyles({
  text: { maxWidth: '70ch', overflowWrap: 'anywhere' },
  sentence: { ...typographyStyles.subtitle1, fontWeight: tokens.fontWeightRegular, margin: 0 },
  label: { margin: `${tokens.spacingVerticalM} 0 0`, color: tokens.colorNeutralForeground2 },
  line: { margin: 0 },
  phrases: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: '20px' },
  safety: { margin: `${tokens.spacingVerticalM} 0 0`, color: tokens.colorNeutralForeground2 },
});

/** All the words of a pledge. */
export function PledgeText({ pledge }: { readonly pledge: PledgeView }) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const sentence = usePledgeSentence();
  const { form } = pledge;
  return (
    <div className={styles.text}>
      <p className={styles.sentence}>
        <bdi>{sentence(form)}</bdi>
      </p>
      {form.kind === 'if-then' && form.selfTalk !== undefined && (
        <>
          <p className={styles.label}>{t('words.self-talk')}</p>
          <p className={styles.line} dir="auto">
            {form.selfTalk}
          </p>
        </>
      )}
      {form.kind === 'plain-goal' && form.phrases.length > 0 && (
        <>
          <p className={styles.label}>{t('words.phrases')}</p>
          <ul className={styles.phrases}>
            {[...new Set(form.phrases)].map((phrase) => (
              <li key={phrase} dir="auto">
                {phrase}
              </li>
            ))}
          </ul>
        </>
      )}
      {pledge.pillar === 'speak-up' && <p className={styles.safety}>{t('form.safety')}</p>}
    </div>
  );
}
