import { Route, Switch, useParams } from 'wouter';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { HomePage } from '../features/home/home-page.tsx';
import { paths } from '../lib/paths.ts';
import { type LaterPage, laterPage } from './later-page.tsx';

const items = (kind: 'ask' | 'lesson' | 'event') =>
  laterPage(async () => {
    const { default: ItemsPage } = await import('../features/content/items-page.tsx');
    return { default: () => <ItemsPage kind={kind} /> };
  });

const editItem = (kind: 'ask' | 'lesson' | 'event') =>
  laterPage(async () => {
    const { default: EditItemPage } = await import('../features/content/edit-item-page.tsx');
    return { default: () => <EditItemPage kind={kind} /> };
  });

const buddyLink = laterPage(async () => {
  const { default: BuddyLinkPage } = await import('../features/buddies/buddy-link-page.tsx');
  return {
    default: function BuddyLink() {
      const { secret } = useParams<{ secret: string }>();
      return <BuddyLinkPage key={secret} secret={secret} />;
    },
  };
});

/** Home comes with the first load, the others when they are opened, or likely to be. */
const ROUTES: readonly (LaterPage & { readonly path: string })[] = [
  { path: '/pledges', ...laterPage(() => import('../features/pledges/pledges-page.tsx')) },
  { path: '/pledges/new', ...laterPage(() => import('../features/pledges/new-pledge-page.tsx')) },
  { path: '/pledges/:id', ...laterPage(() => import('../features/pledges/pledge-page.tsx')) },
  { path: '/ergs', ...laterPage(() => import('../features/ergs/ergs-page.tsx')) },
  { path: '/ergs/:id/:secret?', ...laterPage(() => import('../features/ergs/erg-page.tsx')) },
  { path: '/learn', ...laterPage(() => import('../features/learn/lessons-page.tsx')) },
  { path: '/learn/lessons', ...laterPage(() => import('../features/learn/lessons-page.tsx')) },
  { path: '/learn/lessons/:id', ...laterPage(() => import('../features/learn/lesson-page.tsx')) },
  {
    path: '/learn/groups/:ergId/:id',
    ...laterPage(() => import('../features/learn/lesson-page.tsx')),
  },
  { path: '/learn/progress', ...laterPage(() => import('../features/learn/progress-page.tsx')) },
  { path: '/run', ...laterPage(() => import('../features/organise/run-page.tsx')) },
  { path: '/run/:id', ...laterPage(() => import('../features/roster/roster-page.tsx')) },
  { path: '/run/:id/roster', ...laterPage(() => import('../features/roster/roster-page.tsx')) },
  { path: '/run/:id/import', ...laterPage(() => import('../features/imports/import-page.tsx')) },
  { path: '/run/:id/requests', ...laterPage(() => import('../features/roster/requests-page.tsx')) },
  { path: '/run/:id/asks', ...items('ask') },
  { path: '/run/:id/asks/:itemId', ...editItem('ask') },
  { path: '/run/:id/lessons', ...items('lesson') },
  { path: '/run/:id/lessons/:itemId', ...editItem('lesson') },
  { path: '/run/:id/events', ...items('event') },
  { path: '/run/:id/events/:itemId', ...editItem('event') },
  { path: '/run/:id/people', ...laterPage(() => import('../features/organise/people-page.tsx')) },
  { path: '/run/:id/profile', ...laterPage(() => import('../features/organise/profile-page.tsx')) },
  { path: '/run/:id/figures', ...laterPage(() => import('../features/organise/figures-page.tsx')) },
  { path: '/run/:id/log', ...laterPage(() => import('../features/care/run-log-page.tsx')) },
  { path: '/admin', ...laterPage(() => import('../features/admin/admin-ergs-page.tsx')) },
  { path: '/admin/ergs', ...laterPage(() => import('../features/admin/admin-ergs-page.tsx')) },
  { path: '/admin/ergs/:id', ...laterPage(() => import('../features/admin/admin-erg-page.tsx')) },
  { path: '/run/:id/news', ...laterPage(() => import('../features/news/run-news-page.tsx')) },
  { path: '/run/:id/news/new', ...laterPage(() => import('../features/news/new-news-page.tsx')) },
  { path: '/run/:id/news/:newsId', ...laterPage(() => import('../features/news/news-page.tsx')) },
  { path: '/admin/news', ...laterPage(() => import('../features/news/asked-moments-page.tsx')) },
  {
    path: '/admin/news/:ergId/:newsId',
    ...laterPage(() => import('../features/news/asked-moment-page.tsx')),
  },
  {
    path: '/admin/directory',
    ...laterPage(() => import('../features/directory/admin-directory-page.tsx')),
  },
  { path: '/admin/reports', ...laterPage(() => import('../features/care/admin-reports-page.tsx')) },
  { path: '/admin/help', ...laterPage(() => import('../features/care/admin-help-page.tsx')) },
  {
    path: '/admin/organisation',
    ...laterPage(() => import('../features/organisation/admin-organisation-page.tsx')),
  },
  { path: '/admin/year', ...laterPage(() => import('../features/year/admin-year-page.tsx')) },
  {
    path: '/admin/settings',
    ...laterPage(() => import('../features/admin-settings/admin-settings-page.tsx')),
  },
  { path: '/admin/log', ...laterPage(() => import('../features/care/admin-log-page.tsx')) },
  { path: '/learn/journal', ...laterPage(() => import('../features/journal/journal-page.tsx')) },
  { path: '/learn/year', ...laterPage(() => import('../features/year/year-page.tsx')) },
  {
    path: '/organisation',
    ...laterPage(() => import('../features/organisation/organisation-page.tsx')),
  },
  { path: '/learn/buddies', ...laterPage(() => import('../features/buddies/buddies-page.tsx')) },
  { path: '/learn/buddies/:secret', ...buddyLink },
  { path: '/settings/data', ...laterPage(() => import('../features/settings/settings-page.tsx')) },
  { path: '/settings', ...laterPage(() => import('../features/settings/settings-page.tsx')) },
  { path: '/health', ...laterPage(() => import('../features/health/health-page.tsx')) },
];

/** The patterns of paths at which pages stand, but for home. */
export const PATTERNS: readonly string[] = ROUTES.map(({ path }) => path);

/** Which page stands at which path. */
export function Pages() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      {ROUTES.map(({ path, Page }) => (
        <Route key={path} path={path}>
          <Page />
        </Route>
      ))}
      <Route component={NotHere} />
    </Switch>
  );
}

/** Fetches the code of the page at this path ahead of its opening; done where there is none to fetch. */
export async function preloadPage(at: string): Promise<void> {
  await ROUTES.find(({ path }) => isAt(path, at))?.preload();
}

/** Whether a path is one of those that a pattern like `/ergs/:id/:secret?` stands for. */
export function isAt(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.replace(/[?#].*$/, '').split('/');
  return (
    given.length <= parts.length &&
    parts.every((part, n) =>
      part.startsWith(':') ? part.endsWith('?') || given[n] !== undefined : part === given[n],
    )
  );
}

function NotHere() {
  const { t } = useTranslation('common');
  return (
    <PageFrame title={t('not-here.title')}>
      <EmptyState
        picture="search"
        sentence={t('not-here.sentence')}
        action={<LinkButton href={paths.home}>{t('not-here.home')}</LinkButton>}
      />
    </PageFrame>
  );
}
