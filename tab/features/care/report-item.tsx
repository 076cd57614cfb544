import { useState } from 'react';
import {
  Button,
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReportView, ResolveReportBody } from '../../../shared/contract/reports.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useResolveReport } from './report-calls.ts';
import { useZone } from './use-zone.ts';

const useStyles = makeStyles({
  item: { listStyleType: 'none' },
  text: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  part: { display: 'grid', gap: tokens.spacingVerticalXS },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
  way: { display: 'inline-flex', alignItems: 'center', minHeight: '44px' },
});

/** One open report: what was said, what the content says now, and what to do about it. */
export function ReportItem({
  report,
  onDone,
}: {
  readonly report: ReportView;
  /** It is dealt with and goes from the list. */
  readonly onDone: () => void;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('care');
  const dates = useDates();
  const zone = useZone();
  const toast = useToast();
  const resolve = useResolveReport(report);
  const [isAsking, setAsking] = useState(false);
  const { content, about, reason, words } = report;
  const kind = t(`reports.kind.${about.kind}`);
  const canWithdraw = content?.state === 'shown' || content?.state === 'not-shown';
  const act = (wanted: ResolveReportBody['do']) => {
    setAsking(false);
    if (resolve.isPending) return;
    resolve.mutate(wanted, {
      onSuccess: () => {
        toast(t(wanted === 'withdraw' ? 'reports.withdrawn-now' : 'reports.kept-now'));
        onDone();
      },
    });
  };
  return (
    <li className={styles.item}>
      <article className={surface.panel} aria-label={kind} tabIndex={-1}>
        <h2 className={surface.panelTitle}>
          {content?.erg === undefined ? kind : t('reports.of', { kind, erg: content.erg.name })}
        </h2>
        <p className={styles.quiet}>
          {t(`report.${reason}`)} · {t('reports.on', { day: dates.instant(report.at, zone) })}
        </p>
        <div className={styles.part}>
          <h3 className={styles.heading}>{t('reports.says')}</h3>
          <p className={words === '' ? styles.quiet : styles.text}>
            {words === '' ? t('reports.no-words') : words}
          </p>
        </div>
        <div className={styles.part}>
          <h3 className={styles.heading}>{t('reports.now')}</h3>
          <Content content={content} />
        </div>
        {resolve.error !== null &&
          (isChangedMeanwhile(resolve.error) ? (
            <p className={styles.text} role="alert">
              {t('reports.changed-meanwhile')}
            </p>
          ) : (
            <SaveFailed
              error={resolve.error}
              {...(resolve.variables === undefined
                ? {}
                : { onRetry: () => act(resolve.variables) })}
            />
          ))}
        <div className={styles.acts}>
          {canWithdraw && (
            <Button
              className={styles.target}
              disabledFocusable={resolve.isPending}
              onClick={() => setAsking(true)}
            >
              {t('reports.withdraw')}
            </Button>
          )}
          <Button
            className={styles.target}
            disabledFocusable={resolve.isPending}
            onClick={() => act('keep')}
          >
            {t(canWithdraw ? 'reports.keep' : 'reports.done')}
          </Button>
        </div>
      </article>
      {isAsking && (
        <QuestionDialog
          title={t('reports.ask-title')}
          confirm={t('reports.withdraw')}
          onConfirm={() => act('withdraw')}
          onClose={() => setAsking(false)}
        >
          {t('reports.ask-text')}
        </QuestionDialog>
      )}
    </li>
  );
}

function Content({ content }: { readonly content: ReportView['content'] }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  if (content === undefined) return <p className={styles.quiet}>{t('reports.gone')}</p>;
  return (
    <>
      <p className={styles.text} dir="auto">
        {content.words.join('\n')}
      </p>
      {content.state !== 'shown' && <p className={styles.quiet}>{t(`reports.${content.state}`)}</p>}
      {content.erg !== undefined && (
        <Link href={paths.erg(content.erg.id)} asChild>
          <FluentLink className={styles.way}>{content.erg.name}</FluentLink>
        </Link>
      )}
    </>
  );
}
