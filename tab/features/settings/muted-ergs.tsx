import { makeStyles, Switch, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MembershipView } from '../../../shared/contract/ergs.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useChangeMembership } from '../../lib/change-membership.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

const useStyles = makeStyles({
  hint: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalS}`,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  switch: {
    minHeight: '44px',
    alignItems: 'center',
    marginInlineStart: '-8px',
    overflowWrap: 'anywhere',
  },
});

/** The ERGs that one joined, each with a switch that mutes it; saved at once. */
export function MutedErgs({ memberships }: { readonly memberships: readonly MembershipView[] }) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  return (
    <>
      <p className={styles.hint}>{t('ergs.hint')}</p>
      <ul className={styles.list}>
        {memberships
          .filter(({ state }) => state === 'active')
          .map((membership) => (
            <MuteSwitch key={membership.ergId} membership={membership} />
          ))}
      </ul>
    </>
  );
}

function MuteSwitch({ membership }: { readonly membership: MembershipView }) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const announce = useAnnounce();
  const change = useChangeMembership(membership.ergId);
  const name = membership.name ?? t('ergs.gone');
  const mute = (muted: boolean) => {
    if (change.isPending) return;
    change.mutate(
      { do: 'mute', muted },
      { onSuccess: () => announce(t(muted ? 'ergs.muted' : 'ergs.unmuted', { erg: name })) },
    );
  };
  return (
    <li>
      <Switch
        className={styles.switch}
        label={name}
        checked={membership.muted}
        onChange={(_event, { checked }) => mute(checked)}
      />
      {change.error !== null &&
        (isChangedMeanwhile(change.error) ? (
          <p role="alert">{t('ergs.changed-meanwhile')}</p>
        ) : (
          <SaveFailed error={change.error} onRetry={() => mute(!membership.muted)} />
        ))}
    </li>
  );
}
