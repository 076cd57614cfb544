import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { Panel } from './panel.tsx';

const useStyles = makeStyles({
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  act: { minHeight: '44px' },
  suggestion: { margin: 0, maxWidth: '70ch' },
});

/** After two *not this time* in a row: a smaller step, another moment, or keeping it as it is. */
export function SmallerStep({
  pledge,
  onSmaller,
  onOtherCue,
  onKeep,
}: {
  readonly pledge: PledgeView;
  readonly onSmaller: () => void;
  readonly onOtherCue: () => void;
  readonly onKeep: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  return (
    <Panel title={t('smaller.offer-title')} sentence={t('smaller.offer')}>
      {pledge.smallerStep !== undefined && (
        <p className={styles.suggestion}>{t('smaller.suggestion', { step: pledge.smallerStep })}</p>
      )}
      <div className={styles.acts}>
        <Button className={styles.act} onClick={onSmaller}>
          {t('smaller.make')}
        </Button>
        {pledge.form.kind === 'if-then' && (
          <Button className={styles.act} onClick={onOtherCue}>
            {t('smaller.other-cue')}
          </Button>
        )}
        <Button className={styles.act} appearance="subtle" onClick={onKeep}>
          {t('smaller.keep')}
        </Button>
      </div>
    </Panel>
  );
}
