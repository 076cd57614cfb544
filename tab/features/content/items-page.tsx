import { useEffect, useState } from 'react';
import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { ItemKind } from '../../../shared/domain/erg-content.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { paths } from '../../lib/paths.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { PART_OF, useItems } from './item-calls.ts';
import { ItemRow } from './item-row.tsx';

const useStyles = makeStyles({
  filter: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalL,
  },
  target: { minHeight: '44px', minWidth: '0' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  more: { marginTop: tokens.spacingVerticalL, minHeight: '44px' },
});

const SHOWN = ['all', 'draft', 'published', 'put-away'] as const;
type Shown = (typeof SHOWN)[number];

/** The asks, lessons or events of an ERG that one runs: all of them, or those in one state. */
export default function ItemsPage({ kind }: { readonly kind: ItemKind }) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'common', 'problems']);
  const { id } = useParams<{ id: string }>();
  const [shown, setShown] = useState<Shown>('all');
  return (
    <RunFrame
      ergId={id}
      name={useRunName(id)}
      part={PART_OF[kind]}
      sentence={t(`content:run.sentence.${kind}`)}
      action={
        <LinkButton appearance="primary" href={paths.runItem(id, PART_OF[kind], 'new')}>
          {t(`content:run.new.${kind}`)}
        </LinkButton>
      }
    >
      <div className={styles.filter} role="group" aria-label={t('content:run.filter')}>
        {SHOWN.map((one) => (
          <ToggleButton
            key={one}
            className={styles.target}
            shape="circular"
            checked={shown === one}
            onClick={() => setShown(one)}
          >
            {t(`content:run.show.${one}`)}
          </ToggleButton>
        ))}
      </div>
      <Items key={`${id} ${kind}`} ergId={id} kind={kind} shown={shown} />
    </RunFrame>
  );
}

function Items({
  ergId,
  kind,
  shown,
}: {
  readonly ergId: string;
  readonly kind: ItemKind;
  readonly shown: Shown;
}) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const announce = useAnnounce();
  const load = useItems(ergId, kind, shown === 'put-away' ? 'put-away' : 'in-hand');
  const items = load.data?.pages
    .flatMap((page) => page.items)
    .filter(({ state }) => shown === 'all' || shown === 'put-away' || state === shown);
  const found = items === undefined ? undefined : t('run.found', { count: items.length });
  useEffect(() => {
    if (found !== undefined && shown !== 'all') announce(found);
  }, [announce, found, shown]);
  if (items === undefined) {
    return load.error === null ? (
      <LoadingRows count={4} />
    ) : (
      <FailedState error={load.error} onRetry={() => void load.refetch()} />
    );
  }
  if (items.length === 0) return <EmptyState picture="path" sentence={t(`run.empty.${kind}`)} />;
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <ItemRow ergId={ergId} item={item} />
          </li>
        ))}
      </ul>
      {load.hasNextPage && (
        <Button
          className={styles.more}
          disabledFocusable={load.isFetchingNextPage}
          onClick={() => void load.fetchNextPage()}
        >
          {t('run.more')}
        </Button>
      )}
    </>
  );
}
