import { type DragEvent, useId, useRef, useState } from 'react';
import {
  Button,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { choose, type ChosenFile, useUpload } from './import-calls.ts';
import { useSectionStyles } from './section-styles.ts';

const useStyles = makeStyles({
  place: {
    boxSizing: 'border-box',
    width: '100%',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingVerticalXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorNeutralStroke1}`,
  },
  over: { border: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}` },
  hidden: { display: 'none' },
});

/** Chooses a list, or takes it where it is dropped, and sends it. A list that cannot be read says why, and in which row. */
export function FileChooser({
  ergId,
  isAgain,
}: {
  readonly ergId: string;
  /** A list was done before. */
  readonly isAgain: boolean;
}) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const headingId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const announce = useAnnounce();
  const upload = useUpload(ergId);
  const send = (chosen: ChosenFile) => {
    if (upload.isPending) return;
    announce(t('file.uploading'));
    upload.mutate(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) send(choose(file));
  };
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t(isAgain ? 'done.again' : 'file.heading')}
      </h2>
      <p className={section.text}>{t('file.how')}</p>
      <div
        className={mergeClasses(styles.place, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Button
          className={section.target}
          appearance={isAgain ? 'secondary' : 'primary'}
          disabledFocusable={upload.isPending}
          onClick={() => input.current?.click()}
        >
          {t('file.choose')}
        </Button>
        <span>{t('file.drop')}</span>
        <input
          ref={input}
          className={styles.hidden}
          type="file"
          aria-label={t('file.choose')}
          accept=".csv,text/csv"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // So that the same file, mended, can be chosen again.
            currentTarget.value = '';
            if (file !== undefined) send(choose(file));
          }}
        />
      </div>
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
