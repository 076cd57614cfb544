import { useRef, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { AllyView, AnswerRequestsBody } from '../../../shared/contract/roster.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { ActProgressBar } from './act-progress.tsx';
import { isOpen } from './done-rows.ts';
import { PageTurner } from './page-turner.tsx';
import { PeopleList } from './people-list.tsx';
import { RowActs } from './row-acts.tsx';
import { useRequests, useRosterActs } from './roster-calls.ts';
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
  target: { minHeight: '44px' },
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalL} 0 0`,
    maxWidth: '70ch',
  },
  list: { outlineStyle: 'none' },
});

/** The requests to join an ERG: each answered with one tap, or many at once, and undone while nobody was told. */
export default function RequestsPage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['roster', 'common', 'problems']);
  const dates = useDates();
  const first = useRequests(id, undefined);
  const count = first.data?.requested;
  return (
    <RunFrame
      ergId={id}
      name={useRunName(id)}
      part="requests"
      sentence={
        count === undefined || count === 0
          ? undefined
          : t('roster:requests.count', { count, shown: dates.number(count) })
      }
    >
      {first.data === undefined ? (
        first.error === null ? (
          <LoadingRows shape="lines" count={6} />
        ) : (
          <FailedState error={first.error} onRetry={() => void first.refetch()} />
        )
      ) : (
        <Requests key={id} ergId={id} />
      )}
    </RunFrame>
  );
}

type Answer = AnswerRequestsBody['answer'];
const DONE = { approve: 'approved', decline: 'declined' } as const;

function Requests({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common']);
  const announce = useAnnounce();
  const pages = usePages();
  const page = useRequests(ergId, pages.continuation);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const acts = useActs();
  const { answer, undoAnswers } = useRosterActs(ergId);
  const list = useRef<HTMLDivElement>(null);
  const requests = page.data?.requests ?? [];
  const next = page.data?.continuation;
  const busy = acts.progress !== undefined;

  const give = async (what: Answer, userIds: readonly string[]) => {
    setSelected((before) => new Set([...before].filter((userId) => !userIds.includes(userId))));
    const count = await acts.act(DONE[what], userIds, (batch) => answer(what, batch));
    announce(t(`roster:requests.${DONE[what]}`, { count }));
  };
  const undo = async (person: AllyView) => {
    const undone = await acts.undo(person.userId, undoAnswers);
    announce(t(undone ? 'roster:row.undone' : 'roster:row.not-undone', { name: person.name }));
  };
  if (page.data !== undefined && requests.length === 0 && pages.isFirst && next === undefined) {
    return (
      <EmptyState
        picture="calm"
        title={t('roster:requests.none-title')}
        sentence={t('roster:requests.none')}
        action={
          <LinkButton href={paths.runErg(ergId)}>{t('roster:requests.to-roster')}</LinkButton>
        }
      />
    );
  }
  const chosen = [...selected];
  return (
    <>
      {chosen.length > 0 && (
        <div className={styles.tools}>
          {(['approve', 'decline'] as const).map((what) => (
            <Button
              key={what}
              className={styles.target}
              appearance={what === 'approve' ? 'primary' : 'secondary'}
              disabledFocusable={busy}
              onClick={() => void give(what, chosen)}
            >
              {t(`roster:requests.${what}-many`, { count: chosen.length })}
            </Button>
          ))}
        </div>
      )}
      <ActProgressBar progress={acts.progress} onStop={acts.stop} />
      {page.error !== null && page.data === undefined && (
        <FailedState error={page.error} onRetry={() => void page.refetch()} />
      )}
      {page.isPending && <LoadingRows shape="lines" count={6} />}
      <div ref={list} tabIndex={-1} className={styles.list}>
        {requests.length > 0 && (
          <PeopleList
            label={t('roster:requests.label')}
            people={requests}
            sinceLabel={t('roster:requests.since')}
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
                {(['approve', 'decline'] as const).map((what) => (
                  <Button
                    key={what}
                    className={styles.target}
                    appearance={what === 'approve' ? 'secondary' : 'subtle'}
                    aria-label={t(`roster:requests.${what}-one`, { name: person.name })}
                    disabledFocusable={busy}
                    onClick={() => void give(what, [person.userId])}
                  >
                    {t(`roster:requests.${what}`)}
                  </Button>
                ))}
              </RowActs>
            )}
          />
        )}
      </div>
      <PageTurner pages={pages} next={next} onTurn={() => list.current?.focus()} />
      <p className={styles.note}>{t('roster:requests.note')}</p>
    </>
  );
}
