import { type ReactNode, useEffect, useRef } from 'react';
import { Field, makeStyles, Switch, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { HelpHere } from '../../components/help-here.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { QuietDatesFields } from '../../components/quiet-dates-fields.tsx';
import { RhythmFields } from '../../components/rhythm-fields.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { MessageFields } from './message-fields.tsx';
import { MutedErgs } from './muted-ergs.tsx';
import { SavingLine } from './saving-line.tsx';
import { useSettingsForm } from './use-settings-form.ts';
import { YourData } from './your-data.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXXL, maxWidth: '640px' },
  section: { minWidth: 0 },
  hint: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalM}`,
  },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
});

/** When Alongside may write, what stands in chat, and what happens to one's data. Saved as it is changed. */
export default function SettingsPage() {
  const styles = useStyles();
  const { t } = useTranslation(['settings', 'rights', 'problems', 'care']);
  const home = useGivenHome();
  const form = useSettingsForm();
  const { settings, change } = form;
  const whoCanSee = useWhoCanSee('settings');
  const [path] = useLocation();
  const { budget, day, time, zone } = settings;
  return (
    <PageFrame title={t('settings:title')} sentence={t('settings:sentence')}>
      <div className={styles.page}>
        <Section title={t('settings:rhythm.title')}>
          <RhythmFields
            value={{ budget, day, time, zone }}
            onChange={(rhythm) => change({ ...settings, ...rhythm })}
          />
        </Section>
        <Section title={t('settings:messages.title')}>
          <MessageFields
            value={settings.messages}
            today={home.today}
            onChange={(messages) => change({ ...settings, messages })}
          />
        </Section>
        <Section title={t('settings:quiet.title')}>
          <p className={styles.hint}>{t('settings:quiet.hint')}</p>
          <QuietDatesFields
            value={settings.quietDates}
            today={home.today}
            onChange={(quietDates) => change({ ...settings, quietDates })}
          />
        </Section>
        <Section title={t('settings:words.title')}>
          <Field hint={t('settings:words.hint')}>
            <Switch
              checked={settings.showWords}
              label={t('settings:words.label')}
              onChange={(_, { checked }) => change({ ...settings, showWords: checked })}
            />
          </Field>
        </Section>
        <WhoCanSee lines={whoCanSee} />
        {home.memberships.some(({ state }) => state === 'active') && (
          <Section title={t('settings:ergs.title')}>
            <MutedErgs memberships={home.memberships} />
          </Section>
        )}
        <HelpHere />
        <Section title={t('settings:data.title')} isMeant={path === paths.settingsData}>
          <YourData home={home} />
        </Section>
        <SavingLine form={form} />
      </div>
    </PageFrame>
  );
}

interface SectionProps {
  readonly title: string;
  /** The page was opened for this section: it is there at once, and has the focus. */
  readonly isMeant?: boolean;
  readonly children: ReactNode;
}

function Section({ title, isMeant = false, children }: SectionProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isMeant) heading.current?.focus();
  }, [isMeant]);
  return (
    <section className={styles.section}>
      <h2 className={styles.title} ref={heading} {...(isMeant ? { tabIndex: -1 } : {})}>
        {title}
      </h2>
      {children}
    </section>
  );
}
