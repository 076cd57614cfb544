import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MessageRulesView } from '../../../shared/contract/health.ts';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useToast } from '../../components/toasts.tsx';
import { RulesNotSaved } from '../../components/rules-not-saved.tsx';
import { useMessageRules } from '../../lib/message-rules.ts';

const useStyles = makeStyles({
  panel: { justifyItems: 'start' },
  words: { margin: 0, maxWidth: '70ch' },
  target: { minHeight: '44px' },
});

/** Messages are stopped for everybody: what that means, and the way back. Nothing where they are not. */
export function StoppedPanel({ rules }: { readonly rules: MessageRulesView }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('health');
  const { save, saving, error, tryAgain } = useMessageRules(rules);
  const toast = useToast();
  // As it is, not as it is wanted: the way back stays until it was gone.
  if (rules.messages !== 'stopped') return null;
  return (
    <div className={mergeClasses(surface.panel, styles.panel)}>
      <h3 className={surface.panelTitle}>{t('stopped.title')}</h3>
      <p className={styles.words}>{t('stopped.text')}</p>
      <RulesNotSaved error={error} onRetry={tryAgain} />
      <Button
        appearance="primary"
        className={styles.target}
        disabledFocusable={saving}
        onClick={() => {
          save({ messages: 'on' })
            .then(() => toast(t('rules.started')))
            // What went wrong stands above.
            .catch(() => undefined);
        }}
      >
        {saving ? t('stopped.starting') : t('stopped.start')}
      </Button>
    </div>
  );
}
