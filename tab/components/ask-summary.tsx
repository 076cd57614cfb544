import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AskWordsBody } from '../../shared/contract/content.ts';
import { PillarBadge } from './pillar-badge.tsx';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalXS, justifyItems: 'start' },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  line: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What allies are asked to do, and the pledge that it becomes. */
export function AskSummary({ ask }: { readonly ask: AskWordsBody }) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const { form } = ask;
  return (
    <div className={styles.parts}>
      <h3 className={styles.title} dir="auto">
        {ask.title === '' ? '…' : ask.title}
      </h3>
      <PillarBadge pillar={ask.pillar} />
      <p className={styles.line}>
        {form.kind === 'if-then'
          ? t('ask.when', { cue: form.cues[0] ?? '…', action: form.action })
          : t('ask.goal', { goal: form.goal })}
      </p>
      {ask.why !== '' && (
        <p className={`${styles.line} ${styles.quiet}`} dir="auto">
          {ask.why}
        </p>
      )}
    </div>
  );
}
