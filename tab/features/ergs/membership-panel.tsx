import { useEffect, useId, useRef, useState } from 'react';
import { Button, Field, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErgReply, MembershipView } from '../../../shared/contract/ergs.ts';
import type { Condition } from '../../../shared/domain/rights.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useDeclineInvitation } from '../../lib/decline-invitation.ts';
import { type MembershipWish, useChangeMembership } from '../../lib/change-membership.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';

const useStyles = makeStyles({
  text: { margin: 0, maxWidth: '70ch' },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  act: { minHeight: '44px' },
  switch: { minHeight: '44px', alignItems: 'center', marginInlineStart: '-8px' },
});

interface PanelProps {
  readonly erg: ErgReply['erg'];
  readonly membership: MembershipView | undefined;
  /** Invited, one joins at once, whatever the policy. */
  readonly invited?: Invited;
}

/** How somebody is invited: by name, or by what stands in a link. */
type Invited = { readonly by: 'name' } | { readonly by: 'link'; readonly secret: string };

const SHOWN: ReadonlySet<Condition> = new Set(['shown-to-allies']);
const NOT_SHOWN: ReadonlySet<Condition> = new Set();

/** What I am to this ERG, and joining, asking, leaving. Before joining it names everyone who will see it. */
export function MembershipPanel({ erg: shown, membership: known, invited }: PanelProps) {
  // Who is invited need not wait for an answer.
  const isLetIn = known?.state === 'requested' && invited !== undefined;
  const membership = isLetIn ? undefined : known;
  // Who is invited joins as if it were open to everybody.
  const erg: PanelProps['erg'] = invited === undefined ? shown : { ...shown, joinPolicy: 'open' };
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('ergs');
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const change = useChangeMembership(erg.id);
  const [isAsking, setAsking] = useState(false);
  const conflict = isChangedMeanwhile(change.error);

  const wish = (wanted: MembershipWish) => {
    if (change.isPending) return;
    change.mutate(wanted, {
      onSuccess: () => {
        setAsking(false);
        announce(sayDone(wanted));
        // The button that was pressed is gone; a switch stays where it is.
        if (wanted.do === 'join' || wanted.do === 'leave') title.current?.focus();
      },
    });
  };
  const sayDone = (wanted: MembershipWish): string => {
    if (wanted.do === 'join') {
      return erg.joinPolicy === 'open' ? t('join.joined', { erg: erg.name }) : t('join.asked');
    }
    if (wanted.do === 'show') return t(wanted.showToAllies ? 'member.shown' : 'member.hidden');
    if (wanted.do === 'mute') {
      return t(wanted.muted ? 'mute.muted' : 'mute.unmuted', { erg: erg.name });
    }
    return membership?.state === 'requested'
      ? t('member.taken-back')
      : t('member.left', { erg: erg.name });
  };
  const confirming = isAsking && membership === undefined;
  return (
    <section className={surface.panel} aria-labelledby={titleId}>
      <h2 className={surface.panelTitle} id={titleId} ref={title} tabIndex={-1}>
        {confirming
          ? t(erg.joinPolicy === 'open' ? 'join.confirm-title' : 'join.confirm-ask-title', {
              erg: erg.name,
            })
          : t('join.title')}
      </h2>
      {membership !== undefined ? (
        <Member erg={shown} membership={membership} busy={change.isPending} onWish={wish} />
      ) : confirming ? (
        <Confirm
          erg={erg}
          busy={change.isPending}
          onJoin={(showToAllies) =>
            wish({
              do: 'join',
              showToAllies,
              ...(invited?.by === 'link' ? { invitation: invited.secret } : {}),
            })
          }
          onNotNow={() => {
            setAsking(false);
            change.reset();
            title.current?.focus();
          }}
          onOpen={() => title.current?.focus()}
        />
      ) : (
        <NotIn
          erg={erg}
          invited={invited}
          onJoin={() => setAsking(true)}
          onGone={() => title.current?.focus()}
        />
      )}
      {conflict && (
        <p className={styles.text} role="alert">
          {t('member.changed-meanwhile')}
        </p>
      )}
      {change.error !== null && !conflict && change.variables !== undefined && (
        <SaveFailed error={change.error} onRetry={() => wish(change.variables)} />
      )}
    </section>
  );
}

interface NotInProps {
  readonly erg: ErgReply['erg'];
  readonly invited: Invited | undefined;
  readonly onJoin: () => void;
  /** They said no thanks, and the buttons are gone. */
  readonly onGone: () => void;
}

