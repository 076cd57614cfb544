import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { isChangedMeanwhile } from '../lib/problem-words.ts';
import { SaveFailed } from './save-failed.tsx';

/** Why a change of what admins decide was not saved: another admin was first, or something went wrong. Nothing where it was. */
export function RulesNotSaved({
  error,
  onRetry,
}: {
  readonly error: Error | null;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation('health');
  if (error === null) return null;
  if (!isChangedMeanwhile(error)) return <SaveFailed error={error} onRetry={onRetry} />;
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{t('changed-meanwhile')}</MessageBarBody>
    </MessageBar>
  );
}
