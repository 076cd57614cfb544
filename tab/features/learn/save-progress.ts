import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LearntReply } from '../../../shared/contract/learn.ts';
import type { CheckInsReply, PastPledgesReply } from '../../../shared/contract/pledges.ts';
import type { ApiClient } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';
import { useDates } from '../../lib/dates.ts';
import { giveFile } from '../../lib/give-file.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { readJournalPage } from '../../lib/journal-query.ts';
import { checkInsPath, pastPledgesPath } from '../../lib/pledge-lists.ts';
import { learntPath } from './learn-queries.ts';
import { aboutLearning, progressText, type Progress } from './progress-file.ts';

/** Saves everything that stands in the person's progress as a text file of their own; nothing is kept elsewhere. */
export function useSaveProgress(onSaved: () => void): UseMutationResult<void, Error, void> {
  const api = useApi();
  const { t } = useTranslation(['learn', 'common', 'content']);
  const dates = useDates();
  const { name, pledges, settings, now } = useGivenHome();
  return useMutation({
    mutationFn: async () => {
      const progress = await readProgress(api, pledges);
      const text = progressText(progress, {
        title: t('learn:progress.title'),
        written: t('learn:progress.written', { day: dates.instant(now, settings.zone), name }),
        learnt: t('learn:progress.learnt'),
        tried: t('learn:progress.tried'),
        ownWords: t('learn:progress.own-words'),
        none: t('learn:progress.nothing-yet'),
        pillar: (pillar) => t(`common:pillar.${pillar}`),
        lesson: ({ title, at }) => `${title}, ${dates.instant(at, settings.zone)}`,
        // A file is read in other years, too.
        day: (date) => dates.instant(`${date}T12:00:00Z`, 'UTC'),
        dayOf: (moment) => dates.instant(moment, settings.zone),
      });
      const file = new Blob([text], { type: 'text/plain;charset=utf-8' });
      giveFile(t('learn:progress.file'), file);
    },
    onSuccess: onSaved,
  });
}

async function readProgress(
  api: ApiClient,
  inHand: PastPledgesReply['pledges'],
): Promise<Progress> {
  const learnt = await everyPage((from) => api.request<LearntReply>('GET', learntPath(from)));
  const past = await everyPage((from) =>
    api.request<PastPledgesReply>('GET', pastPledgesPath(from)),
  );
  const tried: Progress['tried'][number][] = [];
  // One after the other: nobody waits for a file of years, and the server has others to serve.
  for (const pledge of [...inHand.toReversed(), ...past.flatMap((page) => page.pledges)]) {
    const pages = await everyPage((from) =>
      api.request<CheckInsReply>('GET', checkInsPath(pledge.id, from)),
    );
    const did = pages
      .flatMap(({ checkIns }) => checkIns)
      .filter(({ answer }) => answer === 'did-it');
    tried.push({ pledge, did });
  }
  const journal = await everyPage((from) => readJournalPage(api, from));
  const written = journal.flatMap(({ entries }) => entries).filter(aboutLearning);
  return { learnt: learnt.flatMap(({ lessons }) => lessons), tried, written };
}

async function everyPage<Page extends { readonly continuation?: string | undefined }>(
  read: (continuation: string | undefined) => Promise<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let continuation: string | undefined;
  do {
    const page = await read(continuation);
    pages.push(page);
    ({ continuation } = page);
  } while (continuation !== undefined);
  return pages;
}
