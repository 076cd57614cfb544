import { lazy, Suspense } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import { ShareButton } from '../../components/share-button.tsx';

// Comes with its texts when a lesson is open; what one reads does not wait for it.
const JournalBox = lazy(async () => ({
  default: (await import('../../components/journal-box.tsx')).JournalBox,
}));

const useStyles = makeStyles({
  acts: { display: 'grid', justifyItems: 'start', gap: tokens.spacingVerticalS },
  target: { minHeight: '44px' },
});

/** A place to write into one's journal about a lesson, and, once it is done, the way to share on purpose what it taught. */
export function WriteAbout({ lesson }: { readonly lesson: LessonLine }) {
  return (
    <Suspense fallback={null}>
      <Acts lesson={lesson} />
    </Suspense>
  );
}

function Acts({ lesson: { id, erg, title, standing } }: { readonly lesson: LessonLine }) {
  const styles = useStyles();
  const { t } = useTranslation('buddies');
  const ofErg = erg === undefined ? {} : { ergId: erg.id };
  return (
    <div className={styles.acts}>
      <JournalBox key={id} about={{ kind: 'lesson', lessonId: id, ...ofErg }} title={title} />
      {standing.state === 'done' && (
        <ShareButton className={styles.target} start={t('share.learnt', { title })}>
          {t('share.open-learnt')}
        </ShareButton>
      )}
    </div>
  );
}
