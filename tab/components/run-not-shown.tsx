import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api-client.ts';
import { paths } from '../lib/paths.ts';
import { EmptyState } from './empty-state.tsx';
import { FailedState } from './failed-state.tsx';
import { LinkButton } from './link-button.tsx';

/** Why a page of an ERG that is run cannot be shown, and the way on. */
export function RunNotShown({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation('common');
  const code = error instanceof ApiProblem ? error.problem.code : undefined;
  if (code !== 'not-allowed' && code !== 'not-found') {
    return <FailedState error={error} onRetry={onRetry} />;
  }
  return (
    <EmptyState
      picture={code === 'not-allowed' ? 'door' : 'search'}
      title={t(`run.${code}-title`)}
      sentence={t(`run.${code}`)}
      action={<LinkButton href={paths.run}>{t('run.back')}</LinkButton>}
    />
  );
}
