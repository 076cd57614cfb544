import { useRef } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CalendarAddRegular } from '@fluentui/react-icons/svg/calendar-add';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { VideoRegular } from '@fluentui/react-icons/svg/video';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EventView } from '../../shared/contract/content.ts';
import { useAnswerEvent } from '../lib/answer-event.ts';
import { useApi } from '../lib/api-context.ts';
import { giveFile } from '../lib/give-file.ts';
import { useGivenHome } from '../lib/home-query.ts';
import { isChangedMeanwhile } from '../lib/problem-words.ts';
import { useTeams } from '../lib/teams-context.ts';
import { useAnnounce } from './announcer.tsx';
import { EventFacts } from './event-facts.tsx';
import { ReportContent } from './report-content.tsx';
import { SaveFailed } from './save-failed.tsx';
import { useSurfaceStyles } from './surface-styles.ts';
import { useToast } from './toasts.tsx';

const useStyles = makeStyles({
  line: { margin: 0, maxWidth: '70ch' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  going: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '44px',
    fontWeight: tokens.fontWeightSemibold,
  },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

/** A coming event: what it is, and saying yes to it with one tap, which can be undone. */
export function EventCard({
  event,
  level,
  showErg = false,
}: {
  readonly event: EventView;
  /** The level of its title in the page's headings. */
  readonly level: 3;
  /** Says which ERG it is from, where the page does not. */
  readonly showErg?: boolean;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation(['content', 'common', 'problems']);
  const { events, settings } = useGivenHome();
  const announce = useAnnounce();
  const toast = useToast();
  const answer = useAnswerEvent(event);
  const title = useRef<HTMLHeadingElement>(null);
  const isGoing = events.some(({ id }) => id === event.id);
  const say = (going: boolean) => {
    if (answer.isPending) return;
    answer.mutate(going, {
      onSuccess: () => {
        const words = t(going ? 'content:event.said-yes' : 'content:event.taken-back');
        announce(words);
        // The button that was pressed is gone.
        title.current?.focus();
        toast(words, { label: t('common:undo'), onClick: () => answer.mutate(!going) });
      },
    });
  };
  const isStale = isChangedMeanwhile(answer.error);
  return (
    <article className={surface.panel} aria-labelledby={`event-${event.id}`}>
      <h3
        className={surface.panelTitle}
        id={`event-${event.id}`}
        ref={title}
        tabIndex={-1}
        aria-level={level}
      >
        <bdi>{event.title}</bdi>
      </h3>
      {showErg && event.ergName !== undefined && (
        <p className={styles.quiet}>{t('content:event.of', { erg: event.ergName })}</p>
      )}
      <EventFacts event={event} zone={settings.zone} />
      {isGoing && (
        <span className={styles.going}>
          <CheckmarkCircleRegular aria-hidden />
          {t('content:event.going')}
        </span>
      )}
      <div className={styles.acts}>
        <Button
          className={styles.target}
          disabledFocusable={answer.isPending}
          aria-label={t(isGoing ? 'content:event.take-back-named' : 'content:event.come-named', {
            title: event.title,
          })}
          onClick={() => say(!isGoing)}
        >
          {t(isGoing ? 'content:event.take-back' : 'content:event.come')}
        </Button>
        {isGoing && <GoingActs event={event} />}
      </div>
      {!isGoing && <p className={styles.quiet}>{t('content:event.who')}</p>}
      {isStale && (
        <p className={styles.line} role="alert">
          {t('common:changed-meanwhile')}
        </p>
      )}
      {answer.isError && !isStale && (
        <SaveFailed error={answer.error} onRetry={() => say(answer.variables)} />
      )}
      <ReportContent
        about={{ kind: 'event', ergId: event.ergId, id: event.id }}
        title={event.title}
      />
    </article>
  );
}

/** What whoever comes may want besides: the way in, and the event in their own calendar. */
function GoingActs({ event }: { readonly event: EventView }) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const { openLink } = useTeams();
  const api = useApi();
  const { joinUrl, title, ergId, id } = event;
  const open = useMutation({ mutationFn: (url: string) => openLink(url) });
  const calendar = useMutation({
    async mutationFn() {
      const erg = `/api/ergs/${encodeURIComponent(ergId)}`;
      const path = `${erg}/events/${encodeURIComponent(id)}/ics`;
      const file = await api.request<Blob>('GET', path);
      const name = t('event.file', { date: event.startsAt.slice(0, 10) });
      giveFile(name, file);
    },
  });
  return (
    <>
      {joinUrl !== undefined && (
        <Button
          className={styles.target}
          icon={<VideoRegular />}
          onClick={() => open.mutate(joinUrl)}
        >
          {t('event.join-online')}
        </Button>
      )}
      <Button
        className={styles.target}
        icon={<CalendarAddRegular />}
        aria-label={t('event.calendar-named', { title })}
        title={t('event.calendar-hint')}
        disabledFocusable={calendar.isPending}
        onClick={() => calendar.mutate()}
      >
        {t('event.calendar')}
      </Button>
      {calendar.isError && <SaveFailed error={calendar.error} onRetry={() => calendar.mutate()} />}
      {open.isError && (
        <p className={styles.line} role="alert">
          {t('event.link-failed')}
        </p>
      )}
    </>
  );
}
