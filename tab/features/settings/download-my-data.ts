import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';

/** Fetches everything about the person and gives it to the browser as one readable file. */
export function useDownloadMyData(today: string): UseMutationResult<void, Error, void> {
  const api = useApi();
  const { t } = useTranslation('settings');
  return useMutation({
    async mutationFn() {
      const data = await api.request<unknown>('GET', '/api/me/export');
      const text = JSON.stringify(data, null, 2);
      giveFile(t('data.file', { date: today }), new Blob([text], { type: 'application/json' }));
    },
  });
}
