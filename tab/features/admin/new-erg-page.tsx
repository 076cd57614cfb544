import { useRef, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ColleagueView } from '../../../shared/contract/run.ts';
import { AdminOnly } from '../../components/admin-frame.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { ErgProfileFields } from '../../components/erg-profile-fields.tsx';
import { ErgProfilePreview } from '../../components/erg-profile-preview.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { useDraft } from '../../lib/drafts.ts';
import {
  EMPTY_PROFILE,
  type ErgProfileDraft,
  problemsOfAnswer,
  problemsOfProfile,
  profileOfDraft,
} from '../../lib/erg-profile-draft.ts';
import { newId } from '../../lib/new-id.ts';
import { paths } from '../../lib/paths.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { useCreateErg } from './admin-calls.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingHorizontalXXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 861px)': { gridTemplateColumns: 'minmax(0, 1fr) 300px' },
  },
  side: { '@media (max-width: 860px)': { display: 'none' } },
  column: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXL },
  text: { margin: 0, maxWidth: '70ch' },
  target: { minHeight: '44px', justifySelf: 'start' },
});

/** For admins: a new ERG, and who runs it first. */
export default function NewErgPage() {
  const { t } = useTranslation(['admin', 'profile', 'ergs', 'common', 'rights', 'problems']);
  return (
    <AdminOnly>
      <PageFrame
        title={t('admin:new.title')}
        sentence={t('admin:new.sentence')}
        back={{ href: paths.admin(), label: t('common:admin.part.ergs') }}
      >
        <NewErg />
      </PageFrame>
    </AdminOnly>
  );
}

/** A new ERG as it is typed, with the id that it will have: the same over attempts and reloads. */
interface TypedErg {
  readonly id: string;
  readonly profile: ErgProfileDraft;
  readonly organiser?: ColleagueView;
}

function NewErg() {
  const styles = useStyles();
  const { t } = useTranslation(['admin', 'common', 'problems']);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [fresh] = useState<TypedErg>(() => ({ id: newId(), profile: EMPTY_PROFILE }));
  const draft = useDraft<TypedErg>('new-erg', fresh);
  const create = useCreateErg();
  const [isChecked, setChecked] = useState(false);
  const who = useWhoCanSee('erg-page');
  const { id, profile, organiser } = draft.value;
  const found = problemsOfProfile(profile);
  const told = problemsOfAnswer(create.error);
  const isNotYourself =
    create.error instanceof ApiProblem && create.error.problem.code === 'not-yourself';
  const noOrganiser = isChecked && organiser === undefined ? t('common:people.choose') : undefined;
  const change = (fields: Partial<TypedErg>) => {
    if (create.isError) create.reset();
    const { organiser: before, ...rest } = { ...draft.value, ...fields };
    draft.set(before === undefined ? rest : { ...rest, organiser: before });
  };
  const save = () => {
    setChecked(true);
    if (Object.keys(found).length > 0 || organiser === undefined) {
      announce(t('admin:new.look'));
      // Fluent marks the fields a render later.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    create.mutate(
      { id, profile: profileOfDraft(profile), organiserId: organiser.userId },
      {
        onSuccess: (erg) => {
          draft.clear();
          toast(t('admin:said.created', { erg: erg.profile.name, name: organiser.name }));
          navigate(paths.adminErg(erg.id));
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
        if (!create.isPending) save();
      }}
    >
      <div className={styles.column}>
        <ErgProfileFields
          value={profile}
          problems={{ ...(isChecked ? found : {}), ...told }}
          onChange={(next) => change({ profile: next })}
        />
        <PeoplePicker
          from="/api/admin/people"
          label={t('admin:new.organiser')}
          chosen={organiser}
          problem={isNotYourself ? t('problems:not-yourself.detail') : noOrganiser}
          onChoose={(person) => {
            if (create.isError) create.reset();
            const { organiser: _before, ...rest } = draft.value;
            draft.set(person === undefined ? rest : { ...rest, organiser: person });
          }}
        />
        <p className={styles.text}>{t('admin:new.shown')}</p>
        <WhoCanSee lines={who} />
        {create.isError && !isNotYourself && Object.keys(told).length === 0 && (
          <SaveFailed error={create.error} onRetry={save} />
        )}
        <Button
          type="submit"
          appearance="primary"
          className={styles.target}
          disabledFocusable={create.isPending}
        >
          {t(create.isPending ? 'admin:new.creating' : 'admin:new.create')}
        </Button>
      </div>
      <div className={styles.side}>
        <ErgProfilePreview value={profile} />
      </div>
    </form>
  );
}