function NotIn({ erg, invited, onJoin, onGone }: NotInProps) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const announce = useAnnounce();
  const decline = useDeclineInvitation(erg.id);
  const noThanks = () => {
    if (decline.isPending) return;
    decline.mutate(undefined, {
      onSuccess: () => {
        announce(t('join.no-thanks-done'));
        onGone();
      },
    });
  };
  return (
    <>
      <p className={styles.text}>
        {invited === undefined
          ? t(`join.${erg.joinPolicy}-explained`)
          : t(invited.by === 'name' ? 'join.invited-explained' : 'join.link-explained')}
      </p>
      {erg.joinPolicy !== 'by-invitation' && (
        <div className={styles.acts}>
          <Button className={styles.act} appearance="primary" onClick={onJoin}>
            {t(erg.joinPolicy === 'open' ? 'join.join' : 'join.ask')}
          </Button>
          {invited?.by === 'name' && (
            <Button className={styles.act} disabledFocusable={decline.isPending} onClick={noThanks}>
              {t('join.no-thanks')}
            </Button>
          )}
        </div>
      )}
      {decline.error !== null && <SaveFailed error={decline.error} onRetry={noThanks} />}
    </>
  );
}

/** The last look before joining: who will see it, which changes with the one choice there is. */
function Confirm({
  erg,
  busy,
  onJoin,
  onNotNow,
  onOpen,
}: {
  readonly erg: ErgReply['erg'];
  readonly busy: boolean;
  readonly onJoin: (showToAllies: boolean) => void;
  readonly onNotNow: () => void;
  readonly onOpen: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const [showToAllies, setShowToAllies] = useState(false);
  const lines = useMembershipLines(erg, showToAllies);
  const opened = useRef(onOpen);
  useEffect(() => opened.current(), []);
  const label = erg.joinPolicy === 'open' ? t('join.confirm') : t('join.confirm-ask');
  const busyLabel = erg.joinPolicy === 'open' ? t('join.joining') : t('join.asking');
  return (
    <>
      <Switch
        className={styles.switch}
        label={t('join.show-me')}
        checked={showToAllies}
        onChange={(_event, { checked }) => setShowToAllies(checked)}
      />
      <div aria-live="polite">
        <WhoCanSee lines={lines} />
      </div>
      <div className={styles.acts}>
        <Button
          className={styles.act}
          appearance="primary"
          disabledFocusable={busy}
          onClick={() => onJoin(showToAllies)}
        >
          {busy ? busyLabel : label}
        </Button>
        <Button className={styles.act} onClick={onNotNow}>
          {t('join.not-now')}
        </Button>
      </div>
    </>
  );
}

function Member({
  erg,
  membership,
  busy,
  onWish,
}: {
  readonly erg: ErgReply['erg'];
  readonly membership: MembershipView;
  readonly busy: boolean;
  readonly onWish: (wish: MembershipWish) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const lines = useMembershipLines(erg, membership.showToAllies);
  const isActive = membership.state === 'active';
  return (
    <>
      <p className={styles.text}>{t(`member.${membership.state}`)}</p>
      <Switch
        className={styles.switch}
        label={t('join.show-me')}
        checked={membership.showToAllies}
        onChange={(_event, { checked }) => onWish({ do: 'show', showToAllies: checked })}
      />
      <WhoCanSee lines={lines} />
      {isActive && (
        <Field hint={t('mute.hint')}>
          <Switch
            className={styles.switch}
            label={t('mute.label')}
            checked={membership.muted}
            onChange={(_event, { checked }) => onWish({ do: 'mute', muted: checked })}
          />
        </Field>
      )}
      <div className={styles.acts}>
        <Button
          className={styles.act}
          disabledFocusable={busy}
          onClick={() => onWish({ do: 'leave' })}
        >
          {t(isActive ? 'member.leave' : 'member.take-back')}
        </Button>
      </div>
      {isActive && <p className={styles.quiet}>{t(`member.leave-${erg.joinPolicy}`)}</p>}
    </>
  );
}

function useMembershipLines(erg: ErgReply['erg'], showToAllies: boolean): readonly string[] {
  return useWhoCanSee(
    'membership',
    { organisers: erg.organisers.map(({ name }) => name), erg: erg.name },
    showToAllies ? SHOWN : NOT_SHOWN,
  );
}
