import { useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { OrganiserView, RunView } from '../../../shared/contract/run.ts';
import { AdminOnly } from '../../components/admin-frame.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { AppointDialog } from './appoint-dialog.tsx';
import { useAdminErg, useAdministerErg } from './erg-administration-calls.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
  list: { listStyleType: 'none', margin: `0 0 ${tokens.spacingVerticalM}`, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { minWidth: 0, flex: '1 1 200px' },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  target: { minHeight: '44px' },
});

/** For admins: who runs one ERG. Nothing about its allies. */
export default function AdminErgPage() {
  return (
    <AdminOnly>
      <Loaded />
    </AdminOnly>
  );
}

function Loaded() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['admin', 'organise', 'common', 'problems']);
  const load = useAdminErg(id);
  const back = { href: paths.admin(), label: t('admin:ergs.all') };
  if (load.data !== undefined) {
    return (
      <PageFrame title={load.data.profile.name} sentence={t('admin:erg.sentence')} back={back}>
        <Organisers key={id} erg={load.data} />
      </PageFrame>
    );
  }
  const isGone = load.error instanceof ApiProblem && load.error.problem.code === 'not-found';
  return (
    <PageFrame title={t('common:admin.part.ergs')} back={back}>
      {isGone ? (
        <EmptyState
          picture="search"
          sentence={t('admin:erg.gone')}
          action={<LinkButton href={paths.admin()}>{t('admin:ergs.all')}</LinkButton>}
        />
      ) : load.error === null ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={load.error} onRetry={() => void load.refetch()} />
      )}
    </PageFrame>
  );
}

function Organisers({ erg }: { readonly erg: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation('admin');
  const toast = useToast();
  const change = useAdministerErg();
  const [isAppointing, setAppointing] = useState(false);
  const [asked, setAsked] = useState<OrganiserView>();
  const isEmpty = erg.organisers.length === 0;
  const remove = ({ userId, name }: OrganiserView) =>
    change.mutate(
      { do: 'remove', ergId: erg.id, userId },
      {
        onSuccess: () => {
          setAsked(undefined);
          toast(t('erg.removed', { name }));
        },
      },
    );
  return (
    <section aria-labelledby="organisers">
      <h2 className={styles.heading} id="organisers">
        {t('erg.organisers')}
      </h2>
      {isEmpty ? (
        <p className={styles.text}>{t('erg.nobody')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('erg.organisers')}>
          {erg.organisers.map((organiser) => (
            <Organiser
              key={organiser.userId}
              organiser={organiser}
              onRemove={() => {
                change.reset();
                setAsked(organiser);
              }}
            />
          ))}
        </ul>
      )}
      <Button
        className={styles.target}
        appearance={isEmpty ? 'primary' : 'secondary'}
        icon={<PersonAddRegular aria-hidden />}
        onClick={() => setAppointing(true)}
      >
        {t('erg.appoint')}
      </Button>
      {isAppointing && (
        <AppointDialog
          erg={{ id: erg.id, name: erg.profile.name }}
          onClose={() => setAppointing(false)}
        />
      )}
      {asked !== undefined && (
        <QuestionDialog
          title={t('erg.remove-title', { name: asked.name })}
          confirm={t('erg.remove')}
          busy={change.isPending}
          onConfirm={() => remove(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{t('erg.remove-text')}</p>
          {erg.organisers.length === 1 && <p>{t('erg.remove-last')}</p>}
          {change.isError && <SaveFailed error={change.error} />}
        </QuestionDialog>
      )}
    </section>
  );
}

function Organiser({
  organiser,
  onRemove,
}: {
  readonly organiser: OrganiserView;
  readonly onRemove: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('admin');
  const dates = useDates();
  const { name, since, appointedBy } = organiser;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>
          <PersonName name={name} />
        </p>
        <p className={styles.line}>
          {t(`erg.by-${appointedBy}`, { day: dates.instant(since, 'UTC') })}
        </p>
      </div>
      <Button
        className={styles.target}
        appearance="subtle"
        aria-label={t('erg.remove-one', { name })}
        onClick={onRemove}
      >
        {t('erg.remove')}
      </Button>
    </li>
  );
}
