import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { HomePage } from '../features/home/home-page.tsx';
import { paths } from '../lib/paths.ts';

const PledgesPage = lazy(() => import('../features/pledges/pledges-page.tsx'));
const NewPledgePage = lazy(() => import('../features/pledges/new-pledge-page.tsx'));
const PledgePage = lazy(() => import('../features/pledges/pledge-page.tsx'));
const ErgsPage = lazy(() => import('../features/ergs/ergs-page.tsx'));
const ErgPage = lazy(() => import('../features/ergs/erg-page.tsx'));
const LessonsPage = lazy(() => import('../features/learn/lessons-page.tsx'));
const LessonPage = lazy(() => import('../features/learn/lesson-page.tsx'));
const ProgressPage = lazy(() => import('../features/learn/progress-page.tsx'));
const HealthPage = lazy(() => import('../features/health/health-page.tsx'));
const RunPage = lazy(() => import('../features/organise/run-page.tsx'));
const RosterPage = lazy(() => import('../features/roster/roster-page.tsx'));
const RequestsPage = lazy(() => import('../features/roster/requests-page.tsx'));
const ImportPage = lazy(() => import('../features/imports/import-page.tsx'));
const ItemsPage = lazy(() => import('../features/content/items-page.tsx'));
const EditItemPage = lazy(() => import('../features/content/edit-item-page.tsx'));
const PeoplePage = lazy(() => import('../features/organise/people-page.tsx'));
const ProfilePage = lazy(() => import('../features/organise/profile-page.tsx'));
const FiguresPage = lazy(() => import('../features/organise/figures-page.tsx'));
const RunLogPage = lazy(() => import('../features/care/run-log-page.tsx'));
const AdminDirectoryPage = lazy(() => import('../features/directory/admin-directory-page.tsx'));
const AdminReportsPage = lazy(() => import('../features/care/admin-reports-page.tsx'));
const AdminHelpPage = lazy(() => import('../features/care/admin-help-page.tsx'));
const AdminLogPage = lazy(() => import('../features/care/admin-log-page.tsx'));
const AdminSettingsPage = lazy(() => import('../features/admin-settings/admin-settings-page.tsx'));
const AdminErgsPage = lazy(() => import('../features/admin/admin-ergs-page.tsx'));
const AdminErgPage = lazy(() => import('../features/admin/admin-erg-page.tsx'));
const RunNewsPage = lazy(() => import('../features/news/run-news-page.tsx'));
const NewNewsPage = lazy(() => import('../features/news/new-news-page.tsx'));
const NewsPage = lazy(() => import('../features/news/news-page.tsx'));
const AskedMomentsPage = lazy(() => import('../features/news/asked-moments-page.tsx'));
const AskedMomentPage = lazy(() => import('../features/news/asked-moment-page.tsx'));
const OrganisationPage = lazy(() => import('../features/organisation/organisation-page.tsx'));
const AdminOrganisationPage = lazy(
  () => import('../features/organisation/admin-organisation-page.tsx'),
);
const JournalPage = lazy(() => import('../features/journal/journal-page.tsx'));
const YearPage = lazy(() => import('../features/year/year-page.tsx'));
const AdminYearPage = lazy(() => import('../features/year/admin-year-page.tsx'));
const BuddiesPage = lazy(() => import('../features/buddies/buddies-page.tsx'));
const BuddyLinkPage = lazy(() => import('../features/buddies/buddy-link-page.tsx'));
const SettingsPage = lazy(() => import('../features/settings/settings-page.tsx'));

/** Which page stands at which path. Home comes with the first load, the others when they are opened. */
export function Pages() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/pledges" component={PledgesPage} />
      <Route path="/pledges/new" component={NewPledgePage} />
      <Route path="/pledges/:id" component={PledgePage} />
      <Route path="/ergs" component={ErgsPage} />
      <Route path="/ergs/:id/:secret?" component={ErgPage} />
      <Route path="/learn" component={LessonsPage} />
      <Route path="/learn/lessons" component={LessonsPage} />
      <Route path="/learn/lessons/:id" component={LessonPage} />
      <Route path="/learn/groups/:ergId/:id" component={LessonPage} />
      <Route path="/learn/progress" component={ProgressPage} />
      <Route path="/run" component={RunPage} />
      <Route path="/run/:id" component={RosterPage} />
      <Route path="/run/:id/roster" component={RosterPage} />
      <Route path="/run/:id/import" component={ImportPage} />
      <Route path="/run/:id/requests" component={RequestsPage} />
      <Route path="/run/:id/asks">{() => <ItemsPage kind="ask" />}</Route>
      <Route path="/run/:id/asks/:itemId">{() => <EditItemPage kind="ask" />}</Route>
      <Route path="/run/:id/lessons">{() => <ItemsPage kind="lesson" />}</Route>
      <Route path="/run/:id/lessons/:itemId">{() => <EditItemPage kind="lesson" />}</Route>
      <Route path="/run/:id/events">{() => <ItemsPage kind="event" />}</Route>
      <Route path="/run/:id/events/:itemId">{() => <EditItemPage kind="event" />}</Route>
      <Route path="/run/:id/people" component={PeoplePage} />
      <Route path="/run/:id/profile" component={ProfilePage} />
      <Route path="/run/:id/figures" component={FiguresPage} />
      <Route path="/run/:id/log" component={RunLogPage} />
      <Route path="/admin" component={AdminErgsPage} />
      <Route path="/admin/ergs" component={AdminErgsPage} />
      <Route path="/admin/ergs/:id" component={AdminErgPage} />
      <Route path="/run/:id/news" component={RunNewsPage} />
      <Route path="/run/:id/news/new" component={NewNewsPage} />
      <Route path="/run/:id/news/:newsId" component={NewsPage} />
      <Route path="/admin/news" component={AskedMomentsPage} />
      <Route path="/admin/news/:ergId/:newsId" component={AskedMomentPage} />
      <Route path="/admin/directory" component={AdminDirectoryPage} />
      <Route path="/admin/reports" component={AdminReportsPage} />
      <Route path="/admin/help" component={AdminHelpPage} />
      <Route path="/admin/organisation" component={AdminOrganisationPage} />
      <Route path="/admin/year" component={AdminYearPage} />
      <Route path="/admin/settings" component={AdminSettingsPage} />
      <Route path="/admin/log" component={AdminLogPage} />
      <Route path="/learn/journal" component={JournalPage} />
      <Route path="/learn/year" component={YearPage} />
      <Route path="/organisation" component={OrganisationPage} />
      <Route path="/learn/buddies" component={BuddiesPage} />
      <Route path="/learn/buddies/:secret">
        {({ secret }) => <BuddyLinkPage key={secret} secret={secret} />}
      </Route>
      <Route path="/settings" component={SettingsPage} />
      <Route path="/settings/data" component={SettingsPage} />
      <Route path="/health" component={HealthPage} />
      <Route component={NotHere} />
    </Switch>
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
