import { useState } from 'react';
import { Button, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DirectoryImportView } from '../../../shared/contract/directory.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { StateSection } from '../../components/state-section.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { isWorkedOn, useSteerDirectory } from './directory-calls.ts';

interface PanelProps {
  readonly shown: DirectoryImportView;
}

/** One file, as far as it is: compared, shown, imported, done. What comes next in place is announced. */
export function DirectoryPanel({ shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const sentence = useCountsSentence(shown);
  const { state } = shown;
  return (
    <StateSection state={state} heading={t(`${state}.heading`)} sentence={sentence}>
      {(state === 'uploading' || state === 'withdrawn') && (
        <p className={section.text}>{t(`${state}.sentence`)}</p>
      )}
      {isWorkedOn(shown) && <InWork shown={shown} />}
      {(state === 'compared' || state === 'done') && <p className={section.text}>{sentence}</p>}
      {state === 'compared' && <Compared shown={shown} />}
      {(state === 'uploading' || state === 'comparing') && <Withdraw shown={shown} />}
    </StateSection>
  );
}

function InWork({ shown }: PanelProps) {
  const section = useSectionStyles();
  const { t, i18n } = useTranslation('directory');
  const { parts, partsDone } = shown;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const progress = t('in-work.progress', { percent: percent.format(partsDone / parts) });
  return (
    <>
      <p className={section.text}>{t('in-work.close')}</p>
      <ProgressBar className={section.wide} value={partsDone} max={parts} aria-label={progress} />
      <p className={section.quiet}>{progress}</p>
    </>
  );
}

function Compared({ shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const dates = useDates();
  const steer = useSteerDirectory(shown.id);
  const [isAsked, setAsked] = useState(false);
  const { added = 0, changed = 0, removed = 0, unchanged = 0 } = shown.counts ?? {};
  const isSame = added + changed + removed === 0;
  const confirm = () => steer.mutate({ do: 'confirm', removals: removed });
  const removals = { count: removed, number: dates.number(removed) };
  return (
    <>
      <p className={section.text}>
        {isSame ? t('compared.nothing') : t('compared.nothing-yet')}
        {removed > 0 && ` ${t('compared.after')}`}
      </p>
      {shown.removesMany && (
        <p className={section.text}>
          {t('compared.many', {
            removed: dates.number(removed),
            before: dates.number(removed + changed + unchanged),
          })}
        </p>
      )}
      <div className={section.acts}>
        {!isSame && (
          <Button
            className={section.target}
            appearance="primary"
            disabledFocusable={steer.isPending}
            onClick={() => (shown.removesMany ? setAsked(true) : confirm())}
          >
            {t('compared.confirm', { count: shown.people, number: dates.number(shown.people) })}
          </Button>
        )}
        <Button
          className={section.target}
          disabledFocusable={steer.isPending}
          onClick={() => steer.mutate({ do: 'withdraw' })}
        >
          {t('compared.withdraw')}
        </Button>
      </div>
      {isAsked && (
        <QuestionDialog
          title={t('ask.title', removals)}
          confirm={t('ask.confirm', removals)}
          busy={steer.isPending}
          onClose={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            confirm();
          }}
        >
          <p>{t('ask.text')}</p>
        </QuestionDialog>
      )}
      {steer.error !== null && (
        <SaveFailed error={steer.error} onRetry={() => steer.mutate(steer.variables)} />
      )}
    </>
  );
}

function Withdraw({ shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const steer = useSteerDirectory(shown.id);
  const withdraw = () => steer.mutate({ do: 'withdraw' });
  return (
    <>
      <Button className={section.target} disabledFocusable={steer.isPending} onClick={withdraw}>
        {t('compared.withdraw')}
      </Button>
      {steer.error !== null && <SaveFailed error={steer.error} onRetry={withdraw} />}
    </>
  );
}

const COUNTS = ['added', 'changed', 'removed', 'unchanged', 'unreadable'] as const;

/** What a file does, in one sentence: `3 people come, 12 change and 180 stay as they are.` */
function useCountsSentence({ counts }: DirectoryImportView): string {
  const { t } = useTranslation('directory');
  const dates = useDates();
  if (counts === undefined) return '';
  const parts = COUNTS.filter((kind) => counts[kind] > 0).map((kind) =>
    t(`counts.${kind}`, { count: counts[kind], number: dates.number(counts[kind]) }),
  );
  return parts.length === 0 ? '' : `${dates.list(parts)}.`;
}
