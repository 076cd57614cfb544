import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditActView, AuditReply } from '../../../shared/contract/audit.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useApi } from '../../lib/api-context.ts';
import { type Dates, useDates } from '../../lib/dates.ts';
import { useReadOn } from '../../lib/use-read-on.ts';
import { useZone } from './use-zone.ts';

const useStyles = makeStyles({
  days: { display: 'grid', gap: tokens.spacingVerticalXL },
  day: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { display: 'grid', gap: tokens.spacingVerticalM, margin: 0, padding: 0 },
  act: { listStyleType: 'none', overflowWrap: 'anywhere', outlineStyle: 'none' },
  sentence: { margin: 0, maxWidth: '70ch' },
  facts: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** A log in sentences, newest first, by day; `path` is that of its API. */
export function AuditLog({ path }: { readonly path: string }) {
  const styles = useStyles();
  const { t } = useTranslation(['care', 'common', 'problems']);
  const dates = useDates();
  const zone = useZone();
  const log = useLog(path);
  const announce = useAnnounce();
  const acts = log.data?.pages.flatMap((page) => page.acts) ?? [];
  const { list, mark } = useReadOn<HTMLDivElement>(acts.length, 'li', (count) =>
    announce(t('care:more.came', { count })),
  );
  if (log.data === undefined) {
    return log.isPending ? (
      <LoadingRows shape="lines" count={5} />
    ) : (
      <FailedState error={log.error} onRetry={() => void log.refetch()} />
    );
  }
  return (
    <>
      {acts.length === 0 && !log.hasNextPage && (
        <EmptyState picture="calm" title={t('care:log.none-title')} sentence={t('care:log.none')} />
      )}
      <div className={styles.days} ref={list}>
        {byDay(acts, dates, zone).map(({ day, acts: ofDay }) => (
          <section key={day} aria-label={day}>
            <h2 className={styles.day}>{day}</h2>
            <ul className={styles.list}>
              {ofDay.map((act) => (
                <Act key={act.id} act={act} zone={zone} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <LoadMore list={log} onMore={mark} />
    </>
  );
}

function Act({ act, zone }: { readonly act: AuditActView; readonly zone: string }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const dates = useDates();
  const facts = [
    dates.timeOf(act.at, zone),
    ...(act.erg === undefined ? [] : [t('log.of-erg', { erg: act.erg })]),
  ];
  return (
    <li className={styles.act} tabIndex={-1}>
      <p className={styles.sentence}>{act.sentence}</p>
      <p className={styles.facts}>{facts.join(' · ')}</p>
    </li>
  );
}

/** Acts that follow each other and fall on the same day of this zone, together. */
function byDay(acts: readonly AuditActView[], dates: Dates, zone: string) {
  const days: { day: string; acts: AuditActView[] }[] = [];
  for (const act of acts) {
    const day = dates.instant(act.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.acts.push(act);
    else days.push({ day, acts: [act] });
  }
  return days;
}

function useLog(path: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['log', path],
    queryFn: ({ pageParam }) =>
      api.request<AuditReply>(
        'GET',
        pageParam === undefined ? path : `${path}?continuation=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}
