import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../lib/api-context.ts';

/** Fetches everything about the person and gives it to the browser as one readable file. */
export function useDownloadMyData(today: string): UseMutationResult<void, Error, void> {
  const api = useApi();
  const { t } = useTranslation('settings');
  return useMutation({
    async mutationFn() {
      const data = await api.request<unknown>('GET', '/api/me/export');
      giveFile(t('data.file', { date: today }), JSON.stringify(data, null, 2));
    },
  });
}

function giveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn at the latest.
  window.setTimeout(() => URL.revokeObjectURL(url), 0);
}
