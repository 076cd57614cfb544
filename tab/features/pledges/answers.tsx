import { useId, useState, type RefObject } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CheckInView } from '../../../shared/contract/pledges.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { AnswerOnItsWayRow, AnswerRow } from './answer-row.tsx';
import { useCheckIns } from '../../lib/pledge-lists.ts';
import { useDeleteAnswer } from './save-pledge.ts';
import type { AnswerOnItsWay } from './use-due-answer.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  quiet: { color: tokens.colorNeutralForeground2, margin: `${tokens.spacingVerticalS} 0 0` },
  more: { minHeight: '44px', marginTop: tokens.spacingVerticalM },
});

/** Every answer of a pledge, newest first; each can be changed while it is open, noted on, and deleted. */
export function Answers({
  pledgeId,
  heading,
  onItsWay,
}: {
  readonly pledgeId: string;
  /** The heading of the list, which takes the focus when an answer came or went. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** An answer that is being saved: it stands already. */
  readonly onItsWay: AnswerOnItsWay | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const dates = useDates();
  const { today } = useGivenHome();
  const announce = useAnnounce();
  const checkIns = useCheckIns(pledgeId);
  const remove = useDeleteAnswer();
  const [toDelete, setToDelete] = useState<CheckInView | undefined>(undefined);
  const headingId = useId();

  const all = checkIns.data?.pages.flatMap((page) => page.checkIns) ?? [];
  const isStanding = all.some(({ date }) => date === onItsWay?.date);
  const deleteIt = (checkIn: CheckInView) => {
    setToDelete(undefined);
    remove.mutate(checkIn, {
      onSuccess: () => {
        announce(t('answers.deleted'));
        // Its row is gone, and the button that had the focus with it.
        heading.current?.focus();
      },
    });
  };
  return (
    <section aria-labelledby={headingId}>
      <h2 className={styles.heading} id={headingId} ref={heading} tabIndex={-1}>
        {t('answers.title')}
      </h2>
      {remove.error !== null && remove.variables !== undefined && (
        <SaveFailed error={remove.error} onRetry={() => deleteIt(current(all, remove.variables))} />
      )}
      {checkIns.isPending && <LoadingRows shape="lines" count={2} />}
      {checkIns.isLoadingError && (
        <FailedState error={checkIns.error} onRetry={() => void checkIns.refetch()} />
      )}
      {checkIns.data !== undefined && all.length === 0 && onItsWay === undefined && (
        <p className={styles.quiet}>{t('answers.none')}</p>
      )}
      <ul className={styles.list}>
        {onItsWay !== undefined && !isStanding && <AnswerOnItsWayRow {...onItsWay} />}
        {all.map((checkIn) => (
          <AnswerRow key={checkIn.date} checkIn={checkIn} onDelete={() => setToDelete(checkIn)} />
        ))}
      </ul>
      {checkIns.isFetchNextPageError && (
        <SaveFailed error={checkIns.error} onRetry={() => void checkIns.fetchNextPage()} />
      )}
      {checkIns.hasNextPage && !checkIns.isFetchNextPageError && (
        <Button
          className={styles.more}
          disabledFocusable={checkIns.isFetching}
          onClick={() => void checkIns.fetchNextPage()}
        >
          {t('answers.show-more')}
        </Button>
      )}
      {toDelete !== undefined && (
        <QuestionDialog
          title={t('answers.delete-title')}
          confirm={t('answers.delete')}
          onConfirm={() => deleteIt(toDelete)}
          onClose={() => setToDelete(undefined)}
        >
          {t('answers.delete-text', { day: dates.day(toDelete.date, today) })}
        </QuestionDialog>
      )}
    </section>
  );
}

/** The answer as it is shown now, whose revision may be newer than the one that failed. */
function current(all: readonly CheckInView[], old: CheckInView): CheckInView {
  return all.find(({ date }) => date === old.date) ?? old;
}
