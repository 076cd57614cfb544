import { useRef } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { RunNotShown } from '../../components/run-not-shown.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import type { ApiClient } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';
import { useDates } from '../../lib/dates.ts';
import { useRun } from '../../lib/run-query.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { ActBar, HowItWent } from './act-bar.tsx';
import type { Act } from './acts.ts';
import { RowsProvider } from './acts-of.tsx';
import { ListPages } from './list-pages.tsx';
import { PeopleRows } from './people-rows.tsx';
import { readPeople } from './roster-calls.ts';
import { useActing } from './use-acting.ts';
import { useNow } from './use-now.ts';
import { countSettled, usePeopleList } from './use-people-list.ts';

/** What can be done, the first one first. */
const ANSWERS: readonly Act[] = ['approve', 'decline'];

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', outlineStyle: 'none' },
  told: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  target: { minHeight: '44px' },
  who: { marginTop: tokens.spacingVerticalXXL },
});

/** So many are chosen at once at most: twenty times what the API takes, and a minute's work for it. */
const MOST_CHOSEN = 500;

/** Who asks to join an ERG that one runs: answered one by one, or hundreds at once. */
export default function RequestsPage() {
  const { id } = useParams<{ id: string }>();
  return <Requests key={id} ergId={id} />;
}

function Requests({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common', 'rights', 'problems']);
  const { number } = useDates();
  const api = useApi();
  const announce = useAnnounce();
  const name = useRunName(ergId);
  const days = useRun(ergId).data?.profile.askAgainAfterDays;
  const list = usePeopleList(ergId, 'requests', '');
  const acting = useActing(list.acts);
  const nowMs = useNow();
  const place = useRef<HTMLDivElement>(null);
  const who = useWhoCanSee('roster', name === undefined ? {} : { erg: name });
  const { load, counts, people } = list;
  const waiting = Math.max(0, (counts?.requested ?? 0) - countSettled(list.acts.rows));
  const everybody = useMutation({
    mutationFn: () => readEverybody(api, ergId),
    onSuccess: (all) => {
      list.chooseAll(all);
      announce(t('roster:chosen', { count: all.length, number: number(all.length) }));
    },
  });
  const turn = (to: (() => void) | undefined, page: number) =>
    to === undefined
      ? undefined
      : () => {
          to();
          announce(t('roster:page', { page }));
          place.current?.focus();
        };
  const told = [
    t('roster:declined-told'),
    days === undefined ? t('roster:again.some-time') : t('roster:again.after', { count: days }),
  ].join(' ');
  return (
    <RunFrame
      ergId={ergId}
      name={name}
      part="requests"
      {...(counts === undefined
        ? {}
        : { sentence: t('roster:waiting', { count: waiting, number: number(waiting) }) })}
    >
      {load.data === undefined ? (
        load.error === null ? (
          <LoadingRows shape="lines" count={6} />
        ) : (
          <RunNotShown error={load.error} onRetry={() => void load.refetch()} />
        )
      ) : people.length === 0 && list.page === 1 ? (
        <EmptyState
          picture="calm"
          title={t('roster:no-requests-title')}
          sentence={t('roster:no-requests')}
        />
      ) : (
        <div
          className={styles.list}
          ref={place}
          tabIndex={-1}
          role="group"
          aria-label={t('roster:requests-list')}
        >
          <p className={styles.told}>{told}</p>
          <ActBar
            acts={list.acts}
            chosen={list.chosen}
            offers={ANSWERS}
            onAct={(act) => {
              const { chosen } = list;
              list.chooseNobody();
              acting.perform(act, chosen);
            }}
            onStop={acting.stop}
          >
            {(list.page > 1 || list.next !== undefined) && (
              <Button
                className={styles.target}
                appearance="subtle"
                disabledFocusable={everybody.isPending}
                onClick={() => everybody.mutate()}
              >
                {everybody.isPending
                  ? t('roster:choosing')
                  : t('roster:choose-everybody', {
                      number: number(Math.min(waiting, MOST_CHOSEN)),
                    })}
              </Button>
            )}
          </ActBar>
          {everybody.error !== null && (
            <SaveFailed error={everybody.error} onRetry={() => everybody.mutate()} />
          )}
          <HowItWent acts={list.acts} nowMs={nowMs} onUndo={acting.undo} onRetry={acting.perform} />
          <RowsProvider
            rows={list.acts.rows}
            nowMs={nowMs}
            offers={ANSWERS}
            onAct={(act, person) => acting.perform(act, [person])}
            onUndo={(person) => acting.undo([person])}
          >
            <PeopleRows
              label={t('roster:requests-list')}
              since={t('roster:asked-on')}
              people={people}
              chosen={new Set(list.chosen.map(({ userId }) => userId))}
              canChoose={list.canChoose}
              onChoose={list.choose}
            />
          </RowsProvider>
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
    </RunFrame>
  );
}

/** Everybody who asks now, the oldest first, up to so many as are chosen at once. */
async function readEverybody(api: ApiClient, ergId: string): Promise<readonly AllyView[]> {
  const all: AllyView[] = [];
  let continuation: string | undefined;
  do {
    // One page says where the next one begins.
    const page = await readPeople(
      api,
      ergId,
      'requests',
      continuation === undefined ? {} : { continuation },
    );
    all.push(...page.people);
    ({ continuation } = page);
  } while (continuation !== undefined && all.length < MOST_CHOSEN);
  return all.slice(0, MOST_CHOSEN);
}
