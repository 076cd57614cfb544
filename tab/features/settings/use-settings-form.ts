import { useEffect, useRef, useState } from 'react';
import type { SettingsBody } from '../../../shared/contract/settings.ts';
import { notOver } from '../../../shared/domain/quiet-dates.ts';
import { useGivenHome, useRefreshHome } from '../../lib/home-query.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useSaveSettings } from './save-settings.ts';

/** Changes within this time are saved together: an hour and a minute, a walk through the radio buttons. */
const PAUSE_MS = 600;

/** How the last change fares. `saved` can be undone: `before` is what stood before it. */
export type SavingState =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly before: SettingsBody }
  | { readonly state: 'undone' }
  | { readonly state: 'changed-meanwhile' }
  | { readonly state: 'failed'; readonly error: unknown };

/** The settings as the person sees them, saved as they are changed. */
export interface SettingsForm {
  readonly settings: SettingsBody;
  readonly saving: SavingState;
  change(settings: SettingsBody): void;
  undo(): void;
  /** Sends what could not be saved once more. */
  tryAgain(): void;
}

/**
 * A change shows at once and is saved a moment later, one request at a time, each with the revision that the
 * one before gave. Leaving the page saves what still waits.
 */
export function useSettingsForm(): SettingsForm {
  const home = useGivenHome();
  const save = useSaveSettings();
  const refreshHome = useRefreshHome();
  const [wanted, setWanted] = useState<SettingsBody | undefined>();
  const [saving, setSaving] = useState<SavingState>({ state: 'idle' });
  const undoing = useRef(false);

  async function send(settings: SettingsBody): Promise<void> {
    const before = home.settings;
    setSaving({ state: 'saving' });
    try {
      await save.mutateAsync({ revision: home.settingsRevision, settings });
      setSaving(undoing.current ? { state: 'undone' } : { state: 'saved', before });
      // Changed again while this was on its way: that change stays wanted.
      setWanted((now) => (now === settings ? undefined : now));
    } catch (error) {
      if (isChangedMeanwhile(error)) {
        setWanted(undefined);
        setSaving({ state: 'changed-meanwhile' });
        await refreshHome();
      } else {
        setSaving({ state: 'failed', error });
      }
    }
  }

  const waits = wanted !== undefined && saving.state !== 'saving' && saving.state !== 'failed';
  const flush = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    flush.current = waits ? () => void send(wanted) : undefined;
  });
  useEffect(() => {
    if (!waits) return undefined;
    const timer = window.setTimeout(() => flush.current?.(), undoing.current ? 0 : PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [waits, wanted]);
  useEffect(() => () => flush.current?.(), []);

  return {
    settings: wanted ?? home.settings,
    saving,
    change(settings) {
      undoing.current = false;
      // What is over need not be kept.
      setWanted({ ...settings, quietDates: notOver(settings.quietDates, home.today) });
      setSaving((now) => (now.state === 'saving' ? now : { state: 'idle' }));
    },
    undo() {
      if (saving.state !== 'saved') return;
      undoing.current = true;
      setWanted(saving.before);
      setSaving({ state: 'idle' });
    },
    tryAgain() {
      if (wanted !== undefined) void send(wanted);
    },
  };
}
