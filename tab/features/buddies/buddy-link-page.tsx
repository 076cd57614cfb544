import { useId } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuddyLinkReply } from '../../../shared/contract/buddies.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { StateSection } from '../../components/state-section.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useAccept, useBuddyLink } from './buddy-calls.ts';

const useStyles = makeStyles({
  lines: {
    margin: 0,
    paddingInlineStart: '20px',
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    maxWidth: '70ch',
  },
});

/** Somebody asks me to be their buddy: who, what it means, and whether I accept. */
export default function BuddyLinkPage({ secret }: { readonly secret: string }) {
  const { t } = useTranslation(['buddies', 'common', 'problems']);
  const link = useBuddyLink(secret);
  const isOver = link.error instanceof ApiProblem && link.error.problem.code === 'link-over';
  return (
    <LearnFrame part="buddies" title={t('buddies:link.title')}>
      {isOver ? (
        <EmptyState
          picture="door"
          title={t('buddies:link.over')}
          sentence={t('buddies:link.over-text')}
          action={<ToBuddies />}
        />
      ) : link.data !== undefined ? (
        <Invitation secret={secret} link={link.data} />
      ) : link.isPending ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={link.error} onRetry={() => void link.refetch()} />
      )}
    </LearnFrame>
  );
}

function Invitation({ secret, link }: { readonly secret: string; readonly link: BuddyLinkReply }) {
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const dates = useDates();
  const { settings } = useGivenHome();
  const accept = useAccept(secret);
  const { name, state, until } = link;
  const day = dates.instant(until, settings.zone);
  const heading = {
    open: t('link.asks', { name }),
    own: t('link.own'),
    'said-yes': t('link.accepted', { name }),
  }[state];
  const sentence = {
    open: t('link.until', { day }),
    own: t('link.own-text'),
    'said-yes': t('link.accepted-text', { name, day }),
  }[state];
  const send = () => {
    if (!accept.isPending) accept.mutate();
  };
  return (
    <StateSection state={state} heading={heading} sentence={sentence}>
      {state === 'open' && <WhatItMeans name={name} />}
      <p className={section.quiet}>{sentence}</p>
      {accept.error !== null && <SaveFailed error={accept.error} onRetry={send} />}
      {state === 'open' ? (
        <div className={section.acts}>
          <Button
            className={section.target}
            appearance="primary"
            disabledFocusable={accept.isPending}
            onClick={send}
          >
            {t(accept.isPending ? 'link.accepting' : 'link.accept')}
          </Button>
          <LinkButton href={paths.home}>{t('link.not-now')}</LinkButton>
        </div>
      ) : (
        <ToBuddies />
      )}
    </StateSection>
  );
}

function WhatItMeans({ name }: { readonly name: string }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const headingId = useId();
  return (
    <div className={section.section}>
      <h3 className={section.text} id={headingId}>
        {t('link.what')}
      </h3>
      <ul className={styles.lines} aria-labelledby={headingId}>
        <li>{t('link.share')}</li>
        <li>{t('link.see', { name })}</li>
        <li>{t('link.confirm', { name })}</li>
        <li>{t('link.decline')}</li>
        <li>{t('link.end')}</li>
      </ul>
    </div>
  );
}

function ToBuddies() {
  const { t } = useTranslation('buddies');
  return <LinkButton href={paths.learn('buddies')}>{t('link.to-buddies')}</LinkButton>;
}
