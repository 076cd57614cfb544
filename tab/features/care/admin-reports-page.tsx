import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useReadOn } from '../../lib/use-read-on.ts';
import { useReports } from './report-calls.ts';
import { ReportItem } from './report-item.tsx';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalL, margin: 0, padding: 0 },
  place: { outlineStyle: 'none' },
});

/** What people say is wrong with content, for admins. */
export default function AdminReportsPage() {
  return (
    <AdminOnly>
      <Reports />
    </AdminOnly>
  );
}

function Reports() {
  const styles = useStyles();
  const { t } = useTranslation(['care', 'common', 'problems']);
  const reports = useReports();
  const announce = useAnnounce();
  const shown = reports.data?.pages.flatMap((page) => page.reports) ?? [];
  const { list: place, mark } = useReadOn<HTMLDivElement>(shown.length, 'article', (count) =>
    announce(t('care:more.came', { count })),
  );
  return (
    <AdminFrame part="reports" sentence={t('care:reports.sentence')}>
      {reports.data === undefined ? (
        reports.isPending ? (
          <LoadingRows count={3} />
        ) : (
          <FailedState error={reports.error} onRetry={() => void reports.refetch()} />
        )
      ) : (
        <div
          ref={place}
          className={styles.place}
          tabIndex={-1}
          role="region"
          aria-label={t('care:reports.list')}
        >
          {shown.length === 0 && !reports.hasNextPage ? (
            <EmptyState
              picture="calm"
              title={t('care:reports.none-title')}
              sentence={t('care:reports.none')}
            />
          ) : (
            <ul className={styles.list}>
              {shown.map((report) => (
                // The row that was dealt with goes, and with it the button that was pressed.
                <ReportItem key={report.id} report={report} onDone={() => place.current?.focus()} />
              ))}
            </ul>
          )}
          <LoadMore list={reports} onMore={mark} />
        </div>
      )}
    </AdminFrame>
  );
}
