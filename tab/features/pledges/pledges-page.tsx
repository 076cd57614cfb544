import { useId } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { PastPledges } from './past-pledges.tsx';
import { PledgeCard } from './pledge-card.tsx';
import { useTextsOfPage } from './texts-of-page.ts';
import { roomBeside } from './room-for-pledges.ts';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXL },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  toggle: { minHeight: '44px', marginInlineStart: '-12px' },
  past: { marginTop: tokens.spacingVerticalM },
});

/** The pledges in hand, and on demand the past ones. */
export default function PledgesPage() {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  useTextsOfPage();
  const { pledges } = useGivenHome();
  const room = roomBeside(pledges);
  const isFull = room === 'full' || room === 'in-hand-full';
  const isEmpty = pledges.length === 0;
  return (
    <PageFrame
      title={t('list.title')}
      sentence={
        isFull ? t(`list.${room}`) : t(room === 'enough' ? 'list.sentence-three' : 'list.sentence')
      }
      action={
        isFull || isEmpty ? undefined : (
          // With three in hand another one is possible, and no longer what the page is for.
          <LinkButton
            href={paths.newPledge()}
            appearance={room === 'enough' ? 'secondary' : 'primary'}
          >
            {t('list.make')}
          </LinkButton>
        )
      }
    >
      <div className={styles.sections}>
        {isEmpty && (
          <EmptyState
            picture="path"
            title={t('list.empty-title')}
            sentence={t('list.empty')}
            action={
              <LinkButton href={paths.newPledge()} appearance="primary">
                {t('list.make')}
              </LinkButton>
            }
          />
        )}
        <PledgeSection
          title={t('list.choose')}
          pledges={pledges.filter((pledge) => pledge.life === 'active' && pledge.periodOver)}
        />
        <PledgeSection
          title={t('list.active')}
          pledges={pledges.filter((pledge) => pledge.life === 'active' && !pledge.periodOver)}
        />
        <PledgeSection
          title={t('list.paused')}
          pledges={pledges.filter((pledge) => pledge.life === 'paused')}
        />
        <PastSection />
      </div>
    </PageFrame>
  );
}

function PledgeSection({
  title,
  pledges,
}: {
  readonly title: string;
  readonly pledges: readonly PledgeView[];
}) {
  const styles = useStyles();
  const headingId = useId();
  if (pledges.length === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <h2 className={styles.heading} id={headingId}>
        {title}
      </h2>
      <ul className={styles.list}>
        {pledges.map((pledge) => (
          <PledgeCard key={pledge.id} pledge={pledge} />
        ))}
      </ul>
    </section>
  );
}

/** Closed until asked for; open stays open on the way back from a pledge, as the address remembers it. */
function PastSection() {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const [search, setSearch] = useSearchParams();
  const headingId = useId();
  const isOpen = search.has('past');
  const Chevron = isOpen ? ChevronUpRegular : ChevronDownRegular;
  return (
    <section aria-labelledby={headingId}>
      <h2 className={styles.heading} id={headingId} hidden={!isOpen}>
        {t('list.past')}
      </h2>
      <Button
        className={styles.toggle}
        appearance="transparent"
        icon={<Chevron />}
        iconPosition="after"
        aria-expanded={isOpen}
        onClick={() => setSearch(isOpen ? {} : { past: '1' }, { replace: true })}
      >
        {t(isOpen ? 'list.hide-past' : 'list.show-past')}
      </Button>
      {isOpen && (
        <div className={styles.past}>
          <PastPledges />
        </div>
      )}
    </section>
  );
}
