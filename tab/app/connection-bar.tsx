import { useEffect, useRef, useSyncExternalStore } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../components/announcer.tsx';
import type { Connection } from '../lib/connection.ts';
import { HOME_KEY } from '../lib/home-query.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
  },
});

const TRY_AGAIN_MS = 4_000;

/** A quiet bar while the API cannot be reached. Home is tried again until it can, then all that had failed. */
export function ConnectionBar({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const announce = useAnnounce();
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost);
  const wasLost = useRef(false);

  useEffect(() => {
    if (lost) {
      wasLost.current = true;
      announce(t('connection-lost'));
      const tryAgain = () => void queries.refetchQueries({ queryKey: HOME_KEY });
      const timer = window.setInterval(tryAgain, TRY_AGAIN_MS);
      window.addEventListener('online', tryAgain);
      return () => {
        window.clearInterval(timer);
        window.removeEventListener('online', tryAgain);
      };
    }
    if (wasLost.current) {
      wasLost.current = false;
      announce(t('connection-back'));
      void queries.refetchQueries({
        type: 'active',
        predicate: ({ state }) => state.status === 'error',
      });
    }
    return undefined;
  }, [lost, queries, announce, t]);

  if (!lost) return null;
  return (
    <div className={styles.bar}>
      <PlugDisconnectedRegular aria-hidden />
      {t('connection-lost')}
    </div>
  );
}
