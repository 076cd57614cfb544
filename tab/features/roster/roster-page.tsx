import { useEffect, useRef, useState } from 'react';
import { makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { RunNotShown } from '../../components/run-not-shown.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useDates } from '../../lib/dates.ts';
import { useRun } from '../../lib/run-query.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { ActBar, HowItWent } from './act-bar.tsx';
import type { Act } from './acts.ts';
import { RowsProvider } from './acts-of.tsx';
import { ListPages } from './list-pages.tsx';
import { PeopleRows } from './people-rows.tsx';
import { RosterWays } from './roster-ways.tsx';
import { useActing } from './use-acting.ts';
import { useNow } from './use-now.ts';
import { countSettled, usePeopleList } from './use-people-list.ts';

/** What can be done, the first one first. */
const REMOVE: readonly Act[] = ['remove'];

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', outlineStyle: 'none' },
  search: { maxWidth: '420px', width: '100%', minHeight: '44px' },
  who: { marginTop: tokens.spacingVerticalXXL },
  names: { margin: 0, paddingInlineStart: '20px' },
});

/** So many are named in the question before they are removed. */
const FEW = 5;

/** Who is an ally of an ERG that one runs: found by name, and removed. */
export default function RosterPage() {
  const { id } = useParams<{ id: string }>();
  return <Roster key={id} ergId={id} />;
}

function Roster({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common', 'rights', 'problems']);
  const { number } = useDates();
  const announce = useAnnounce();
  const name = useRunName(ergId);
  const [text, setText] = useState('');
  const find = useSettled(text.trim());
  const list = usePeopleList(ergId, 'roster', find);
  const acting = useActing(list.acts);
  const nowMs = useNow();
  const [asked, setAsked] = useState<readonly AllyView[]>([]);
  const place = useRef<HTMLDivElement>(null);
  const who = useWhoCanSee('roster', name === undefined ? {} : { erg: name });
  const { load, counts, people } = list;
  const left =
    counts?.count === undefined ? undefined : counts.count - countSettled(list.acts.rows);
  const isSearching = find !== '';
  const settled = load.isPlaceholderData ? undefined : load.data;
  const said =
    isSearching && settled !== undefined
      ? settled.continuation === undefined
        ? t('roster:found', { count: settled.people.length })
        : t('roster:found-more', { number: number(settled.people.length) })
      : undefined;
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [announce, said]);

  const turn = (to: (() => void) | undefined, page: number) =>
    to === undefined
      ? undefined
      : () => {
          to();
          announce(t('roster:page', { page }));
          place.current?.focus();
        };
  const remove = () => {
    const those = asked;
    setAsked([]);
    list.chooseNobody();
    acting.perform('remove', those);
  };
  return (
    <RunFrame
      ergId={ergId}
      name={name}
      part="roster"
      action={<RosterWays ergId={ergId} />}
      {...(left === undefined
        ? {}
        : { sentence: t('roster:sentence', { count: left, number: number(left) }) })}
    >
      {load.data === undefined ? (
        load.error === null ? (
          <LoadingRows shape="lines" count={6} />
        ) : (
          <RunNotShown error={load.error} onRetry={() => void load.refetch()} />
        )
      ) : left === 0 && people.length === 0 && !isSearching ? (
        <EmptyState picture="people" title={t('roster:empty-title')} sentence={t('roster:empty')} />
      ) : (
        <div
          className={styles.list}
          ref={place}
          tabIndex={-1}
          aria-label={t('roster:list')}
          role="group"
        >
          <SearchBox
            className={styles.search}
            aria-label={t('roster:search')}
            placeholder={t('roster:search')}
            value={text}
            dismiss={{ 'aria-label': t('roster:search-clear') }}
            onChange={(_event, { value }) => setText(value)}
          />
          <ActBar
            acts={list.acts}
            chosen={list.chosen}
            offers={REMOVE}
            onAct={() => setAsked(list.chosen)}
            onStop={acting.stop}
          >
            {said !== undefined && <span>{said}</span>}
          </ActBar>
          <HowItWent
            acts={list.acts}
            nowMs={nowMs}
            onUndo={acting.undo}
            onRetry={(_act, failed) => acting.perform('remove', failed)}
          />
          {people.length === 0 ? (
            <EmptyState
              picture="search"
              title={t('roster:none-title', { text: find })}
              sentence={t('roster:none')}
            />
          ) : (
            <RowsProvider
              rows={list.acts.rows}
              nowMs={nowMs}
              offers={REMOVE}
              onAct={(_act, person) => setAsked([person])}
              onUndo={(person) => acting.undo([person])}
            >
              <PeopleRows
                label={t('roster:list')}
                since={t('roster:ally-since')}
                people={people}
                chosen={new Set(list.chosen.map(({ userId }) => userId))}
                canChoose={list.canChoose}
                onChoose={list.choose}
              />
            </RowsProvider>
          )}
          <ListPages
            page={list.page}
            previous={turn(list.previous, list.page - 1)}
            next={turn(list.next, list.page + 1)}
          />
          <div className={styles.who}>
            <WhoCanSee lines={who} />
          </div>
        </div>
      )}
      {asked.length > 0 && (
        <RemoveQuestion
          ergId={ergId}
          people={asked}
          onConfirm={remove}
          onClose={() => setAsked([])}
        />
      )}
    </RunFrame>
  );
}

interface RemoveQuestionProps {
  readonly ergId: string;
  readonly people: readonly AllyView[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** What removing means to those who are removed. */
function RemoveQuestion({ ergId, people, onConfirm, onClose }: RemoveQuestionProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const { number } = useDates();
  const days = useRun(ergId).data?.profile.askAgainAfterDays;
  const count = people.length;
  return (
    <QuestionDialog
      title={t('question.title', { count, number: number(count) })}
      confirm={t('remove-many', { number: number(count) })}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {count <= FEW && (
        <ul className={styles.names}>
          {people.map(({ userId, name }) => (
            <li key={userId}>
              <PersonName name={name} />
            </li>
          ))}
        </ul>
      )}
      <p>{t('question.told')}</p>
      <p>{days === undefined ? t('again.some-time') : t('again.after', { count: days })}</p>
      <p>{t('question.undo')}</p>
    </QuestionDialog>
  );
}
