import { useEffect, useRef } from 'react';
import {
  Button,
  makeStyles,
  SearchBox,
  ToggleButton,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { ErgListing } from '../../../shared/contract/ergs.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Pager } from '../../components/pager.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { ErgCard } from '../../components/erg-card.tsx';
import { useErgDirectory } from './erg-queries.ts';
import { findErgs } from './find-ergs.ts';

/** How many ERGs stand on one page of the list. */
const PAGE_SIZE = 24;

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalL,
  },
  search: { maxWidth: '420px', flex: '1 1 240px', minHeight: '44px' },
  target: { minHeight: '44px' },
  count: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, margin: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    outlineStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: tokens.spacingVerticalL,
  },
});

/** The directory of ERGs. */
export default function ErgsPage() {
  const { t } = useTranslation(['ergs', 'common', 'rights', 'problems']);
  const directory = useErgDirectory();
  return (
    <PageFrame title={t('ergs:list.title')} sentence={t('ergs:list.sentence')}>
      {directory.data !== undefined ? (
        <Directory ergs={directory.data} />
      ) : directory.error !== null ? (
        <FailedState error={directory.error} onRetry={() => void directory.refetch()} />
      ) : (
        <LoadingRows count={4} />
      )}
    </PageFrame>
  );
}

/** What is searched for stands in the address, so that it is still there on the way back from an ERG. */
function Directory({ ergs }: { readonly ergs: readonly ErgListing[] }) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const announce = useAnnounce();
  const { memberships } = useGivenHome();
  const [search, setSearch] = useSearchParams();
  const list = useRef<HTMLUListElement>(null);
  const text = search.get('q') ?? '';
  const onlyMine = search.has('mine');
  const mine = new Map(memberships.map((membership) => [membership.ergId, membership]));
  const found = findErgs(ergs, text).filter(({ id }) => !onlyMine || mine.has(id));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1), pages);
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const countText = t('list.found', { count: found.length });
  const isNarrowed = text.trim() !== '' || onlyMine;
  useEffect(() => {
    if (isNarrowed) announce(countText);
  }, [announce, countText, isNarrowed]);

  const narrow = (wanted: { text: string; onlyMine: boolean }) =>
    setSearch(
      {
        ...(wanted.text === '' ? {} : { q: wanted.text }),
        ...(wanted.onlyMine ? { mine: '1' } : {}),
      },
      { replace: true },
    );
  const turnTo = (to: number) => {
    setSearch((before) => ({ ...Object.fromEntries(before), page: String(to) }), { replace: true });
    window.scrollTo(0, 0);
    list.current?.focus({ preventScroll: true });
  };
  if (ergs.length === 0) {
    return <EmptyState picture="people" title={t('list.empty-title')} sentence={t('list.empty')} />;
  }
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          value={text}
          dismiss={{ 'aria-label': t('list.search-clear') }}
          onChange={(_event, { value }) => narrow({ text: value, onlyMine })}
        />
        <ToggleButton
          className={styles.target}
          shape="circular"
          checked={onlyMine}
          onClick={() => narrow({ text, onlyMine: !onlyMine })}
        >
          {t('list.show-mine')}
        </ToggleButton>
        <p className={styles.count}>{countText}</p>
      </div>
      {found.length === 0 && (
        <NothingFound
          text={text.trim()}
          onlyMine={onlyMine && mine.size === 0}
          onShowAll={() => narrow({ text: '', onlyMine: false })}
        />
      )}
      <ul className={styles.list} ref={list} tabIndex={-1} aria-label={t('list.title')}>
        {shown.map((erg) => (
          <ErgCard key={erg.id} erg={erg} membership={mine.get(erg.id)} />
        ))}
      </ul>
      <Pager label={t('list.pages')} page={page} pages={pages} onTurn={turnTo} />
    </>
  );
}

function NothingFound({
  text,
  onlyMine,
  onShowAll,
}: {
  readonly text: string;
  readonly onlyMine: boolean;
  readonly onShowAll: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  return (
    <EmptyState
      picture={onlyMine ? 'people' : 'search'}
      title={onlyMine ? t('list.none-mine-title') : t('list.none-title', { text })}
      sentence={t(onlyMine ? 'list.none-mine' : 'list.none')}
      action={
        <Button className={styles.target} onClick={onShowAll}>
          {t('list.show-all')}
        </Button>
      }
    />
  );
}
