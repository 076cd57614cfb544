import { useHome } from '../../lib/home-query.ts';

/** The time zone of whoever reads: the one they chose, before they agreed that of this computer. */
export function useZone(): string {
  const { data: home } = useHome();
  return home?.consent === 'given'
    ? home.settings.zone
    : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
