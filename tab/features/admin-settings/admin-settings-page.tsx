import type { ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSettingsReply } from '../../../shared/contract/entry.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useAdminSettings } from './admin-settings-calls.ts';
import { EntrySettings } from './entry-settings.tsx';
import { LastChange } from './last-change.tsx';
import { MessageSettings } from './message-settings.tsx';
import { SmallestGroupForm } from './smallest-group-form.tsx';

/** Of everything on the page, so that nothing of it comes or goes while texts are fetched, and takes the focus along. */
const TEXTS = ['decided', 'organisation', 'organise', 'settings', 'health', 'care'] as const;

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0, maxWidth: '640px' },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  words: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
});

/** For admins: all that they decide for their organisation, within its bounds, and who changed it last. */
export default function AdminSettingsPage() {
  return (
    <AdminOnly>
      <AdminSettings />
    </AdminOnly>
  );
}

function AdminSettings() {
  const { t } = useTranslation(TEXTS);
  const settings = useAdminSettings();
  return (
    <AdminFrame part="settings" sentence={t('decided:sentence')}>
      {settings.data !== undefined ? (
        <Sections settings={settings.data} />
      ) : settings.isError ? (
        <FailedState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={5} />
      )}
    </AdminFrame>
  );
}

function Sections({ settings }: { readonly settings: AdminSettingsReply }) {
  const styles = useStyles();
  const { t } = useTranslation(['decided', 'organisation']);
  const { rules, today, changes, smallestGroup } = settings;
  return (
    <div className={styles.sections}>
      <Section title={t('decided:title.entry')}>
        <EntrySettings settings={settings} />
      </Section>
      <Section title={t('decided:title.messages')}>
        <MessageSettings rules={rules} today={today} changes={changes} />
      </Section>
      <Section title={t('organisation:rules.title')}>
        <p className={styles.words}>{t('organisation:rules.text')}</p>
        <SmallestGroupForm rules={smallestGroup} />
        <LastChange of="smallest-group" changes={changes} />
      </Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}
