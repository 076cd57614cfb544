import { useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../shared/contract/run.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useRunAct } from './run-calls.ts';

const useStyles = makeStyles({
  section: { marginTop: tokens.spacingVerticalXXXL },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
  target: { minHeight: '44px' },
});

/** Putting an ERG away, after a question, and bringing it back. */
export function StateSection({ run }: { readonly run: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const toast = useToast();
  const act = useRunAct(run.id);
  const [isAsking, setAsking] = useState(false);
  const { name: erg } = run.profile;
  const change = (state: RunView['state']) =>
    act.mutate(
      { do: 'state', state, revision: run.revision },
      {
        onSuccess: () => {
          setAsking(false);
          toast(t(`state.said-${state}`, { erg }));
        },
      },
    );
  return (
    <section className={styles.section} aria-labelledby="state">
      <h2 className={styles.heading} id="state">
        {t(`state.${run.state}-title`)}
      </h2>
      <p className={styles.text}>{t(`state.${run.state}`)}</p>
      {!isAsking && act.error !== null && <SaveFailed error={act.error} />}
      <Button
        className={styles.target}
        disabledFocusable={act.isPending}
        onClick={() => {
          act.reset();
          if (run.state === 'active') setAsking(true);
          else change('active');
        }}
      >
        {t(run.state === 'active' ? 'state.archive' : 'state.bring-back')}
      </Button>
      {isAsking && (
        <QuestionDialog
          title={t('state.question', { erg })}
          confirm={t('state.archive')}
          busy={act.isPending}
          onConfirm={() => change('archived')}
          onClose={() => setAsking(false)}
        >
          <p>{t('state.question-text')}</p>
          {act.error !== null && <SaveFailed error={act.error} />}
        </QuestionDialog>
      )}
    </section>
  );
}
