import { useEffect, useRef } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthReply } from '../../../shared/contract/health.ts';
import { FailuresPanel } from './failures-panel.tsx';
import { StoppedPanel } from './stopped-panel.tsx';

const useStyles = makeStyles({
  section: { minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  panels: { display: 'grid', gap: tokens.spacingVerticalM },
  words: { ...typographyStyles.body1, margin: 0, maxWidth: '70ch' },
});

/** What an admin can do about it now: start again what is stopped, have tried again what was given up. */
export function ToDo({ health }: { readonly health: Pick<HealthReply, 'rules' | 'failures'> }) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const { rules, failures } = health;
  const heading = useRef<HTMLHeadingElement>(null);
  const acted = useRef(false);
  useEffect(() => {
    // What was done is gone, and the button with it: the focus stays here, not at the top of the page.
    if (!acted.current || document.activeElement !== document.body) return;
    acted.current = false;
    heading.current?.focus();
  });
  const isStopped = rules.messages === 'stopped';
  const hasFailures = failures.total !== 0;
  return (
    <section
      className={styles.section}
      onClickCapture={() => {
        acted.current = true;
      }}
    >
      <h2 className={styles.title} ref={heading} tabIndex={-1}>
        {t('todo.title')}
      </h2>
      <div className={styles.panels}>
        <StoppedPanel rules={rules} />
        <FailuresPanel failures={failures} isStopped={isStopped} />
        {!isStopped && !hasFailures && <p className={styles.words}>{t('todo.none')}</p>}
      </div>
    </section>
  );
}
