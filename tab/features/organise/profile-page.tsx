import { useState } from 'react';
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { RunView } from '../../../shared/contract/run.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useRun } from '../../lib/run-query.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import {
  type ProfileDraft,
  ProfileForm,
  toDraft,
  toProfileBody,
} from '../../components/profile-form.tsx';
import { ProfilePreview } from './profile-preview.tsx';
import { useChangeRun } from './run-calls.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingHorizontalXXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 861px)': { gridTemplateColumns: 'minmax(0, 1fr) 300px' },
  },
  parts: { display: 'grid', gap: tokens.spacingVerticalXXL },
  save: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  target: { minHeight: '44px' },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
});

/** What an ERG says of itself, and putting it away. */
export default function ProfilePage() {
  const { id } = useParams<{ id: string }>();
  const run = useRun(id);
  return (
    <RunFrame ergId={id} name={useRunName(id) ?? run.data?.profile.name} part="profile">
      {run.data !== undefined ? (
        <Profile key={run.data.id} run={run.data} />
      ) : run.error !== null ? (
        <FailedState error={run.error} onRetry={() => void run.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={6} />
      )}
    </RunFrame>
  );
}

/** What is written and not saved yet, with what it began from. */
interface WrittenProfile {
  readonly draft: ProfileDraft;
  readonly from: ProfileDraft;
  readonly seen: number;
  readonly isWritten: boolean;
}

function Profile({ run }: { readonly run: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation(['organise', 'ergs', 'common', 'problems', 'rights']);
  const toast = useToast();
  const announce = useAnnounce();
  const change = useChangeRun(run.id);
  const saved = toDraft(run.profile);
  const fresh = { draft: saved, from: saved, seen: run.revision, isWritten: false };
  const kept = useDraft<WrittenProfile>(`profile.${run.id}`, fresh);
  // Nothing is written yet: what is saved shows, whoever saved it.
  const { draft, from, seen, isWritten } = kept.value.isWritten ? kept.value : fresh;
  const problems = useFieldProblems(change.error, 'profile');
  const isStale = seen !== run.revision && isChangedMeanwhile(change.error);
  const lines = useWhoCanSee('erg-page');
  const save = () =>
    change.mutate(
      { do: 'profile', revision: seen, profile: toProfileBody(draft) },
      {
        onSuccess: (after) => {
          if (after === undefined) return;
          kept.clear();
          toast(t('common:saved'));
        },
      },
    );
  return (
    <div className={styles.parts}>
      {run.isWithdrawn && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('organise:profile.withdrawn')}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.form}>
        <ProfileForm
          draft={draft}
          problems={problems}
          onChange={(next) => kept.set({ draft: next, from, seen, isWritten: true })}
        />
        <ProfilePreview draft={draft} />
      </div>
      <WhoCanSee lines={lines} />
      {isStale ? (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{t('organise:profile.stale')}</MessageBarBody>
        </MessageBar>
      ) : (
        change.isError && <SaveFailed error={change.error} />
      )}
      <div className={styles.save}>
        <Button
          appearance="primary"
          className={styles.target}
          disabledFocusable={change.isPending}
          onClick={save}
        >
          {change.isPending ? t('common:saving') : t('common:save')}
        </Button>
        {isWritten && !isStale && !change.isPending && (
          <Button
            className={styles.target}
            onClick={() => {
              kept.clear();
              change.reset();
              announce(t('organise:profile.discarded'));
            }}
          >
            {t('organise:profile.discard')}
          </Button>
        )}
        {isStale && (
          <>
            <Button
              className={styles.target}
              onClick={() => {
                kept.clear();
                change.reset();
              }}
            >
              {t('organise:profile.take-theirs')}
            </Button>
            <Button
              className={styles.target}
              onClick={() => {
                // What was not touched here is as the other organiser left it.
                kept.set({ ...fresh, draft: rewritten(saved, from, draft), isWritten: true });
                change.reset();
              }}
            >
              {t('organise:profile.keep-mine')}
            </Button>
          </>
        )}
      </div>
      <State run={run} />
    </div>
  );
}

/** What is saved, with what was written since it read differently. */
function rewritten(saved: ProfileDraft, from: ProfileDraft, draft: ProfileDraft): ProfileDraft {
  const written = Object.entries(draft).filter(
    ([field, value]) => value !== from[field as keyof ProfileDraft],
  );
  return { ...saved, ...Object.fromEntries(written) };
}

/** Putting the ERG away, or bringing it back. */
function State({ run }: { readonly run: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const toast = useToast();
  const change = useChangeRun(run.id);
  const [isAsking, setAsking] = useState(false);
  const isActive = run.state === 'active';
  const name = isActive ? 'archive' : 'bring-back';
  return (
    <section>
      <h2 className={styles.heading}>{t(`state.${name}-title`)}</h2>
      <p className={styles.text}>{t(`state.${name}-text`)}</p>
      {change.isError && <SaveFailed error={change.error} />}
      <Button
        className={styles.target}
        disabledFocusable={change.isPending}
        onClick={() => setAsking(true)}
      >
        {t(`state.${name}`)}
      </Button>
      {isAsking && (
        <QuestionDialog
          title={t(`state.${name}-ask`, { name: run.profile.name })}
          confirm={t(`state.${name}`)}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            change.mutate(
              { do: 'state', revision: run.revision, state: isActive ? 'archived' : 'active' },
              { onSuccess: () => toast(t(`state.${name}-done`)) },
            );
          }}
        >
          {t(`state.${name}-text`)}
        </QuestionDialog>
      )}
    </section>
  );
}
