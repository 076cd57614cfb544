import { lazy, Suspense, useRef, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useTranslation } from 'react-i18next';
import type { GivenHome } from '../../../shared/contract/home.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useDownloadMyData } from './download-my-data.ts';

const EraseDialog = lazy(async () => {
  const { EraseDialog: Dialog } = await import('./erase-dialog.tsx');
  return { default: Dialog };
});

const ConsentRenewal = lazy(async () => ({
  default: (await import('../../components/consent-renewal.tsx')).ConsentRenewal,
}));

const useStyles = makeStyles({
  rows: { display: 'grid', gap: tokens.spacingVerticalL, justifyItems: 'start' },
  hint: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
  since: { margin: 0, outlineStyle: 'none' },
  target: { minHeight: '44px' },
});

/** Taking one's data along, and leaving. */
export function YourData({ home }: { readonly home: GivenHome }) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const dates = useDates();
  const say = useToast();
  const download = useDownloadMyData(home.today);
  const [asking, setAsking] = useState(false);
  const since = useRef<HTMLParagraphElement>(null);
  const asker = useRef<HTMLButtonElement>(null);
  const start = () =>
    download.mutate(undefined, {
      onSuccess: () => {
        say(t('data.exported'));
      },
    });
  return (
    <div className={styles.rows}>
      <p className={styles.since} ref={since} tabIndex={-1}>
        {t('data.since', { day: dates.instant(home.consentedAt, home.settings.zone) })}
      </p>
      {home.renewal !== undefined && (
        <Suspense>
          <ConsentRenewal home={home} onAnswered={() => since.current?.focus()} />
        </Suspense>
      )}
      <div>
        <Button
          className={styles.target}
          icon={<ArrowDownloadRegular aria-hidden />}
          disabledFocusable={download.isPending}
          onClick={start}
        >
          {download.isPending ? t('data.exporting') : t('data.export')}
        </Button>
        <p className={styles.hint}>{t('data.export-hint')}</p>
        {download.isError && !asking && <SaveFailed error={download.error} onRetry={start} />}
      </div>
      <div>
        <Button ref={asker} className={styles.target} onClick={() => setAsking(true)}>
          {t('data.erase')}
        </Button>
        <p className={styles.hint}>{t('data.erase-hint')}</p>
      </div>
      {asking && (
        <Suspense>
          <EraseDialog
            onClose={() => {
              setAsking(false);
              asker.current?.focus();
            }}
            download={{ start, isPending: download.isPending, error: download.error }}
          />
        </Suspense>
      )}
    </div>
  );
}
