import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { EmptyState } from '../components/empty-state.tsx';
import { FailedState } from '../components/failed-state.tsx';
import { LoadingRows } from '../components/loading-rows.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { ApiProblem } from '../lib/api-client.ts';
import { askAgain } from '../lib/ask-again.ts';
import type { Connection } from '../lib/connection.ts';
import { HomeContext, useHomeQuery } from '../lib/home-query.ts';
import { useIsManager } from '../lib/manager-query.ts';
import { paths } from '../lib/paths.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { Navigation } from './navigation.tsx';
import { Pages } from './pages.tsx';

const WelcomePage = lazy(() => import('../features/welcome/welcome-page.tsx'));

const useStyles = makeStyles({
  skip: {
    position: 'absolute',
    insetInlineStart: tokens.spacingHorizontalM,
    top: '-100px',
    zIndex: 2,
    padding: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: tokens.spacingVerticalS },
  },
  waiting: {
    boxSizing: 'border-box',
    maxWidth: '960px',
    margin: '0 auto',
    padding: tokens.spacingHorizontalXXL,
  },
  main: { outlineStyle: 'none' },
});

interface ShellProps {
  readonly connection: Connection;
  /** Called once, when there is something to see. */
  readonly onReady: () => void;
}

/** Around every page: navigation and connection. A person who has not agreed sees the welcome, and it alone. */
export function Shell({ connection, onReady }: ShellProps) {
  const queries = useQueryClient();
  useEffect(() => askAgain(queries), [queries]);
  const home = useHomeQuery();
  const manages = useIsManager(home.data?.consent === 'given');
  const [path] = useLocation();
  const told = useRef(false);
  const settled = !home.isPending;
  useEffect(() => {
    if (!settled || told.current) return;
    told.current = true;
    onReady();
  }, [settled, onReady]);

  if (home.data === undefined) {
    return (
      <Frame connection={connection} navigation={false}>
        {home.isPending ? (
          <Waiting />
        ) : isPilotOfOthers(home.error) ? (
          <PilotOfOthers />
        ) : (
          <Opening>
            <FailedState error={home.error} onRetry={() => void home.refetch()} />
          </Opening>
        )}
      </Frame>
    );
  }
  const { admin } = home.data;
  const isStranger = home.data.consent === 'none';
  // Whoever runs Alongside can do so without taking part in it.
  const isAdminPage = path.startsWith('/admin') || path === paths.health;
  const isWelcome = isStranger && !(admin && isAdminPage);
  const runs = home.data.consent === 'given' && home.data.runs.length > 0;
  return (
    <Frame
      connection={connection}
      navigation={!isStranger || admin}
      admin={admin}
      runs={runs}
      manages={manages}
    >
      <HomeContext value={home}>
        <Suspense fallback={<Waiting />}>
          {isWelcome && home.data.consent === 'none' ? <WelcomePage home={home.data} /> : <Pages />}
        </Suspense>
      </HomeContext>
    </Frame>
  );
}

interface FrameProps {
  readonly connection: Connection;
  readonly navigation: boolean;
  readonly admin?: boolean;
  readonly runs?: boolean;
  readonly manages?: boolean;
  readonly children: ReactNode;
}

function Frame({
  connection,
  navigation,
  admin = false,
  runs = false,
  manages = false,
  children,
}: FrameProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  return (
    <>
      {navigation && (
        <>
          <a
            className={styles.skip}
            href="#main"
            onClick={(event) => {
              event.preventDefault();
              main.current?.focus();
            }}
          >
            {t('nav.skip')}
          </a>
          <Navigation admin={admin} runs={runs} manages={manages} />
        </>
      )}
      <ConnectionBar connection={connection} />
      <main className={styles.main} id="main" ref={main} tabIndex={-1}>
        <CrashBoundary page={path}>{children}</CrashBoundary>
      </main>
    </>
  );
}

function Waiting() {
  const styles = useStyles();
  return (
    <div className={styles.waiting}>
      <LoadingRows />
    </div>
  );
}

function Opening({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('common');
  return <PageFrame title={t('app')}>{children}</PageFrame>;
}

function isPilotOfOthers(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'pilot-only';
}

/** The organisation tries Alongside with others first: nothing went wrong, and there is nothing to do. */
function PilotOfOthers() {
  const { t } = useTranslation('common');
  return (
    <PageFrame title={t('pilot.title')}>
      <EmptyState picture="calm" sentence={t('pilot.sentence')} />
    </PageFrame>
  );
}
