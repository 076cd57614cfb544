import { useId, useRef } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuddiesReply } from '../../../shared/contract/buddies.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useBuddies } from '../../lib/buddies-query.ts';
import { newId } from '../../lib/new-id.ts';
import { AcceptedAsk } from './accepted-ask.tsx';
import { useMakeAsk } from './buddy-calls.ts';
import { BuddyPanel } from './buddy-panel.tsx';
import { MadeLinkDialog } from './made-link-dialog.tsx';
import { WaitingList } from './waiting-list.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  lines: {
    margin: 0,
    paddingInlineStart: '20px',
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    maxWidth: '70ch',
  },
});

/** Ally buddies: what it is, whom I have, what waits, and asking somebody. */
export default function BuddiesPage() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation(['buddies', 'common', 'problems', 'care', 'rights']);
  const buddies = useBuddies();
  const make = useMakeAsk();
  const id = useRef<string>(undefined);
  const ask = () => {
    if (make.isPending) return;
    // The same id until there is an answer: one ask, however often it is sent.
    id.current ??= newId();
    make.mutate({ id: id.current }, { onSuccess: () => (id.current = undefined) });
  };
  const isAsked = buddies.data?.asks.some(({ acceptedBy }) => acceptedBy !== undefined) === true;
  return (
    <LearnFrame
      part="buddies"
      title={t('buddies:title')}
      sentence={t('buddies:sentence')}
      action={
        <Button
          className={section.target}
          appearance={isAsked ? 'secondary' : 'primary'}
          disabledFocusable={make.isPending}
          onClick={ask}
        >
          {t(make.isPending ? 'buddies:ask.making' : 'buddies:ask.make')}
        </Button>
      }
    >
      {make.error !== null && <SaveFailed error={make.error} onRetry={ask} />}
      <div className={styles.page}>
        {buddies.data !== undefined ? (
          <Everybody between={buddies.data} />
        ) : buddies.isPending ? (
          <LoadingRows shape="lines" count={3} />
        ) : (
          <FailedState error={buddies.error} onRetry={() => void buddies.refetch()} />
        )}
        <WhatItIs />
      </div>
      {make.data !== undefined && <MadeLinkDialog made={make.data} onClose={() => make.reset()} />}
    </LearnFrame>
  );
}

function Everybody({ between }: { readonly between: BuddiesReply }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const { buddies, asks, saidYes } = between;
  // The button that was pressed goes with what it was about.
  const onGone = () => heading.current?.focus();
  return (
    <>
      {asks.map((ask) =>
        ask.acceptedBy === undefined ? null : (
          <AcceptedAsk key={ask.id} id={ask.id} name={ask.acceptedBy} onGone={onGone} />
        ),
      )}
      <section className={section.section} aria-labelledby={headingId}>
        <h2 className={section.heading} id={headingId} ref={heading} tabIndex={-1}>
          {t('mine.heading')}
        </h2>
        {buddies.length === 0 ? (
          <p className={section.quiet}>{t('mine.none')}</p>
        ) : (
          <div className={`${styles.page} ${section.wide}`}>
            {buddies.map((buddy) => (
              <BuddyPanel key={buddy.id} buddy={buddy} onGone={onGone} />
            ))}
          </div>
        )}
      </section>
      <WaitingList
        asks={asks.filter(({ acceptedBy }) => acceptedBy === undefined)}
        saidYes={saidYes}
        onGone={onGone}
      />
    </>
  );
}

function WhatItIs() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const headingId = useId();
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t('what.heading')}
      </h2>
      <ul className={styles.lines}>
        <li>{t('what.ask')}</li>
        <li>{t('what.yes')}</li>
        <li>{t('what.share')}</li>
        <li>{t('what.end')}</li>
      </ul>
    </section>
  );
}
