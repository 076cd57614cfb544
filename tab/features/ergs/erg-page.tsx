import { useState } from 'react';
import {
  Link as FluentLink,
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { ErgReply } from '../../../shared/contract/ergs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useSizeWords } from '../../lib/size-words.ts';
import { useTeams } from '../../lib/teams-context.ts';
import { ErgContent } from './erg-content.tsx';
import { ErgNews } from './erg-news.tsx';
import { ErgPeople } from './erg-people.tsx';
import { useErg } from './erg-queries.ts';
import { MembershipPanel } from './membership-panel.tsx';
import { useLink } from './use-link.ts';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gap: tokens.spacingVerticalXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    overflowWrap: 'anywhere',
  },
  purpose: { ...typographyStyles.body2, margin: 0, maxWidth: '70ch' },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  line: { margin: 0, maxWidth: '70ch' },
  tags: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalS} 0 0`,
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
  },
  target: { minHeight: '44px' },
  bar: { marginTop: tokens.spacingVerticalM },
});

/** An ERG's page. */
export default function ErgPage() {
  const { t } = useTranslation(['ergs', 'common', 'rights', 'problems', 'content', 'care']);
  const { id, secret } = useParams<{ id: string; secret?: string }>();
  const load = useErg(id);
  const size = useSizeWords();
  const { runs } = useGivenHome();
  const back = { href: paths.ergs, label: t('ergs:page.back') };
  const erg = load.data;
  if (erg === undefined) {
    const isGone = load.error instanceof ApiProblem && load.error.problem.code === 'not-found';
    return (
      <PageFrame title={t(isGone ? 'ergs:page.gone-title' : 'ergs:list.title')} back={back}>
        {isGone ? (
          <EmptyState
            picture="search"
            sentence={t('ergs:page.gone')}
            action={<LinkButton href={paths.ergs}>{t('ergs:list.title')}</LinkButton>}
          />
        ) : load.error !== null ? (
          <FailedState error={load.error} onRetry={() => void load.refetch()} />
        ) : (
          <LoadingRows shape="lines" count={4} />
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={erg.name}
      sentence={`${size(erg.size)} · ${t(`ergs:policy.${erg.joinPolicy}`)}`}
      back={back}
      {...(runs.some(({ ergId }) => ergId === erg.id)
        ? { action: <LinkButton href={paths.runErg(erg.id)}>{t('ergs:page.run')}</LinkButton> }
        : {})}
    >
      <ErgDetail key={erg.id} erg={erg} secret={secret} />
    </PageFrame>
  );
}

function ErgDetail({
  erg,
  secret,
}: {
  readonly erg: ErgReply['erg'];
  readonly secret: string | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const dates = useDates();
  const { invitations, memberships } = useGivenHome();
  const link = useLink(erg.id, secret);
  const isInvited = invitations.some(({ ergId }) => ergId === erg.id);
  const membership = memberships.find(({ ergId }) => ergId === erg.id);
  return (
    <div className={styles.parts}>
      <div>
        {erg.purpose !== '' && (
          <p className={styles.purpose} dir="auto">
            {erg.purpose}
          </p>
        )}
        {erg.tags.length > 0 && <p className={styles.tags}>{erg.tags.join(' · ')}</p>}
      </div>
      {link === 'over' && membership?.state !== 'active' && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{t('join.link-over')}</MessageBarBody>
        </MessageBar>
      )}
      <MembershipPanel
        erg={erg}
        membership={membership}
        {...(isInvited ? { invited: { by: 'name' } } : {})}
        {...(link === 'good' && secret !== undefined ? { invited: { by: 'link', secret } } : {})}
      />
      <ErgNews ergId={erg.id} />
      <ErgContent erg={erg} />
      <ErgPeople erg={erg} />
      <section aria-labelledby="erg-find">
        <h2 className={styles.heading} id="erg-find">
          {t('page.find')}
        </h2>
        {erg.places.length > 0 && (
          <p className={styles.line}>{t('page.places', { places: dates.list(erg.places) })}</p>
        )}
        <Contact contact={erg.contact} />
        <TeamsLinks teamUrl={erg.teamUrl} channelUrl={erg.channelUrl} />
      </section>
      <ReportContent about={{ kind: 'erg', ergId: erg.id }} />
    </div>
  );
}

/** A mail address is a link; any other short text is a text. */
function Contact({ contact }: { readonly contact: string }) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  if (!/^[^\s@]+@[^\s@]+$/.test(contact)) {
    return <p className={styles.line}>{t('page.contact', { contact })}</p>;
  }
  return (
    <p className={styles.line}>
      {t('page.contact-label')}{' '}
      <FluentLink inline href={`mailto:${contact}`}>
        {contact}
      </FluentLink>
    </p>
  );
}

/** The ERG's own places in Teams, opened by Teams itself. */
function TeamsLinks({
  teamUrl,
  channelUrl,
}: {
  readonly teamUrl: string | undefined;
  readonly channelUrl: string | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const { openLink } = useTeams();
  const [failed, setFailed] = useState(false);
  const links = [
    { url: teamUrl, label: t('page.team') },
    { url: channelUrl, label: t('page.channel') },
  ];
  const open = async (url: string) => {
    setFailed(false);
    try {
      await openLink(url);
    } catch {
      // Teams refuses what it cannot open (no access, an old link) with errors of many shapes.
      setFailed(true);
    }
  };
  return (
    <>
      <div className={styles.links}>
        {links.map(
          ({ url, label }) =>
            url !== undefined && (
              <Button
                key={label}
                className={styles.target}
                icon={<OpenRegular />}
                onClick={() => void open(url)}
              >
                {label}
              </Button>
            ),
        )}
      </div>
      {failed && (
        <MessageBar className={styles.bar} intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{t('page.link-failed')}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
