import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DirectoryReply } from '../../../shared/contract/directory.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { DirectoryChooser } from './directory-chooser.tsx';
import { useDirectory } from './directory-calls.ts';
import { FollowsPanel } from './follows-panel.tsx';
import { DirectoryPanel } from './directory-panel.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gap: tokens.spacingVerticalXXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

/** The directory of the organisation, for admins: from a file, of which it shows what would change before anything does. */
export default function AdminDirectoryPage() {
  return (
    <AdminOnly>
      <DirectoryPage />
    </AdminOnly>
  );
}

function DirectoryPage() {
  const styles = useStyles();
  const { t } = useTranslation('directory');
  const directory = useDirectory();
  return (
    <AdminFrame part="directory" sentence={t('page.sentence')}>
      {directory.data !== undefined ? (
        <div className={styles.parts}>
          {directory.data.follows === undefined ? (
            <Parts shown={directory.data.import} />
          ) : (
            <FollowsPanel follows={directory.data.follows} />
          )}
        </div>
      ) : directory.error === null ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={directory.error} onRetry={() => void directory.refetch()} />
      )}
    </AdminFrame>
  );
}

function Parts({ shown }: { readonly shown: DirectoryReply['import'] }) {
  const isOver = shown?.state === 'done' || shown?.state === 'withdrawn';
  return (
    <>
      {shown !== undefined && <DirectoryPanel key={shown.id} shown={shown} />}
      {(shown === undefined || isOver) && <DirectoryChooser isAgain={isOver} />}
    </>
  );
}
