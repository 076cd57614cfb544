import { useEffect, useRef, useState } from 'react';
import {
  Button,
  makeStyles,
  SearchBox,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { useDates } from '../../lib/dates.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { ActProgressBar } from './act-progress.tsx';
import { isOpen } from './done-rows.ts';
import { PageTurner } from './page-turner.tsx';
import { PeopleList } from './people-list.tsx';
import { RosterWays } from './roster-ways.tsx';
import { RowActs } from './row-acts.tsx';
import { useRoster, useRosterActs } from './roster-calls.ts';
import { useActs } from './use-acts.ts';
import { usePages } from './use-pages.ts';

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
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalL} 0 0`,
    maxWidth: '70ch',
  },
  list: { outlineStyle: 'none' },
});

/** The roster of an ERG: who is an ally, found by name, removed where that has to be. */
export default function RosterPage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['roster', 'common', 'problems']);
  const dates = useDates();
  const first = useRoster(id, '', undefined);
  const count = first.data?.count;
  return (
    <RunFrame
      ergId={id}
      name={useRunName(id)}
      part="roster"
      action={<RosterWays ergId={id} />}
      sentence={
        count === undefined ? undefined : t('roster:count', { count, shown: dates.number(count) })
      }
    >
      {first.data === undefined ? (
        first.error === null ? (
          <LoadingRows shape="lines" count={6} />
        ) : (
          <FailedState error={first.error} onRetry={() => void first.refetch()} />
        )
      ) : (
        <Roster key={id} ergId={id} />
      )}
    </RunFrame>
  );
}

function Roster({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common']);
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const find = useSettled(typed.trim());
  const pages = usePages();
  const page = useRoster(ergId, find, pages.continuation);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly AllyView[]>();
  const acts = useActs();
  const { remove, undoRemovals } = useRosterActs(ergId);
  const list = useRef<HTMLDivElement>(null);
  const allies = page.data?.allies ?? [];
  const known = useKnown(allies);
  const found = page.isPlaceholderData ? undefined : allies.length;
  const isSearching = find !== '';
  useEffect(() => {
    if (isSearching && found !== undefined) announce(t('roster:found', { count: found }));
  }, [announce, found, isSearching, t]);

  const doRemove = async (people: readonly AllyView[]) => {
    setAsked(undefined);
    const userIds = people.map(({ userId }) => userId);
    setSelected((before) => new Set([...before].filter((userId) => !userIds.includes(userId))));
    const count = await acts.act('removed', userIds, remove);
    announce(t('roster:removed', { count }));
  };
  const undo = async (person: AllyView) => {
    const undone = await acts.undo(person.userId, undoRemovals);
    announce(t(undone ? 'roster:row.undone' : 'roster:row.not-undone', { name: person.name }));
  };
  const chosen = [...selected].flatMap((userId) => known.get(userId) ?? []);
  const next = page.data?.continuation;
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t('roster:search')}
          placeholder={t('roster:search')}
          value={typed}
          dismiss={{ 'aria-label': t('roster:search-clear') }}
          onChange={(_event, { value }) => {
            setTyped(value);
            pages.restart();
          }}
        />
        {chosen.length > 0 && (
          <Button
            className={styles.target}
            disabledFocusable={acts.progress !== undefined}
            onClick={() => setAsked(chosen)}
          >
            {t('roster:remove-many', { count: chosen.length })}
          </Button>
        )}
      </div>
      <ActProgressBar progress={acts.progress} onStop={acts.stop} />
      {page.error !== null && page.data === undefined && (
        <FailedState error={page.error} onRetry={() => void page.refetch()} />
      )}
      {page.isPending && <LoadingRows shape="lines" count={6} />}
      {page.data !== undefined && allies.length === 0 && next === undefined && (
        <EmptyState
          picture={isSearching ? 'search' : 'people'}
          sentence={isSearching ? t('roster:nobody-found', { text: find }) : t('roster:nobody')}
        />
      )}
      <div ref={list} tabIndex={-1} className={styles.list}>
        {allies.length > 0 && (
          <PeopleList
            label={t('roster:list.label')}
            people={allies}
            sinceLabel={t('roster:list.since')}
            selected={selected}
            onSelect={setSelected}
            canSelect={(userId) => isOpen(acts.rows, userId)}
            renderActs={(person) => (
              <RowActs
                name={person.name}
                row={acts.rows.get(person.userId)}
                nowMs={acts.nowMs}
                onUndo={() => void undo(person)}
              >
                <Button
                  className={styles.target}
                  appearance="subtle"
                  aria-label={t('roster:remove-one', { name: person.name })}
                  onClick={() => setAsked([person])}
                >
                  {t('roster:remove')}
                </Button>
              </RowActs>
            )}
          />
        )}
      </div>
      <PageTurner pages={pages} next={next} onTurn={() => list.current?.focus()} />
      <p className={styles.note}>{t('roster:note')}</p>
      {asked !== undefined && (
        <QuestionDialog
          title={t('roster:ask.title', { count: asked.length, name: asked[0]?.name ?? '' })}
          confirm={t('roster:remove')}
          onConfirm={() => void doRemove(asked)}
          onClose={() => setAsked(undefined)}
        >
          {t('roster:ask.text')}
        </QuestionDialog>
      )}
    </>
  );
}

/** Everybody seen on any page, so that who was chosen on another is still known by name. */
function useKnown(allies: readonly AllyView[]): ReadonlyMap<string, AllyView> {
  const [known, setKnown] = useState<ReadonlyMap<string, AllyView>>(new Map());
  const isMissing = allies.some(({ userId }) => !known.has(userId));
  if (isMissing) {
    setKnown(new Map([...known, ...allies.map((ally) => [ally.userId, ally] as const)]));
  }
  return known;
}
