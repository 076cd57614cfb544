import { useEffect, useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ChangePledgeBody, PledgeView } from '../../../shared/contract/pledges.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { HelpHere } from '../../components/help-here.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { useDates } from '../../lib/dates.ts';
import { readDraft } from '../../lib/drafts.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useIsOnScreen } from '../../lib/on-screen.ts';
import { paths } from '../../lib/paths.ts';
import { Answers } from './answers.tsx';
import { cuesOf, useCatalogue } from './catalogue-query.ts';
import { DueQuestion } from './due-question.tsx';
import { editKey, EditPledge, type Editing } from './edit-pledge.tsx';
import { PeriodOver } from './period-over.tsx';
import { PledgeActs } from './pledge-acts.tsx';
import { PledgeText } from './pledge-text.tsx';
import { useChangePledge, useDeletePledge } from './save-pledge.ts';
import { SmallerStep } from './smaller-step.tsx';
import { useDueAnswer } from './use-due-answer.ts';
import { WhatWasDone } from './what-was-done.tsx';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  heading: {
    ...typographyStyles.subtitle1,
    margin: `0 0 ${tokens.spacingVerticalL}`,
    outlineStyle: 'none',
  },
});

/** The page of a pledge below its title. What is due comes first, then the words, then what was answered. */
export function PledgeDetail({ pledge }: { readonly pledge: PledgeView }) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const announce = useAnnounce();
  const answersHeading = useRef<HTMLHeadingElement>(null);
  const changeButton = useRef<HTMLButtonElement>(null);
  // A change that was being written when the tab was closed is open again.
  const [editing, setEditing] = useState<Editing | undefined>(() =>
    (['edit', 'smaller'] as const).find(
      (kind) => readDraft(editKey(pledge.id, kind)) !== undefined,
    ),
  );
  const edited = useRef(editing);
  useEffect(() => {
    // Back from the form, whose buttons are gone, to the button that opened it (a period that is over has none).
    if (edited.current !== undefined && editing === undefined) {
      (changeButton.current ?? answersHeading.current)?.focus();
    }
    edited.current = editing;
  }, [editing]);
  const [isKept, setKept] = useState(false);
  const due = useDueAnswer(pledge.id, () => announce(t('due.saved')));
  const act = usePledgeAct(pledge);
  const { question, onItsWay, failed } = due;
  const isChoosing = pledge.periodOver && question === undefined && onItsWay === undefined;
  const hasEnded = pledge.life === 'completed' || pledge.life === 'let-go';

  const stopEditing = () => setEditing(undefined);
  if (editing !== undefined && !hasEnded) {
    return (
      <EditSection
        pledge={pledge}
        editing={editing}
        onSaved={() => {
          announce(t(editing === 'edit' ? 'page.changed' : 'smaller.done'));
          stopEditing();
        }}
        onDiscard={stopEditing}
      />
    );
  }
  return (
    <div className={styles.parts}>
      {question !== undefined && (
        <DueQuestion
          due={question}
          failed={failed}
          onAnswer={(answer) => {
            // The question goes at once; what was answered stands first below this heading.
            answersHeading.current?.focus();
            due.answer(question, answer);
          }}
        />
      )}
      {question === undefined && failed !== undefined && <SaveFailed error={failed.error} />}
      {isChoosing && (
        <PeriodOver pledge={pledge} onChange={act.change} onEdit={() => setEditing('edit')} />
      )}
      {pledge.offerSmaller && !pledge.periodOver && !hasEnded && !isKept && (
        <SmallerStep
          pledge={pledge}
          onSmaller={() => setEditing('smaller')}
          onOtherCue={() => setEditing('edit')}
          onKeep={() => {
            setKept(true);
            changeButton.current?.focus();
          }}
        />
      )}
      <PledgeText pledge={pledge} />
      {hasEnded && <WhatWasDone pledge={pledge} />}
      {act.error !== null && <SaveFailed error={act.error} onRetry={act.retry} />}
      <PledgeActs
        pledge={pledge}
        changeButton={changeButton}
        onEdit={() => setEditing('edit')}
        onChange={act.change}
        onDelete={act.askToDelete}
        busy={act.busy}
        choosing={isChoosing}
      />
      <Answers pledgeId={pledge.id} heading={answersHeading} onItsWay={onItsWay} />
      {pledge.pillar === 'speak-up' && <HelpHere />}
      {act.dialog}
    </div>
  );
}

function EditSection({
  pledge,
  editing,
  onSaved,
  onDiscard,
}: {
  readonly pledge: PledgeView;
  readonly editing: Editing;
  readonly onSaved: () => void;
  readonly onDiscard: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const catalogue = useCatalogue();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // The suggested moments are part of the form; without a template, or without the catalogue, it does without.
  const isWaiting = pledge.templateId !== undefined && catalogue.isPending;
  return (
    <section aria-labelledby="edit-heading">
      <h2 className={styles.heading} id="edit-heading" ref={heading} tabIndex={-1}>
        {t(editing === 'edit' ? 'edit.title' : 'smaller.title')}
      </h2>
      {isWaiting ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <EditPledge
          pledge={pledge}
          cues={cuesOf(catalogue.data, pledge.templateId)}
          editing={editing}
          onSaved={onSaved}
          onDiscard={onDiscard}
        />
      )}
    </section>
  );
}

/** Pause, resume, renew, complete, let go and delete: sending them, saying what happened, trying again. */
function usePledgeAct(pledge: PledgeView) {
  const { t } = useTranslation('pledges');
  const [, navigate] = useLocation();
  const isOnScreen = useIsOnScreen();
  const toast = useToast();
  const dates = useDates();
  const { today } = useGivenHome();
  const changing = useChangePledge(pledge.id);
  const [isAsking, setAsking] = useState(false);
  const deleting = useDeletePledge(() => {
    toast(t('delete.done'));
    if (isOnScreen()) navigate(paths.pledges, { replace: true });
  });

  const said = (body: ChangePledgeBody): string => {
    switch (body.do) {
      case 'pause':
        return t('page.paused');
      case 'resume':
        return t('page.resumed');
      case 'renew':
        return t('page.renewed', { day: dates.day(body.endsOn, today) });
      case 'complete':
        return t('page.completed');
      case 'let-go':
        return t('page.let-gone');
      case 'edit':
      case 'make-smaller':
        return t('page.changed');
    }
  };
  const change = (body: ChangePledgeBody) => {
    if (changing.isPending) return;
    deleting.reset();
    changing.mutate(body, { onSuccess: () => toast(said(body)) });
  };
  const remove = () => {
    setAsking(false);
    changing.reset();
    deleting.mutate({ id: pledge.id, revision: pledge.revision });
  };
  const retry = () => {
    // With the revision of the pledge as it is shown now, which may be newer than the one that failed.
    if (changing.error !== null && changing.variables !== undefined) {
      change({ ...changing.variables, revision: pledge.revision });
    } else if (deleting.error !== null) remove();
  };
  return {
    change,
    retry,
    askToDelete: () => setAsking(true),
    busy: changing.isPending || deleting.isPending,
    error: changing.error ?? deleting.error,
    dialog: isAsking && (
      <QuestionDialog
        title={t('delete.title')}
        confirm={t('delete.confirm')}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        {t('delete.text')}
      </QuestionDialog>
    ),
  };
}
