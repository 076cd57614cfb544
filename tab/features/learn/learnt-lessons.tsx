import { useEffect, useRef } from 'react';
import { Link as FluentLink, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LearntReply } from '../../../shared/contract/learn.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useLearnt } from './learn-queries.ts';
import { PillarGroups } from './pillar-groups.tsx';

const useStyles = makeStyles({
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
  facts: { display: 'block', color: tokens.colorNeutralForeground2 },
});

type LearntLesson = LearntReply['lessons'][number];

/** What somebody learnt, by pillar, the newest first; more by page. */
export function LearntLessons() {
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const learnt = useLearnt();
  const lessons = learnt.data?.pages.flatMap((page) => page.lessons) ?? [];
  const { place, mark } = useNewestFocused(lessons);
  return (
    <section className={section.section} aria-labelledby="learnt">
      <h2 className={section.heading} id="learnt">
        {t('progress.learnt')}
      </h2>
      {learnt.data === undefined && learnt.error === null && (
        <LoadingRows shape="lines" count={3} />
      )}
      {learnt.data === undefined && learnt.error !== null && (
        <FailedState error={learnt.error} onRetry={() => void learnt.refetch()} />
      )}
      {learnt.data !== undefined && lessons.length === 0 && !learnt.hasNextPage && (
        <>
          <p className={section.quiet}>{t('progress.learnt-none')}</p>
          <LinkButton href={paths.learn('lessons')}>{t('progress.to-lessons')}</LinkButton>
        </>
      )}
      <div className={section.section} ref={place}>
        <PillarGroups
          items={lessons}
          renderItem={(lesson) => <Learnt key={keyOf(lesson)} lesson={lesson} />}
        />
      </div>
      <LoadMore list={learnt} onMore={mark} />
    </section>
  );
}

function Learnt({ lesson }: { readonly lesson: LearntLesson }) {
  const styles = useStyles();
  const { t } = useTranslation(['learn', 'content']);
  const dates = useDates();
  const { settings } = useGivenHome();
  const { id, ergId, title, format, at } = lesson;
  return (
    <li>
      <Link href={paths.lesson(id, ergId)} asChild>
        <FluentLink className={styles.link} data-learnt={keyOf(lesson)}>
          {title}
        </FluentLink>
      </Link>
      <span className={styles.facts}>
        {t('learn:progress.on', {
          format: t(`content:lesson.format.${format}`),
          day: dates.instant(at, settings.zone),
        })}
      </span>
    </li>
  );
}

function keyOf({ at, id }: LearntLesson): string {
  return `${at} ${id}`;
}

/** After `mark` the first lesson of the page that comes takes the focus, in whichever group it stands. */
function useNewestFocused(lessons: readonly LearntLesson[]) {
  const { t } = useTranslation('learn');
  const announce = useAnnounce();
  const place = useRef<HTMLDivElement>(null);
  const from = useRef<number>(undefined);
  useEffect(() => {
    const first = from.current === undefined ? undefined : lessons[from.current];
    if (from.current === undefined || first === undefined) return;
    announce(t('progress.came', { count: lessons.length - from.current }));
    from.current = undefined;
    const links = [...(place.current?.querySelectorAll<HTMLElement>('[data-learnt]') ?? [])];
    links.find((link) => link.dataset['learnt'] === keyOf(first))?.focus();
  }, [announce, lessons, t]);
  return {
    place,
    mark: () => {
      from.current = lessons.length;
    },
  };
}
