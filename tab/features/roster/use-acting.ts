import { useTranslation } from 'react-i18next';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import type { Act } from './acts.ts';
import { useHowItWent } from './act-bar.tsx';
import type { Acts } from './use-acts.ts';

/** The acts of one list, each with a word to a screen reader about how it went. */
export function useActing(acts: Acts) {
  const { t } = useTranslation('roster');
  const announce = useAnnounce();
  const howItWent = useHowItWent();

  async function perform(act: Act, people: readonly AllyView[]): Promise<void> {
    const after = await acts.perform(act, people);
    const [only, ...others] = people;
    if (only === undefined) return;
    const row = after.rows.get(only.userId)?.row;
    if (others.length > 0) announce(howItWent(after));
    else if (row?.state === 'failed') announce(t(`not-done.${row.reason}`));
    else announce(t(`done-named.${act}`, { name: only.name }));
  }

  async function undo(people: readonly AllyView[]): Promise<void> {
    const after = await acts.undo(people, Date.now());
    const isBack = people.every(({ userId }) => after.rows.get(userId)?.row.state === 'back');
    announce(t(isBack ? 'back-many' : 'not-back'));
  }

  return {
    perform: (act: Act, people: readonly AllyView[]): void => void perform(act, people),
    undo: (people: readonly AllyView[]): void => void undo(people),
    stop(): void {
      acts.stop();
      announce(t('progress.stopping'));
    },
  };
}
