import { useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ChangePledgeBody, PledgeView } from '../../../shared/contract/pledges.ts';
import { useDraft } from '../../lib/drafts.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import {
  draftOfPledge,
  formOf,
  type PledgeDraft,
  proposedEnd,
  withSmallerStep,
} from './pledge-draft.ts';
import { PledgeForm } from './pledge-form.tsx';
import { useChangePledge } from './save-pledge.ts';

const useStyles = makeStyles({
  button: { minHeight: '44px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What is being changed: everything, or only the words, to a smaller step. */
export type Editing = 'edit' | 'smaller';

/** The key under which what is typed is kept until it is saved. */
export function editKey(pledgeId: string, editing: Editing): string {
  return `${editing}.${pledgeId}`;
}

/** The form that changes a pledge, prefilled with it as it is (or with the smaller step). */
export function EditPledge({
  pledge,
  cues,
  editing,
  onSaved,
  onDiscard,
}: {
  readonly pledge: PledgeView;
  readonly cues: readonly string[];
  readonly editing: Editing;
  readonly onSaved: () => void;
  readonly onDiscard: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const { today } = useGivenHome();
  const change = useChangePledge(pledge.id);
  const [first] = useState(() => draftToStart(pledge, cues, editing, today));
  const draft = useDraft<PledgeDraft>(editKey(pledge.id, editing), first);
  const [wasRestored] = useState(draft.restored);
  const conflict = isChangedMeanwhile(change.error);

  const save = () => {
    draft.set(draft.value);
    change.mutate(bodyOf(draft.value, pledge, editing), {
      onSuccess: () => {
        draft.clear();
        onSaved();
      },
    });
  };
  return (
    <PledgeForm
      draft={draft.value}
      onChange={draft.set}
      cues={cues}
      fields={editing === 'edit' ? 'words-and-terms' : 'words'}
      unchangedEnd={pledge.endsOn}
      save={
        editing === 'edit'
          ? { label: t('edit.save'), busyLabel: t('edit.saving') }
          : { label: t('smaller.save'), busyLabel: t('edit.saving') }
      }
      onSave={save}
      saving={change.isPending}
      error={conflict ? null : change.error}
      notice={
        conflict ? (
          <p role="alert">{t('page.changed-meanwhile')}</p>
        ) : (
          wasRestored && <p className={styles.quiet}>{t('new.restored')}</p>
        )
      }
      others={
        <Button
          className={styles.button}
          onClick={() => {
            draft.clear();
            onDiscard();
          }}
        >
          {t('edit.discard')}
        </Button>
      }
    />
  );
}

function draftToStart(
  pledge: PledgeView,
  cues: readonly string[],
  editing: Editing,
  today: string,
): PledgeDraft {
  const draft = draftOfPledge(pledge, cues);
  if (editing === 'edit') {
    // Changing a pledge whose period is over means going on with it, so a new end is proposed.
    return pledge.periodOver ? { ...draft, endsOn: proposedEnd(today) } : draft;
  }
  return pledge.smallerStep === undefined
    ? draft
    : { ...draft, words: withSmallerStep(draft.words, pledge.smallerStep) };
}

function bodyOf(draft: PledgeDraft, pledge: PledgeView, editing: Editing): ChangePledgeBody {
  const form = formOf(draft.words);
  if (editing === 'smaller') return { do: 'make-smaller', revision: pledge.revision, form };
  return {
    do: 'edit',
    revision: pledge.revision,
    form,
    cadence: draft.cadence,
    endsOn: draft.endsOn,
    ...(draft.ergId === null ? {} : { ergId: draft.ergId }),
  };
}
