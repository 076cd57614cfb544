import { useId, useState } from 'react';
import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuddyView } from '../../../shared/contract/buddies.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { ShareButton } from '../../components/share-button.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useEnd } from './buddy-calls.ts';
import { SharesList } from './shares-list.tsx';

/** One buddy: sharing with them, what we shared, and ending it after a question. */
export function BuddyPanel({
  buddy,
  onGone,
}: {
  readonly buddy: BuddyView;
  readonly onGone: () => void;
}) {
  const section = useSectionStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('buddies');
  const dates = useDates();
  const { settings } = useGivenHome();
  const announce = useAnnounce();
  const titleId = useId();
  const end = useEnd();
  const [isEnding, setEnding] = useState(false);
  const { id, name, since } = buddy;
  const endIt = () => {
    if (end.isPending) return;
    end.mutate(id, {
      onSuccess: () => {
        announce(t('end.ended'));
        onGone();
      },
      onSettled: () => setEnding(false),
    });
  };
  return (
    <section className={surface.panel} aria-labelledby={titleId}>
      <h3 className={surface.panelTitle} id={titleId}>
        <PersonName name={name} />
      </h3>
      <p className={section.quiet}>
        {t('mine.since', { day: dates.instant(since, settings.zone) })}
      </p>
      <div className={section.acts}>
        <ShareButton
          className={section.target}
          start=""
          pairId={id}
          label={t('mine.share-with', { name })}
        >
          {t('mine.share')}
        </ShareButton>
        <Button
          className={section.target}
          appearance="subtle"
          aria-label={t('mine.end-with', { name })}
          onClick={() => setEnding(true)}
        >
          {t('mine.end')}
        </Button>
      </div>
      {end.error !== null && <SaveFailed error={end.error} onRetry={endIt} />}
      <SharesList buddy={buddy} />
      {isEnding && (
        <QuestionDialog
          title={t('end.title', { name })}
          confirm={t('end.confirm')}
          busy={end.isPending}
          onConfirm={endIt}
          onClose={() => setEnding(false)}
        >
          {t('end.text', { name })}
        </QuestionDialog>
      )}
    </section>
  );
}
