import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GivenHome } from '../../../shared/contract/home.ts';
import type { RequestsReply } from '../../../shared/contract/roster.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useApi } from '../../lib/api-context.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: tokens.spacingVerticalL,
  },
  card: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  picture: { ...typographyStyles.title2, flexShrink: 0 },
  words: { minWidth: 0 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  asked: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
});

/** More ERGs than these are not asked how many requests wait: their own pages say it. */
const MOST_ASKED = 10;

/** The ERGs that one organises. */
export default function RunPage() {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const { runs } = useGivenHome();
  const waiting = useWaiting(runs);
  return (
    <PageFrame title={t('mine.title')} sentence={t('mine.sentence')}>
      {runs.length === 0 ? (
        <EmptyState
          picture="people"
          sentence={t('mine.none')}
          action={<LinkButton href={paths.ergs}>{t('mine.to-ergs')}</LinkButton>}
        />
      ) : (
        <ul className={styles.list}>
          {runs.map((run) => (
            <RunCard key={run.ergId} run={run} waiting={waiting.get(run.ergId)} />
          ))}
        </ul>
      )}
    </PageFrame>
  );
}

function RunCard({
  run: { ergId, name, picture },
  waiting,
}: {
  readonly run: GivenHome['runs'][number];
  /** How many ask to join; undefined while that is not known. */
  readonly waiting: number | undefined;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organise');
  const { number } = useDates();
  const isAsked = waiting !== undefined && waiting > 0;
  return (
    <li className={mergeClasses(surface.linkCard, styles.card)}>
      <span className={styles.picture} aria-hidden>
        {picture}
      </span>
      <div className={styles.words}>
        <h2 className={styles.name}>
          <Link
            href={paths.runErg(ergId, isAsked ? 'requests' : 'roster')}
            className={surface.cardLink}
          >
            {name}
          </Link>
        </h2>
        <p className={mergeClasses(styles.line, isAsked && styles.asked)}>
          {/* Its room is there before it is known. */}
          {waiting === undefined
            ? '\u00a0'
            : t('mine.waiting', { count: waiting, number: number(waiting) })}
        </p>
      </div>
    </li>
  );
}

/** How many ask to join each ERG, where that is known. */
function useWaiting(runs: GivenHome['runs']): ReadonlyMap<string, number> {
  const api = useApi();
  const asked = runs.slice(0, MOST_ASKED);
  const loads = useQueries({
    queries: asked.map(({ ergId }) => ({
      queryKey: ['waiting', ergId],
      queryFn: async () => {
        const path = `/api/ergs/${encodeURIComponent(ergId)}/run/requests`;
        return (await api.request<RequestsReply>('GET', path)).requested ?? 0;
      },
    })),
  });
  return new Map(
    asked.flatMap(({ ergId }, index) => {
      const known = loads[index]?.data;
      return known === undefined ? [] : [[ergId, known] as const];
    }),
  );
}
