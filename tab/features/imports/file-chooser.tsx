import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { FileSection } from '../../components/file-section.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { choose, type ChosenFile, useUpload } from './import-calls.ts';

/** Chooses a list, or takes it where it is dropped, and sends it. A list that cannot be read says why, and in which row. */
export function FileChooser({
  ergId,
  isAgain,
}: {
  readonly ergId: string;
  /** A list was done before. */
  readonly isAgain: boolean;
}) {
  const { t } = useTranslation('imports');
  const announce = useAnnounce();
  const upload = useUpload(ergId);
  const send = (chosen: ChosenFile) => {
    if (upload.isPending) return;
    announce(t('file.uploading'));
    upload.mutate(chosen);
  };
  return (
    <FileSection
      heading={t(isAgain ? 'done.again' : 'file.heading')}
      how={t('file.how')}
      choose={t('file.choose')}
      drop={t('file.drop')}
      uploading={t('file.uploading')}
      isPrimary={!isAgain}
      isBusy={upload.isPending}
      onFile={(file) => send(choose(file))}
    >
      {upload.error !== null && (
        <NotSent error={upload.error} onRetry={() => send(upload.variables)} />
      )}
    </FileSection>
  );
}

function NotSent({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation(['imports', 'problems']);
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const field = problem?.fields?.find(({ path }) => path.startsWith('file'));
  if (problem !== undefined && field === undefined) return <SaveFailed error={error} />;
  if (field === undefined) return <SaveFailed error={error} onRetry={onRetry} />;
  const row = field.path.split('.')[1];
  const reason = t(
    `problems:field.${field.reason}` as 'problems:field.invalid',
    t('problems:field.invalid'),
  );
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('imports:file.not-read')}</MessageBarTitle>{' '}
        {row === undefined ? reason : t('imports:file.in-row', { row, reason })}{' '}
        {t('imports:file.nothing-kept')}
      </MessageBarBody>
    </MessageBar>
  );
}
