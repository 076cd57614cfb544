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
  picture: { fontSize: '28px', lineHeight: '36px', flexShrink: 0 },
  words: { minWidth: 0 },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  waits: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** More ERGs than these are not asked how many requests wait: their own pages say it. */
const MOST_ASKED = 10;

/** The ERGs that one runs. */
export default function RunsPage() {
  const styles = useStyles();
  const { t } = useTranslation(['organise', 'common', 'rights', 'problems']);
  const { runs } = useGivenHome();
  const waiting = useWaiting(runs);
  return (
    <PageFrame
      title={t('organise:runs.title')}
      {...(runs.length === 0 ? {} : { sentence: t('organise:runs.sentence') })}
    >
      {runs.length === 0 ? (
        <EmptyState
          picture="people"
          title={t('organise:runs.none-title')}
          sentence={t('organise:runs.none')}
          action={<LinkButton href={paths.ergs}>{t('organise:runs.look')}</LinkButton>}
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
  run,
  waiting,
}: {
  readonly run: GivenHome['runs'][number];
  /** How many ask to join; undefined while nobody knows. */
  readonly waiting: number | undefined;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organise');
  const { number } = useDates();
  const asks = waiting !== undefined && waiting > 0;
  return (
    <li className={mergeClasses(surface.linkCard, styles.card)}>
      <span className={styles.picture} aria-hidden>
        {run.picture}
      </span>
      <div className={styles.words}>
        <h2 className={styles.name}>
          <Link
            className={surface.cardLink}
            href={paths.runErg(run.ergId, asks ? 'requests' : 'roster')}
          >
            {run.name}
          </Link>
        </h2>
        <p className={mergeClasses(styles.line, asks && styles.waits)}>
          {waiting === undefined
            ? '\u00a0'
            : t('runs.waiting', { count: waiting, number: number(waiting) })}
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
