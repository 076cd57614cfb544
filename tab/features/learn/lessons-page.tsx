import { useEffect, useRef } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { LessonsReply } from '../../../shared/contract/learn.ts';
import { LESSON_FORMATS } from '../../../shared/domain/message-content.ts';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Pager } from '../../components/pager.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { findLessons, type WantedLessons } from './find-lessons.ts';
import { useLessons } from './learn-queries.ts';
import { LENGTHS, LessonFilters } from './lesson-filters.tsx';
import { LessonRow } from './lesson-row.tsx';
import { NextSection } from './next-section.tsx';

/** How many lessons stand on one page of the list. */
const PAGE_SIZE = 12;

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { margin: 0, padding: 0, outlineStyle: 'none' },
});

/** What there is to learn: the next lesson first, then all of them. */
export default function LessonsPage() {
  const styles = useStyles();
  const { t } = useTranslation(['learn', 'content', 'problems']);
  const [search, setSearch] = useSearchParams();
  const minutes = LENGTHS.find((count) => String(count) === search.get('time'));
  const lessons = useLessons(minutes);
  return (
    <LearnFrame part="lessons" title={t('learn:title')} sentence={t('learn:sentence')}>
      {lessons.data === undefined ? (
        lessons.error === null ? (
          <LoadingRows count={4} />
        ) : (
          <FailedState error={lessons.error} onRetry={() => void lessons.refetch()} />
        )
      ) : lessons.data.lessons.length === 0 ? (
        <EmptyState
          picture="calm"
          title={t('learn:list.empty-title')}
          sentence={t('learn:list.empty')}
        />
      ) : (
        <div className={styles.page}>
          <NextSection
            next={lessons.data.next}
            minutes={minutes}
            onMinutes={(time) => setSearch((before) => changed(before, 'time', time), REPLACE)}
          />
          <AllLessons lessons={lessons.data.lessons} />
        </div>
      )}
    </LearnFrame>
  );
}

const REPLACE = { replace: true } as const;

/** What is searched for stands in the address, so that it is still there on the way back from a lesson. */
function AllLessons({ lessons }: Pick<LessonsReply, 'lessons'>) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const announce = useAnnounce();
  const [search, setSearch] = useSearchParams();
  const list = useRef<HTMLUListElement>(null);
  const wanted: WantedLessons = {
    text: search.get('q') ?? '',
    pillar: PILLARS.find((one) => one === search.get('pillar')),
    from: search.get('from') ?? undefined,
    format: LESSON_FORMATS.find((one) => one === search.get('format')),
    minutes: LENGTHS.find((one) => String(one) === search.get('minutes')),
  };
  const found = findLessons(lessons, wanted);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1), pages);
  const countText = t('list.found', { count: found.length });
  const isNarrowed = found.length < lessons.length;
  const settled = useSettled(countText);
  useEffect(() => {
    if (isNarrowed) announce(settled);
  }, [announce, settled, isNarrowed]);

  const turnTo = (to: number) => {
    setSearch((before) => changed(before, 'page', String(to)), REPLACE);
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <section className={section.section} aria-labelledby="all-lessons">
      <h2 className={section.heading} id="all-lessons">
        {t('list.title')}
      </h2>
      <LessonFilters
        lessons={lessons}
        wanted={wanted}
        onChange={(which, to) =>
          setSearch(
            (before) => changed(new URLSearchParams(changed(before, 'page', '')), which, to),
            REPLACE,
          )
        }
      />
      <p className={section.quiet}>{countText}</p>
      {found.length === 0 && (
        <EmptyState
          picture="search"
          level={3}
          title={t('list.none-title')}
          sentence={t('list.none')}
          action={
            <Button
              className={section.target}
              onClick={() => {
                setSearch((before) => only(before, 'time'), REPLACE);
                list.current?.focus();
              }}
            >
              {t('list.show-all')}
            </Button>
          }
        />
      )}
      <ul
        className={mergeClasses(styles.list, section.wide)}
        ref={list}
        tabIndex={-1}
        aria-label={t('list.title')}
      >
        {found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((lesson) => (
          <LessonRow key={`${lesson.erg?.id} ${lesson.id}`} lesson={lesson} />
        ))}
      </ul>
      <Pager label={t('list.pages')} page={page} pages={pages} onTurn={turnTo} />
    </section>
  );
}

/** The address with one of its values changed, or without it where it is empty. */
function changed(search: URLSearchParams, which: string, to: string): Record<string, string> {
  const { [which]: _before, ...others } = Object.fromEntries(search);
  return to === '' ? others : { ...others, [which]: to };
}

function only(search: URLSearchParams, which: string): Record<string, string> {
  const value = search.get(which);
  return value === null ? {} : { [which]: value };
}
