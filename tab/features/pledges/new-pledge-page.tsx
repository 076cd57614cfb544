import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useSuggestions } from './catalogue-query.ts';
import { NewPledgeForm } from './new-pledge-form.tsx';
import { useTextsOfPage } from './texts-of-page.ts';
import { roomBeside } from './room-for-pledges.ts';
import { TemplatePicker } from './template-picker.tsx';
import { pathOfStart, startOf } from './unfinished.ts';

/**
 * Making a pledge: the suggestions, and after picking one of them (or own words) one prefilled screen. Which of
 * the two is in the address, so the way back leads from the screen to the suggestions.
 */
export default function NewPledgePage() {
  useTextsOfPage();
  const [search] = useSearchParams();
  const { pledges } = useGivenHome();
  const start = startOf(search);
  const pillar = PILLARS.find((known) => known === search.get('pillar'));
  const room = roomBeside(pledges);
  if (room === 'full' || room === 'in-hand-full') return <NoRoom room={room} />;
  if (start === undefined) return <PickTemplate startWith={pillar} />;
  return <NewPledgeForm key={pathOfStart(start)} start={start} pillar={pillar ?? 'listen'} />;
}

function PickTemplate({ startWith }: { readonly startWith: (typeof PILLARS)[number] | undefined }) {
  const { t } = useTranslation('pledges');
  const suggestions = useSuggestions();
  return (
    <PageFrame
      title={t('pick.title')}
      sentence={t('pick.sentence')}
      back={{ href: paths.pledges, label: t('pick.back') }}
      action={<LinkButton href={pathOfStart({ kind: 'own' })}>{t('pick.own')}</LinkButton>}
    >
      {suggestions.data !== undefined ? (
        <TemplatePicker templates={suggestions.data} startWith={startWith} />
      ) : suggestions.error !== null ? (
        <FailedState error={suggestions.error} onRetry={() => suggestions.refetch()} />
      ) : (
        <LoadingRows count={6} />
      )}
    </PageFrame>
  );
}

function NoRoom({ room }: { readonly room: 'full' | 'in-hand-full' }) {
  const { t } = useTranslation('pledges');
  return (
    <PageFrame title={t('pick.title')} back={{ href: paths.pledges, label: t('pick.back') }}>
      <EmptyState
        picture="path"
        sentence={t(`list.${room}`)}
        action={<LinkButton href={paths.pledges}>{t('list.title')}</LinkButton>}
      />
    </PageFrame>
  );
}
