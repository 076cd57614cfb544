import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';

/** Fetches everything about the person and gives it to the browser as one zip: a page to read, and JSON. */
export function useDownloadMyData(today: string): UseMutationResult<void, Error, void> {
  const api = useApi();
  const { t } = useTranslation('settings');
  return useMutation({
    async mutationFn() {
      const file = await api.request<Blob>('GET', '/api/me/export.zip');
      giveFile(t('data.file', { date: today }), file);
    },
  });
}
