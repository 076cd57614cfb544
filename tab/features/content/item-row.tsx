import { useRef } from 'react';
import { Badge, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RunEventView } from '../../../shared/contract/content.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { PART_OF, type RunItem, useMoveItem } from './item-calls.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    minWidth: 0,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  line: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

type ItemMove = 'draft' | 'published' | 'retired';

/** One ask, lesson or event: what it is, where it stands, and what can be done with it; every step can be undone. */
export function ItemRow({ ergId, item }: { readonly ergId: string; readonly item: RunItem }) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'common']);
  const title = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const toast = useToast();
  const move = useMoveItem(ergId);
  const { kind, id, state, words } = item;
  const isOver = kind === 'event' && item.begun && state === 'published';
  const isCancelling = kind === 'event' && state === 'published' && !item.begun;
  const named = { title: words.title };

  const moveTo = (to: ItemMove) => {
    if (move.isPending || state === 'withdrawn') return;
    move.mutate(
      { kind, id, revision: item.revision, state: to },
      {
        onSuccess: (moved) => {
          const said = t(`content:run.${doneWords(item, to)}`, named);
          announce(said);
          // The row may be gone from this list.
          title.current?.focus();
          toast(said, {
            label: t('common:undo'),
            onClick: () =>
              move.mutate(
                { kind, id, revision: moved.revision, state },
                { onSuccess: () => announce(t('content:run.undone')) },
              ),
          });
        },
      },
    );
  };
  return (
    <article className={styles.row} aria-labelledby={`item-${id}`}>
      <div className={styles.head}>
        <h2 className={styles.title} id={`item-${id}`} ref={title} tabIndex={-1} dir="auto">
          {words.title}
        </h2>
        <Badge
          appearance={state === 'published' && !isOver ? 'filled' : 'outline'}
          color={state === 'published' && !isOver ? 'brand' : 'informative'}
        >
          {t(`content:run.state.${isOver ? 'over' : state}`)}
        </Badge>
        {item.kind !== 'event' && <PillarBadge pillar={item.words.pillar} />}
      </div>
      <Particulars item={item} />
      <div className={styles.acts}>
        {(state === 'draft' || state === 'published') && (
          <LinkButton
            href={paths.runItem(ergId, PART_OF[kind], id)}
            label={t('content:run.edit-named', named)}
          >
            {t('content:run.edit')}
          </LinkButton>
        )}
        {(state === 'draft' || state === 'retired') && (
          <Button
            className={styles.target}
            disabledFocusable={move.isPending}
            aria-label={t('content:run.publish-named', named)}
            onClick={() => moveTo('published')}
          >
            {t(state === 'draft' ? 'content:run.publish' : 'content:run.publish-again')}
          </Button>
        )}
        {(state === 'draft' || state === 'published') && (
          <Button
            className={styles.target}
            appearance="subtle"
            disabledFocusable={move.isPending}
            aria-label={t(
              isCancelling ? 'content:run.cancel-named' : 'content:run.retire-named',
              named,
            )}
            onClick={() => moveTo('retired')}
          >
            {t(isCancelling ? 'content:run.cancel' : 'content:run.retire')}
          </Button>
        )}
      </div>
      {move.isError && <SaveFailed error={move.error} />}
    </article>
  );
}

function doneWords(
  item: RunItem,
  to: ItemMove,
): 'published' | 'drafted' | 'retired' | 'retired-plain' | 'cancelled' {
  if (to === 'published') return 'published';
  if (to === 'draft') return 'drafted';
  if (item.kind === 'event' && item.state === 'published' && !item.begun) return 'cancelled';
  return item.kind === 'ask' && item.state === 'published' ? 'retired' : 'retired-plain';
}

/** What one looks for in a list besides the title. */
function Particulars({ item }: { readonly item: RunItem }) {
  const styles = useStyles();

  const dates = useDates();
  switch (item.kind) {
    case 'ask': {
      const { form } = item.words;
      return <p className={styles.line}>{form.kind === 'if-then' ? form.action : form.goal}</p>;
    }
    case 'lesson':
      return item.words.link !== undefined && <p className={styles.line}>{item.words.link}</p>;
    case 'event': {
      const { date, time, zone, place, joinUrl } = item.words;
      const where = place ?? joinUrl;
      return (
        <>
          <p className={styles.line}>
            {`${dates.dayWithWeekday(date)}, ${dates.time(time)} · ${zone.replaceAll('_', ' ')}`}
            {where === undefined ? '' : ` · ${where}`}
          </p>
          {item.state === 'published' && <Going going={item.going} />}
        </>
      );
    }
  }
}

/** How many come, as a band; nothing below ten. */
function Going({ going }: { readonly going: RunEventView['going'] }) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const words =
    going === undefined
      ? t('run.going-few')
      : going.to === undefined
        ? t('run.going-over', { from: going.from })
        : t('run.going', { from: going.from, to: going.to });
  return <p className={styles.line}>{words}</p>;
}
