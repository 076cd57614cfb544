import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { FileSection } from '../../components/file-section.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { ApiProblem } from '../../lib/api-client.ts';
import { newId } from '../../lib/new-id.ts';
import { useUploadDirectory } from './directory-calls.ts';
import { ProblemsList } from './problems-list.tsx';

/** Chooses a file with everybody and sends it. A file with problems says what they are, row by row. */
export function DirectoryChooser({ isAgain }: { readonly isAgain: boolean }) {
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const problems = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();
  const upload = useUploadDirectory();
  const isRefused = upload.data?.outcome === 'problems';
  useEffect(() => {
    if (isRefused) problems.current?.focus();
  }, [isRefused, upload.data]);
  const isTooLarge =
    upload.error instanceof ApiProblem && upload.error.problem.code === 'too-large';
  return (
    <FileSection
      heading={t(isAgain ? 'file.again' : 'file.heading')}
      how={t('file.how')}
      choose={t('file.choose')}
      drop={t('file.drop')}
      uploading={t('file.uploading')}
      isPrimary={!isAgain}
      isBusy={upload.isPending}
      onFile={(file) => {
        announce(t('file.uploading'));
        upload.mutate({ id: newId(), file });
      }}
    >
      {isTooLarge && (
        <p className={section.text} role="alert">
          {t('file.too-large')}
        </p>
      )}
      {upload.error !== null && !isTooLarge && (
        <SaveFailed
          error={upload.error}
          {...(upload.error instanceof ApiProblem
            ? {}
            : { onRetry: () => upload.mutate(upload.variables) })}
        />
      )}
      {upload.data?.outcome === 'problems' && (
        <ProblemsList
          listRef={problems}
          problems={upload.data.problems}
          total={upload.data.total}
        />
      )}
    </FileSection>
  );
}
