import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { ChangeSettingsBody, SettingsBody } from '../../../shared/contract/settings.ts';
import { useApi } from '../../lib/api-context.ts';
import { useChangeHome } from '../../lib/home-query.ts';

/** The settings as they are saved now. */
export interface SavedSettings {
  readonly settings: SettingsBody;
  readonly settingsRevision: number;
}

/** Saves all settings at once; home has them when it is settled. */
export function useSaveSettings(): UseMutationResult<SavedSettings, Error, ChangeSettingsBody> {
  const api = useApi();
  const changeHome = useChangeHome();
  return useMutation({
    mutationFn: (body: ChangeSettingsBody) =>
      api.request<SavedSettings>('PUT', '/api/settings', body),
    onSuccess: ({ settings, settingsRevision }) =>
      changeHome((home) => ({ ...home, settings, settingsRevision })),
  });
}
