import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { LearntLessons } from './learnt-lessons.tsx';
import { OwnWords } from './own-words.tsx';
import { useSaveProgress } from './save-progress.ts';
import { TriedPledges } from './tried-pledges.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  target: { minHeight: '44px' },
});

/** What somebody learnt and tried, in their own words and for themselves: nothing is counted, compared or kept in a row. */
export default function ProgressPage() {
  const styles = useStyles();
  const { t } = useTranslation(['learn', 'content', 'care', 'problems']);
  const toast = useToast();
  const save = useSaveProgress(() => toast(t('learn:progress.saved')));
  return (
    <LearnFrame
      part="progress"
      title={t('learn:progress.title')}
      sentence={t('learn:progress.sentence')}
      action={
        <Button
          className={styles.target}
          disabledFocusable={save.isPending}
          onClick={() => save.mutate()}
        >
          {t(save.isPending ? 'learn:progress.saving' : 'learn:progress.save')}
        </Button>
      }
    >
      {save.error !== null && <SaveFailed error={save.error} onRetry={() => save.mutate()} />}
      <div className={styles.page}>
        <LearntLessons />
        <TriedPledges />
        <OwnWords />
      </div>
    </LearnFrame>
  );
}
