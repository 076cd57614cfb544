import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { RunNotShown } from '../../components/run-not-shown.tsx';
import { useRun, useRunName } from '../../lib/run-query.ts';
import { ProfileForm } from './profile-form.tsx';
import { StateSection } from './state-section.tsx';

/** What an ERG that one runs says of itself, and putting it away. */
export default function ProfilePage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['organise', 'profile', 'ergs', 'common', 'rights', 'problems']);
  const run = useRun(id);
  const name = useRunName(id);
  return (
    <RunFrame ergId={id} name={name} part="profile" sentence={t('organise:profile.sentence')}>
      {run.data === undefined ? (
        run.error === null ? (
          <LoadingRows shape="lines" count={6} />
        ) : (
          <RunNotShown error={run.error} onRetry={() => void run.refetch()} />
        )
      ) : (
        <>
          <ProfileForm key={`form ${id}`} run={run.data} />
          <StateSection key={`state ${id}`} run={run.data} />
        </>
      )}
    </RunFrame>
  );
}
