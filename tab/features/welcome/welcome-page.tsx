import { useId } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { HomeReply } from '../../../shared/contract/home.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { RhythmFields, type Rhythm } from '../../components/rhythm-fields.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { zoneHere } from '../../components/zone-picker.tsx';
import { useDates } from '../../lib/dates.ts';
import { useDraft } from '../../lib/drafts.ts';
import { paths } from '../../lib/paths.ts';
import { useGiveConsent } from './give-consent.ts';
import { WhatIsStored } from './what-is-stored.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  lines: {
    margin: 0,
    paddingInlineStart: '20px',
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    maxWidth: '70ch',
  },
  text: { margin: `${tokens.spacingVerticalM} 0 0`, maxWidth: '70ch' },
  invited: { margin: 0, maxWidth: '70ch' },
  quiet: { color: tokens.colorNeutralForeground2 },
  fields: { marginTop: tokens.spacingVerticalL, maxWidth: '640px' },
  agree: { minHeight: '44px', marginTop: tokens.spacingVerticalL },
});

type NotAgreed = Extract<HomeReply, { consent: 'none' }>;

/** The first visit: what this is, what it stores, who sees it, and whether the person agrees. */
export default function WelcomePage({ home }: { readonly home: NotAgreed }) {
  const styles = useStyles();
  const { t } = useTranslation(['welcome', 'rights', 'settings']);
  const [path, navigate] = useLocation();
  const announce = useAnnounce();
  const agreeId = useId();
  const dates = useDates();
  const rhythm = useDraft<Rhythm>('welcome', suggested(home));
  const consent = useGiveConsent(() => {
    rhythm.clear();
    // Who came by a link finds what they came for; everybody else makes a first pledge.
    if (path === paths.home) navigate(paths.newPledge(), { replace: true });
    announce(t('welcome:agreed'));
  });
  const agree = () => consent.mutate({ version: home.consentVersion, rhythm: rhythm.value });
  return (
    <PageFrame page="welcome" title={t('welcome:title')} sentence={t('welcome:allyship')}>
      <div className={styles.page}>
        {home.invitations.length > 0 && (
          <p className={styles.invited}>
            {t('welcome:invited', { names: dates.list(home.invitations.map(({ name }) => name)) })}
          </p>
        )}
        <section className={styles.section}>
          <h2 className={styles.title}>{t('welcome:what.title')}</h2>
          <ul className={styles.lines}>
            <li>{t('welcome:what.pledge')}</li>
            <li>{t('welcome:what.check-in')}</li>
            <li>{t('welcome:what.ergs')}</li>
            <li>{t('welcome:what.yours')}</li>
          </ul>
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('welcome:stored.title')}</h2>
          <WhatIsStored />
          <p className={styles.text}>{t('welcome:stored.honest')}</p>
          <p className={styles.text}>{t('welcome:stored.chat')}</p>
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('welcome:rhythm.title')}</h2>
          <p className={styles.quiet}>{t('welcome:rhythm.sentence')}</p>
          <div className={styles.fields}>
            <RhythmFields value={rhythm.value} onChange={rhythm.set} />
          </div>
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('welcome:agree.title')}</h2>
          <p className={styles.text} id={agreeId}>
            {t('welcome:agree.sentence')}
          </p>
          {consent.isError && <SaveFailed error={consent.error} onRetry={agree} />}
          <Button
            appearance="primary"
            size="large"
            className={styles.agree}
            aria-describedby={agreeId}
            disabledFocusable={consent.isPending}
            onClick={agree}
          >
            {t('welcome:agree.button')}
          </Button>
          <p className={styles.text}>{t('welcome:agree.next')}</p>
          <p className={styles.quiet}>{t('welcome:agree.no')}</p>
        </section>
      </div>
    </PageFrame>
  );
}

function suggested(home: NotAgreed): Rhythm {
  const { budget, day, time } = home.proposed;
  return { budget, day: day as Rhythm['day'], time, zone: zoneHere() };
}
