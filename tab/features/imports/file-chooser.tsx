import { useId } from 'react';
import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { FilePlace } from '../../components/file-place.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { choose, type ChosenFile, useUpload } from './import-calls.ts';
import { useSectionStyles } from '../../components/section-styles.ts';

/** Chooses a list, or takes it where it is dropped, and sends it. A list that cannot be read says why, and in which row. */
export function FileChooser({
  ergId,
  isAgain,
}: {
  readonly ergId: string;
  /** A list was done before. */
  readonly isAgain: boolean;
}) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const headingId = useId();
  const announce = useAnnounce();
  const upload = useUpload(ergId);
  const send = (chosen: ChosenFile) => {
    if (upload.isPending) return;
    announce(t('file.uploading'));
    upload.mutate(chosen);
  };
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t(isAgain ? 'done.again' : 'file.heading')}
      </h2>
      <p className={section.text}>{t('file.how')}</p>
      <FilePlace
        choose={t('file.choose')}
        drop={t('file.drop')}
        isPrimary={!isAgain}
        isBusy={upload.isPending}
        onFile={(file) => send(choose(file))}
      />
      {upload.isPending && (
        <ProgressBar className={section.wide} aria-label={t('file.uploading')} />
      )}
      {upload.error !== null && (
        <NotSent error={upload.error} onRetry={() => send(upload.variables)} />
      )}
    </section>
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
