import { useId, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '../../../shared/contract/links.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useLinks, useWithdrawLink } from './link-calls.ts';
import { MakeLinkDialog } from './make-link-dialog.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  label: { unicodeBidi: 'isolate', overflowWrap: 'anywhere' },
  state: { display: 'block', color: tokens.colorNeutralForeground2 },
});

/** The invitation links of an ERG: making one, and withdrawing one at once. */
export function LinksSection({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const headingId = useId();
  const announce = useAnnounce();
  const links = useLinks(ergId);
  const withdraw = useWithdrawLink(ergId);
  const [isMaking, setMaking] = useState(false);
  const take = (linkId: string) =>
    withdraw.mutate(linkId, { onSuccess: () => announce(t('links.withdrawn-announce')) });
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t('links.heading')}
      </h2>
      <p className={section.text}>{t('links.how')}</p>
      <Button className={section.target} onClick={() => setMaking(true)}>
        {t('links.make')}
      </Button>
      {links.data === undefined ? (
        links.error === null ? (
          <LoadingRows shape="lines" count={2} />
        ) : (
          <FailedState error={links.error} onRetry={() => void links.refetch()} />
        )
      ) : links.data.length === 0 ? (
        <p className={section.quiet}>{t('links.none')}</p>
      ) : (
        <ul className={styles.list} aria-labelledby={headingId}>
          {links.data.map((link) => (
            <li key={link.id} className={styles.item}>
              <span>
                <bdi className={styles.label}>{link.label}</bdi>
                <State link={link} />
              </span>
              {link.state === 'good' && (
                <Button
                  className={section.target}
                  aria-label={t('links.withdraw-label', { label: link.label })}
                  disabledFocusable={withdraw.isPending}
                  onClick={() => take(link.id)}
                >
                  {t('links.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {withdraw.error !== null && (
        <SaveFailed error={withdraw.error} onRetry={() => take(withdraw.variables)} />
      )}
      {isMaking && <MakeLinkDialog ergId={ergId} onClose={() => setMaking(false)} />}
    </section>
  );
}

function State({ link }: { readonly link: LinkView }) {
  const styles = useStyles();
  const { t } = useTranslation('imports');
  const dates = useDates();
  const { settings } = useGivenHome();
  const day = dates.instant(link.expiresAt, settings.zone);
  const words = {
    good: t('links.until', { day }),
    expired: t('links.expired', { day }),
    withdrawn: t('links.withdrawn'),
  };
  return <span className={styles.state}>{words[link.state]}</span>;
}
