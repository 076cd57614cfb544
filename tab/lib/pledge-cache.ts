import type { InfiniteData } from '@tanstack/react-query';
import type { CheckInsReply, CheckInView } from '../../shared/contract/pledges.ts';

/** The key of everything cached about one pledge; its answers lie below it. */
export function pledgeKey(id: string): readonly [string, string] {
  return ['pledges', id];
}

/** The key of every answer of one pledge. */
export function checkInsKey(id: string): readonly [string, string, string] {
  return [...pledgeKey(id), 'check-ins'];
}

/** The answers with one that was saved: in the place of the old one, or before all others, since only the newest can be new. */
export function withCheckIn(
  answers: InfiniteData<CheckInsReply>,
  saved: CheckInView,
): InfiniteData<CheckInsReply> {
  const isKnown = answers.pages.some(({ checkIns }) => checkIns.some(isSameDay));
  const pages = answers.pages.map((page, index) => ({
    ...page,
    checkIns: isKnown
      ? page.checkIns.map((one) => (isSameDay(one) ? saved : one))
      : [...(index === 0 ? [saved] : []), ...page.checkIns],
  }));
  return { ...answers, pages };

  function isSameDay({ date }: CheckInView): boolean {
    return date === saved.date;
  }
}
