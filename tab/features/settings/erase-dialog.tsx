import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAnnounce } from '../../components/announcer.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { paths } from '../../lib/paths.ts';
import { useEraseMe } from './erase-me.ts';

const useStyles = makeStyles({ target: { minHeight: '44px' } });

interface EraseDialogProps {
  readonly onClose: () => void;
  readonly download: {
    readonly start: () => void;
    readonly isPending: boolean;
    readonly error: unknown;
  };
}

/** The one question before everything is erased: what goes, what stays, and taking the data along first. */
export function EraseDialog({ onClose, download }: EraseDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const erase = useEraseMe(() => {
    announce(t('erase.done'));
    navigate(paths.home, { replace: true });
  });
  return (
    <QuestionDialog
      title={t('erase.title')}
      confirm={erase.isPending ? t('erase.confirming') : t('erase.confirm')}
      cancel={t('erase.cancel')}
      busy={erase.isPending}
      onConfirm={() => erase.mutate()}
      onClose={onClose}
    >
      <p>{t('erase.goes')}</p>
      <p>{t('erase.kept')}</p>
      <Button
        className={styles.target}
        icon={<ArrowDownloadRegular aria-hidden />}
        disabledFocusable={download.isPending}
        onClick={download.start}
      >
        {download.isPending ? t('data.exporting') : t('erase.export-first')}
      </Button>
      {download.error !== null && <SaveFailed error={download.error} onRetry={download.start} />}
      {erase.isError && <SaveFailed error={erase.error} onRetry={() => erase.mutate()} />}
    </QuestionDialog>
  );
}
