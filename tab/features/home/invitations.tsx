import { useId } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { InvitationView } from '../../../shared/contract/invitations.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDeclineInvitation } from '../../lib/decline-invitation.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  text: { margin: 0, maxWidth: '70ch' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  act: { minHeight: '44px' },
});

/** The ERGs whose organisers invited the person; nothing where there is none. */
export function Invitations({ invitations }: { readonly invitations: readonly InvitationView[] }) {
  const styles = useStyles();
  if (invitations.length === 0) return null;
  return (
    <ul className={styles.list}>
      {invitations.map((invitation) => (
        <li key={invitation.ergId}>
          <Invitation invitation={invitation} />
        </li>
      ))}
    </ul>
  );
}

function Invitation({ invitation }: { readonly invitation: InvitationView }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('home');
  const announce = useAnnounce();
  const titleId = useId();
  const { ergId, name, picture } = invitation;
  const decline = useDeclineInvitation(ergId);
  const noThanks = () => {
    if (decline.isPending) return;
    decline.mutate(undefined, { onSuccess: () => announce(t('invited.gone', { name })) });
  };
  return (
    <section className={surface.panel} aria-labelledby={titleId}>
      <h2 className={surface.panelTitle} id={titleId}>
        <span aria-hidden>{picture}</span> {t('invited.title', { name })}
      </h2>
      <p className={styles.text}>{t('invited.sentence')}</p>
      <div className={styles.acts}>
        <LinkButton href={paths.erg(ergId)}>{t('invited.look')}</LinkButton>
        <Button
          className={styles.act}
          appearance="subtle"
          aria-label={t('invited.no-thanks-to', { name })}
          disabledFocusable={decline.isPending}
          onClick={noThanks}
        >
          {t('invited.no-thanks')}
        </Button>
      </div>
      {decline.error !== null && <SaveFailed error={decline.error} onRetry={noThanks} />}
    </section>
  );
}
