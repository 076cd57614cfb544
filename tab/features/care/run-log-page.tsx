import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { RunFrame } from '../../components/run-frame.tsx';
import { useRunName } from '../../lib/use-run-name.ts';
import { AuditLog } from './audit-log.tsx';

/** What organisers and admins did in one ERG, for its organisers. */
export default function RunLogPage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['care', 'common', 'problems']);
  return (
    <RunFrame ergId={id} name={useRunName(id)} part="log" sentence={t('care:log.run-sentence')}>
      <AuditLog path={`/api/ergs/${encodeURIComponent(id)}/run/audit`} />
    </RunFrame>
  );
}
