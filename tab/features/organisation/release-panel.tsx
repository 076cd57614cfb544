import { useEffect, useRef, useState } from 'react';
import { Button, makeStyles, mergeClasses, Spinner } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { WholeReply } from '../../../shared/contract/organisation.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useReleaseNow } from './organisation-calls.ts';
import { useOrganisationStyles } from './organisation-styles.ts';

const useStyles = makeStyles({ panel: { justifyItems: 'start' } });

/** Where the release of the last month stands, and releasing it where that is for an admin to do. */
export function ReleasePanel({
  whole: { last, release },
}: {
  readonly whole: Pick<WholeReply, 'last' | 'release'>;
}) {
  const styles = useStyles();
  const section = useOrganisationStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organisation');
  const { month } = useDates();
  const [isAsking, setAsking] = useState(false);
  const releaseNow = useReleaseNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const acted = useRef(false);
  const of = month(last);
  const isOpen = release === 'early' || release === 'overdue';
  useEffect(() => {
    // The button is gone with what it was for: the focus stays here, not at the top of the page.
    if (!acted.current || isOpen || isAsking) return;
    acted.current = false;
    heading.current?.focus();
  }, [isOpen, isAsking]);
  const close = () => {
    setAsking(false);
    button.current?.focus();
  };
  const send = () => {
    acted.current = true;
    releaseNow.mutate({ month: last }, { onSettled: close });
  };
  const title = t('whole.last');
  return (
    <section aria-label={title} className={mergeClasses(surface.panel, styles.panel)}>
      <h2 className={surface.panelTitle} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <div role="status">
        {release === 'running' ? (
          <Spinner size="tiny" labelPosition="after" label={t('whole.running', { month: of })} />
        ) : (
          <p className={section.text}>{t(`whole.${release}`, { month: of })}</p>
        )}
      </div>
      {isOpen && (
        <>
          {releaseNow.error !== null && <SaveFailed error={releaseNow.error} />}
          <Button ref={button} className={section.target} onClick={() => setAsking(true)}>
            {t('whole.release', { month: of })}
          </Button>
        </>
      )}
      {isAsking && (
        <QuestionDialog
          title={t('whole.ask-title', { month: of })}
          confirm={t('whole.confirm')}
          busy={releaseNow.isPending}
          onClose={close}
          onConfirm={send}
        >
          {t('whole.ask-text')}
        </QuestionDialog>
      )}
    </section>
  );
}
