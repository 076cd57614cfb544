import { Button, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../shared/contract/imports.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { StateSection } from '../../components/state-section.tsx';
import { useDates } from '../../lib/dates.ts';
import { useCountsSentence } from './counts-sentence.ts';
import { isWorkedOn, useReport, useSteer } from './import-calls.ts';
import { RowsTable } from './rows-table.tsx';

interface PanelProps {
  readonly ergId: string;
  readonly shown: ImportView;
}

/** One list, as far as it is: looked up, shown, made into invitations, done. What comes next in place is announced. */
export function ImportPanel({ ergId, shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const sentence = useCountsSentence(shown);
  const { state } = shown;
  return (
    <StateSection state={state} heading={t(`${state}.heading`)} sentence={sentence}>
      {isWorkedOn(shown) && <InWork shown={shown} />}
      {state === 'withdrawn' && <p className={section.text}>{t('withdrawn.sentence')}</p>}
      {(state === 'checked' || state === 'done') && <p className={section.text}>{sentence}</p>}
      {state === 'checked' && <Checked ergId={ergId} shown={shown} />}
      {state === 'done' && <Done ergId={ergId} shown={shown} />}
      {state === 'checking' && <Withdraw ergId={ergId} shown={shown} />}
      {(state === 'checked' || state === 'done') && <RowsTable ergId={ergId} shown={shown} />}
    </StateSection>
  );
}

function InWork({ shown }: { readonly shown: ImportView }) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const dates = useDates();
  const { rows, rowsDone, state } = shown;
  const numbers = { done: dates.number(rowsDone), rows: dates.number(rows) };
  return (
    <>
      <p className={section.text}>
        {t(state === 'checking' ? 'checking.sentence' : 'inviting.sentence')}
      </p>
      <ProgressBar
        className={section.wide}
        value={rowsDone}
        max={rows}
        aria-label={t('checking.progress', numbers)}
      />
      <p className={section.quiet}>{t('checking.progress', numbers)}</p>
    </>
  );
}

function Checked({ ergId, shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const dates = useDates();
  const steer = useSteer(ergId, shown.id);
  const { invite } = shown.counts;
  return (
    <>
      <p className={section.text}>
        {invite === 0 ? t('checked.nobody') : `${t('checked.nothing-yet')} ${t('checked.after')}`}
      </p>
      <div className={section.acts}>
        {invite > 0 && (
          <Button
            className={section.target}
            appearance="primary"
            disabledFocusable={steer.isPending}
            onClick={() => steer.mutate('confirm')}
          >
            {t('checked.confirm', { count: invite, number: dates.number(invite) })}
          </Button>
        )}
        <Button
          className={section.target}
          disabledFocusable={steer.isPending}
          onClick={() => steer.mutate('withdraw')}
        >
          {t('checked.withdraw')}
        </Button>
      </div>
      {steer.error !== null && (
        <SaveFailed error={steer.error} onRetry={() => steer.mutate(steer.variables)} />
      )}
    </>
  );
}

function Withdraw({ ergId, shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const steer = useSteer(ergId, shown.id);
  return (
    <>
      <Button
        className={section.target}
        disabledFocusable={steer.isPending}
        onClick={() => steer.mutate('withdraw')}
      >
        {t('checked.withdraw')}
      </Button>
      {steer.error !== null && (
        <SaveFailed error={steer.error} onRetry={() => steer.mutate('withdraw')} />
      )}
    </>
  );
}

function Done({ ergId, shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const report = useReport(ergId, shown.id);
  return (
    <>
      <Button
        className={section.target}
        disabledFocusable={report.isPending}
        onClick={() => report.mutate()}
      >
        {t('done.download')}
      </Button>
      {report.error !== null && <SaveFailed error={report.error} onRetry={() => report.mutate()} />}
    </>
  );
}
