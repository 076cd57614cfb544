import { useGivenHome } from '../../lib/home-query.ts';
import { useTeams } from '../../lib/teams-context.ts';

/** Tells a moment as the time of day in the person's own zone: `14:05`. */
export function useClockTime(): (instant: string) => string {
  const { language } = useTeams();
  const { settings } = useGivenHome();
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: settings.zone });
  return (instant) => format.format(new Date(instant));
}
