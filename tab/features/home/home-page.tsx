import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { Link as FluentLink, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GivenHome } from '../../../shared/contract/home.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Picture } from '../../components/picture.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useIsOnScreen } from '../../lib/on-screen.ts';
import { paths } from '../../lib/paths.ts';
import { FIRST_SIGHT_MS, wait } from '../../lib/wait.ts';
import { ChatHint } from './chat-hint.tsx';
import { Invitations } from './invitations.tsx';
import { LastAnswerLine } from './last-answer-line.tsx';
import { Memberships } from './memberships.tsx';
import { PledgesInProgress } from './pledges-in-progress.tsx';
import { QuestionCard } from './question-card.tsx';
import { noteDraft, useAnswering, type Answering } from './use-answering.ts';

// What is told comes with its texts when there is any: the first load stays small.
const HomeMoments = lazy(async () => ({
  default: (await import('./home-news.tsx')).HomeMoments,
}));
const HomeAnnouncements = lazy(async () => ({
  default: (await import('./home-news.tsx')).HomeAnnouncements,
}));
// Asked once in years.
const ConsentRenewal = lazy(async () => ({
  default: (await import('../../components/consent-renewal.tsx')).ConsentRenewal,
}));
// What is asked comes first; nobody waits for something to learn.
const HomeLesson = lazy(async () => {
  await wait(FIRST_SIGHT_MS);
  return { default: (await import('./home-lesson.tsx')).HomeLesson };
});
// Most people have none: it comes when there is one.
const ComingEvents = lazy(async () => ({
  default: (await import('./coming-events.tsx')).ComingEvents,
}));

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0 },
  first: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
  },
  unsure: { display: 'inline-flex', alignItems: 'center', minHeight: '44px' },
});

/** Whether anything is asked of me, answered in place; then what I have in hand. */
export function HomePage() {
  const styles = useStyles();
  const home = useGivenHome();
  const answering = useAnswering(home.due);
  // How often a person answered their last question here: then the heading takes the focus.
  const [finished, setFinished] = useState(0);
  const asked = answering.current !== undefined || answering.failed !== undefined;
  const first = home.pledges.length === 0 && !asked && answering.last === undefined;
  const isOnScreen = useIsOnScreen();
  // A question that waits is drawn before what stands below it, and can be answered already.
  const below = useDeferredValue(true, !asked);
  return (
    <PageFrame page={`${paths.home} ${finished}`} {...useWordsFor(home, answering, first)}>
      <div className={styles.page}>
        {home.renewal?.state === 'asked' && (
          <Suspense fallback={<LoadingRows count={1} />}>
            <ConsentRenewal home={home} onAnswered={() => setFinished((before) => before + 1)} />
          </Suspense>
        )}
        {first && <FirstPledge />}
        {(asked || answering.last !== undefined) && (
          <section className={styles.section}>
            <Questions
              answering={answering}
              isPageOpen={isOnScreen}
              onFinished={() => setFinished((before) => before + 1)}
            />
          </section>
        )}
        {!first && !asked && <Picture name="calm" />}
        {below && <Below home={home} first={first} />}
      </div>
    </PageFrame>
  );
}

/** What is not asked: it waits for what is. */
function Below({ home, first }: { readonly home: GivenHome; readonly first: boolean }) {
  return (
    <>
      {home.moments.length > 0 && (
        <Suspense fallback={null}>
          <HomeMoments moments={home.moments} />
        </Suspense>
      )}
      {!first && <PledgesInProgress home={home} />}
      {home.nextLesson !== undefined && (
        <Suspense fallback={<LoadingRows count={1} />}>
          <HomeLesson next={home.nextLesson} />
        </Suspense>
      )}
      {home.news.length > 0 && (
        <Suspense fallback={null}>
          <HomeAnnouncements news={home.news} memberships={home.memberships} />
        </Suspense>
      )}
      <Invitations invitations={home.invitations} />
      {home.events.length > 0 && (
        <Suspense fallback={<LoadingRows count={home.events.length} />}>
          <ComingEvents events={home.events} />
        </Suspense>
      )}
      <Memberships memberships={home.memberships} />
      <ChatHint home={home} />
    </>
  );
}

function useWordsFor(
  home: GivenHome,
  { current, waiting, last }: Answering,
  first: boolean,
): { title: string; sentence: string } {
  const { t } = useTranslation('home');
  const dates = useDates();
  if (first) return { title: t('first.title'), sentence: t('first.sentence') };
  if (current !== undefined) {
    return { title: t('due.title'), sentence: t('due.sentence', { count: Math.max(waiting, 1) }) };
  }
  const next = home.pledges
    .filter(({ life }) => life === 'active')
    .flatMap(({ nextQuestionOn }) => nextQuestionOn ?? [])
    .toSorted()
    .at(0);
  return {
    title: last === undefined ? t('calm.title') : t('calm.title-after'),
    sentence:
      next === undefined ? t('calm.no-next') : t('calm.next', { day: dates.dayWithWeekday(next) }),
  };
}

interface QuestionsProps {
  readonly answering: Answering;
  /** Whether the page was there before what is drawn now. */
  readonly isPageOpen: () => boolean;
  readonly onFinished: () => void;
}

function Questions({ answering, isPageOpen, onFinished }: QuestionsProps) {
  const { t } = useTranslation(['home', 'common']);
  const announce = useAnnounce();
  const { current, changing, waiting, last, failed } = answering;
  // The person acted here: what comes next in place takes the focus.
  const [acted, setActed] = useState(false);
  const standing =
    changing && last?.saved
      ? { answer: last.answer, note: last.saved.checkIn.note ?? '' }
      : undefined;
  return (
    <>
      {last !== undefined && !changing && (
        <LastAnswerLine
          last={last}
          onChange={() => {
            setActed(true);
            answering.change();
          }}
        />
      )}
      {failed !== undefined && !isShown(answering) && <SaveFailed error={failed.error} />}
      {current !== undefined && (
        <QuestionCard
          key={`${noteDraft(current)} ${changing}`}
          question={current}
          takeFocus={acted}
          isPageOpen={isPageOpen}
          failed={isShown(answering) ? failed : undefined}
          {...(standing ? { standing } : {})}
          {...(changing
            ? {
                onKeep: () => {
                  if (waiting === 0) onFinished();
                  answering.keep();
                },
              }
            : {})}
          onAnswer={(answer, note) => {
            setActed(true);
            const left = changing ? waiting : waiting - 1;
            const words = { answer: t(`common:answer.${answer}`) };
            announce(left > 0 ? t('home:answered.next', words) : t('home:answered.last', words));
            if (left === 0) onFinished();
            answering.answer(current, answer, note);
          }}
        />
      )}
    </>
  );
}

/** Whether the question whose answer failed is the one that is shown. */
function isShown({ current, failed }: Answering): boolean {
  return (
    current !== undefined &&
    failed !== undefined &&
    noteDraft(current) === noteDraft(failed.question)
  );
}

function FirstPledge() {
  const styles = useStyles();
  const { t } = useTranslation('home');
  return (
    <div className={styles.first}>
      <Picture name="path" />
      <LinkButton appearance="primary" href={paths.newPledge()}>
        {t('first.make')}
      </LinkButton>
      <Link href={paths.newPledge('listen')} asChild>
        <FluentLink className={styles.unsure}>{t('first.unsure')}</FluentLink>
      </Link>
    </div>
  );
}
