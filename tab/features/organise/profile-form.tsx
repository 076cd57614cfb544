import { useRef, useState } from 'react';
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../shared/contract/run.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { ErgProfileFields } from '../../components/erg-profile-fields.tsx';
import { ErgProfilePreview } from '../../components/erg-profile-preview.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useDraft } from '../../lib/drafts.ts';
import {
  draftOfProfile,
  type ErgProfileDraft,
  problemsOfAnswer,
  problemsOfProfile,
  profileOfDraft,
} from '../../lib/erg-profile-draft.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { useRunAct } from './run-calls.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingHorizontalXXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 861px)': { gridTemplateColumns: 'minmax(0, 1fr) 300px' },
  },
  side: { '@media (max-width: 860px)': { display: 'none' } },
  column: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXL },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

/** What was typed, over which state of the ERG: what somebody else saved meanwhile is not written over unseen. */
interface TypedProfile {
  readonly over: ErgProfileDraft;
  readonly typed: ErgProfileDraft;
}

/** What an ERG says of itself, to change. What was typed is kept until it is saved, or given up. */
export function ProfileForm({ run }: { readonly run: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation(['organise', 'common']);
  const announce = useAnnounce();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const saved = draftOfProfile(run.profile);
  const draft = useDraft<TypedProfile>(`profile.${run.id}`, { over: saved, typed: saved });
  const act = useRunAct(run.id);
  const [isChecked, setChecked] = useState(false);
  const who = useWhoCanSee('erg-page');
  const { over, typed } = draft.value;
  const isTyped = !isSame(over, typed);
  const shown = isTyped ? typed : saved;
  const found = problemsOfProfile(shown);
  const problems = { ...(isChecked ? found : {}), ...problemsOfAnswer(act.error) };
  // Somebody else changed the profile, not only who runs the ERG.
  const isBehind = isTyped && !isSame(over, saved);
  const isOurs = isChangedMeanwhile(act.error);

  const save = () => {
    setChecked(true);
    if (Object.keys(found).length > 0) {
      announce(t('organise:profile.look'));
      // Fluent marks the fields a render later.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    act.mutate(
      { do: 'profile', profile: profileOfDraft(shown), revision: run.revision },
      {
        onSuccess: () => {
          draft.clear();
          setChecked(false);
          toast(t('common:saved'));
        },
      },
    );
  };
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending && !isBehind) save();
      }}
    >
      <div className={styles.column}>
        {isBehind && (
          <MessageBar intent="warning" layout="multiline" role="alert">
            <MessageBarBody>{t('organise:profile.behind')}</MessageBarBody>
            <MessageBarActions>
              <Button
                className={styles.target}
                onClick={() => {
                  act.reset();
                  draft.clear();
                }}
              >
                {t('organise:profile.load')}
              </Button>
              <Button
                className={styles.target}
                onClick={() => {
                  act.reset();
                  draft.set({ over: saved, typed });
                }}
              >
                {t('organise:profile.keep')}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        <ErgProfileFields
          value={shown}
          problems={problems}
          onChange={(next) => {
            if (act.isError) act.reset();
            draft.set({ over: isTyped ? over : saved, typed: next });
          }}
        />
        <WhoCanSee lines={who} />
        {act.isError &&
          !(isOurs && isBehind) &&
          Object.keys(problemsOfAnswer(act.error)).length === 0 && (
            <SaveFailed error={act.error} onRetry={save} />
          )}
        <div className={styles.buttons}>
          <Button
            type="submit"
            appearance="primary"
            className={styles.target}
            disabledFocusable={!isTyped || act.isPending || isBehind}
          >
            {t(act.isPending ? 'common:saving' : 'common:save')}
          </Button>
          {isTyped && !act.isPending && (
            <Button
              className={styles.target}
              onClick={() => {
                act.reset();
                setChecked(false);
                draft.clear();
                announce(t('organise:profile.undone'));
              }}
            >
              {t('organise:profile.discard')}
            </Button>
          )}
        </div>
      </div>
      <div className={styles.side}>
        <ErgProfilePreview value={shown} />
      </div>
    </form>
  );
}

function isSame(one: ErgProfileDraft, other: ErgProfileDraft): boolean {
  const text = (draft: ErgProfileDraft): string =>
    JSON.stringify(Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
