import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/link-button.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

/** How people come onto a roster, and how it leaves as a file. */
export function RosterWays({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const api = useApi();
  const download = useMutation({
    async mutationFn() {
      const path = `/api/ergs/${encodeURIComponent(ergId)}/run/export.csv`;
      giveFile('roster.csv', await api.request<Blob>('GET', path));
    },
  });
  return (
    <div>
      <div className={styles.ways}>
        <LinkButton href={paths.invite(ergId)} appearance="primary">
          {t('ways.invite')}
        </LinkButton>
        <Button
          className={styles.target}
          disabledFocusable={download.isPending}
          onClick={() => download.mutate()}
        >
          {t('ways.download')}
        </Button>
      </div>
      {download.error !== null && (
        <SaveFailed error={download.error} onRetry={() => download.mutate()} />
      )}
    </div>
  );
}
