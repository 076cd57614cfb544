import { useEffect, useId, useRef } from 'react';
import { Button, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../shared/contract/imports.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDates } from '../../lib/dates.ts';
import { useCountsSentence } from './counts-sentence.ts';
import { isWorkedOn, useReport, useSteer } from './import-calls.ts';
import { RowsTable } from './rows-table.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';

interface PanelProps {
  readonly ergId: string;
  readonly shown: ImportView;
}

/** One list, as far as it is: looked up, shown, made into invitations, done. What comes next in place is announced. */
export function ImportPanel({ ergId, shown }: PanelProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const sentence = useCountsSentence(shown);
  const { state } = shown;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    announce(`${t(`${state}.heading`)}. ${sentence}`);
    // The buttons of the state before are gone.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [announce, sentence, state, t]);
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId} ref={heading} tabIndex={-1}>
        {t(`${state}.heading`)}
      </h2>
      {isWorkedOn(shown) && <InWork shown={shown} />}
      {state === 'withdrawn' && <p className={section.text}>{t('withdrawn.sentence')}</p>}
      {(state === 'checked' || state === 'done') && <p className={section.text}>{sentence}</p>}
      {state === 'checked' && <Checked ergId={ergId} shown={shown} />}
      {state === 'done' && <Done ergId={ergId} shown={shown} />}
      {state === 'checking' && <Withdraw ergId={ergId} shown={shown} />}
      {(state === 'checked' || state === 'done') && <RowsTable ergId={ergId} shown={shown} />}
    </section>
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
