import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { paths } from '../../lib/paths.ts';

interface NotShownProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** For whom the page is. */
  readonly page?: 'organiser' | 'admin';
}

/** What stands in place of a page that could not be read: it is not for whoever asks, it is gone, or it failed. */
export function NotShown({ error, onRetry, page = 'organiser' }: NotShownProps) {
  const { t } = useTranslation(['news', 'common']);
  const code = error instanceof ApiProblem ? error.problem.code : undefined;
  if (code !== 'not-allowed' && code !== 'not-found') {
    return <FailedState error={error} onRetry={onRetry} />;
  }
  const title = page === 'admin' ? t('news:refused.title-admin') : t('news:refused.title');
  return (
    <EmptyState
      picture={code === 'not-allowed' ? 'door' : 'search'}
      title={code === 'not-allowed' ? title : t('common:not-here.title')}
      sentence={code === 'not-allowed' ? t('news:refused.sentence') : t('common:not-here.sentence')}
      action={<LinkButton href={paths.home}>{t('news:refused.home')}</LinkButton>}
    />
  );
}
