import { useState } from 'react';
import {
  Button,
  Field,
  Input,
  makeStyles,
  Textarea,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HelpReply } from '../../../shared/contract/help.ts';
import { HELP_KINDS, type HelpKind } from '../../../shared/domain/tenant-help.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { useAdminHelp, useSaveHelp } from './help-calls.ts';
import { isLabelMissing, type PlaceDraft, toHelpDraft, toHelpPlaces } from './help-draft.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '640px' },
  place: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
  },
  title: { ...typographyStyles.subtitle2, padding: 0, marginBottom: tokens.spacingVerticalS },
  target: { minHeight: '44px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  text: { margin: 0 },
});

/** Where people here get help, to be set by admins. */
export default function AdminHelpPage() {
  return (
    <AdminOnly>
      <HelpPage />
    </AdminOnly>
  );
}

function HelpPage() {
  const { t } = useTranslation(['care', 'common', 'rights', 'problems']);
  const help = useAdminHelp();
  return (
    <AdminFrame part="help" sentence={t('care:admin-help.sentence')}>
      {help.data !== undefined ? (
        <HelpForm help={help.data} />
      ) : help.isPending ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={help.error} onRetry={() => void help.refetch()} />
      )}
    </AdminFrame>
  );
}

function HelpForm({ help }: { readonly help: HelpReply }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const toast = useToast();
  const [draft, setDraft] = useState(() => toHelpDraft(help.places));
  /** The revision that what is written here began from: what is fetched meanwhile does not stand in the fields. */
  const [seen, setSeen] = useState(help.revision);
  const [wasTried, setTried] = useState(false);
  const save = useSaveHelp();
  const lines = useWhoCanSee('help');
  const isStale = isChangedMeanwhile(save.error);
  const send = () => {
    setTried(true);
    if (save.isPending || HELP_KINDS.some((kind) => isLabelMissing(draft[kind]))) return;
    save.mutate(
      // Once they were told that another admin was first, theirs is replaced on purpose.
      { revision: isStale ? help.revision : seen, places: toHelpPlaces(draft) },
      {
        onSuccess: ({ revision }) => {
          setSeen(revision);
          toast(t('admin-help.saved'));
        },
      },
    );
  };
  const takeTheirs = () => {
    setDraft(toHelpDraft(help.places));
    setSeen(help.revision);
    setTried(false);
    save.reset();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {HELP_KINDS.map((kind) => (
        <PlaceFields
          key={kind}
          kind={kind}
          place={draft[kind]}
          isMissing={wasTried && isLabelMissing(draft[kind])}
          error={save.error}
          onChange={(place) => setDraft({ ...draft, [kind]: place })}
        />
      ))}
      <WhoCanSee lines={lines} />
      {isStale ? (
        <p className={styles.text} role="alert">
          {t('admin-help.changed-meanwhile')}
        </p>
      ) : (
        save.error !== null && <SaveFailed error={save.error} onRetry={send} />
      )}
      <div className={styles.acts}>
        <Button
          className={styles.target}
          appearance="primary"
          type="submit"
          disabledFocusable={save.isPending}
        >
          {save.isPending ? t('admin-help.saving') : t('admin-help.save')}
        </Button>
        {isStale && (
          <Button className={styles.target} disabledFocusable={save.isPending} onClick={takeTheirs}>
            {t('admin-help.take-theirs')}
          </Button>
        )}
      </div>
    </form>
  );
}

function PlaceFields({
  kind,
  place,
  isMissing,
  error,
  onChange,
}: {
  readonly kind: HelpKind;
  readonly place: PlaceDraft;
  readonly isMissing: boolean;
  /** Why the places were not saved; what it says about this one stands at its fields. */
  readonly error: unknown;
  readonly onChange: (place: PlaceDraft) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const problems = useFieldProblems(error, `places.${kind}`);
  const about = (field: keyof PlaceDraft) => {
    const problem = problems.get(field);
    return problem === undefined ? {} : { validationMessage: problem };
  };
  return (
    <fieldset className={styles.place}>
      <legend className={styles.title}>{t(`help.${kind}`)}</legend>
      <Field
        label={t('admin-help.label')}
        {...(isMissing ? { validationMessage: t('admin-help.label-needed') } : about('label'))}
      >
        <Input
          className={styles.target}
          value={place.label}
          maxLength={80}
          onChange={(_event, { value }) => onChange({ ...place, label: value })}
        />
      </Field>
      <Field label={t('admin-help.text')} hint={t('admin-help.text-hint')} {...about('text')}>
        <Textarea
          value={place.text}
          maxLength={300}
          onChange={(_event, { value }) => onChange({ ...place, text: value })}
        />
      </Field>
      <Field label={t('admin-help.url')} hint={t('admin-help.url-hint')} {...about('url')}>
        <Input
          className={styles.target}
          type="url"
          value={place.url}
          onChange={(_event, { value }) => onChange({ ...place, url: value })}
        />
      </Field>
      <Field label={t('admin-help.phone')} {...about('phone')}>
        <Input
          className={styles.target}
          type="tel"
          value={place.phone}
          maxLength={40}
          onChange={(_event, { value }) => onChange({ ...place, phone: value })}
        />
      </Field>
    </fieldset>
  );
}
