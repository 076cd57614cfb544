import { useTranslation } from 'react-i18next';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { AuditLog } from './audit-log.tsx';

/** What admins did, for admins. */
export default function AdminLogPage() {
  const { t } = useTranslation(['care', 'common', 'problems']);
  return (
    <AdminOnly>
      <AdminFrame part="log" sentence={t('care:log.admin-sentence')}>
        <AuditLog path="/api/admin/audit" />
      </AdminFrame>
    </AdminOnly>
  );
}
