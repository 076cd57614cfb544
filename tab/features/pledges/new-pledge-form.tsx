import { useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { TemplateView } from '../../../shared/contract/catalogue.ts';
import type { MembershipView } from '../../../shared/contract/ergs.ts';
import type { ReportBody } from '../../../shared/contract/reports.ts';
import type { Pillar } from '../../../shared/domain/pillar.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { HelpHere } from '../../components/help-here.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { useDates } from '../../lib/dates.ts';
import { useDraft } from '../../lib/drafts.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { newId } from '../../lib/new-id.ts';
import { useIsOnScreen } from '../../lib/on-screen.ts';
import { paths } from '../../lib/paths.ts';
import { askOf, cuesOf, type Suggestion, useCatalogue, useSuggestions } from './catalogue-query.ts';
import {
  bodyOf,
  draftAgain,
  draftFromTemplate,
  draftInOwnWords,
  type PledgeDraft,
} from './pledge-draft.ts';
import { PledgeForm } from './pledge-form.tsx';
import { usePledge } from './pledge-query.ts';
import { useMakePledge } from './save-pledge.ts';
import { draftKey, type Start } from './unfinished.ts';

const useStyles = makeStyles({
  button: { minHeight: '44px' },
  below: {
    display: 'grid',
    gap: tokens.spacingVerticalL,
    marginTop: tokens.spacingVerticalXXL,
  },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The one screen of a new pledge, once it is known what it starts from. */
export function NewPledgeForm({
  start,
  pillar,
}: {
  readonly start: Start;
  /** The pillar that own words begin with. */
  readonly pillar: Pillar;
}) {
  if (start.kind === 'own') return <Writing start={start} initial={ownWords(pillar)} />;
  if (start.kind === 'again') return <FromEnded start={start} />;
  return <FromTemplate start={start} />;
}

type Initial = (id: string, today: string) => PledgeDraft;

const ownWords =
  (pillar: Pillar): Initial =>
  (id, today) =>
    draftInOwnWords(pillar, id, today);

function FromTemplate({ start }: { readonly start: Extract<Start, { kind: 'template' }> }) {
  const catalogue = useSuggestions(start.id);
  const { memberships } = useGivenHome();
  const template = catalogue.data?.find(({ id }) => id === start.id);
  if (template !== undefined) {
    return (
      <Writing
        start={start}
        template={template}
        initial={(id, today) => ({
          ...draftFromTemplate(template, id, today),
          ergId: ergOfAlly(template, memberships) ?? null,
        })}
      />
    );
  }
  if (catalogue.data !== undefined) return <Gone />;
  return catalogue.error === null ? (
    <Waiting />
  ) : (
    <Waiting error={catalogue.error} onRetry={catalogue.refetch} />
  );
}

function thingReported({ id }: Pick<TemplateView, 'id'>): ReportBody['about'] {
  const ask = askOf(id);
  return ask === undefined
    ? { kind: 'template', id }
    : { kind: 'ask', ergId: ask.ergId, id: ask.askId };
}

/** What an ERG asks of its allies is for that ERG, where the person is one. */
function ergOfAlly(
  { erg }: Suggestion,
  memberships: readonly MembershipView[],
): string | undefined {
  const mine = memberships.find(({ ergId, state }) => ergId === erg?.id && state === 'active');
  return mine?.ergId;
}

function FromEnded({ start }: { readonly start: Extract<Start, { kind: 'again' }> }) {
  const catalogue = useCatalogue();
  const load = usePledge(start.pledgeId);
  if (load.state === 'failed') return <Waiting error={load.error} onRetry={load.retry} />;
  if (load.state === 'loading' || catalogue.isPending) return <Waiting />;
  const { pledge } = load;
  const template = catalogue.data?.find(({ id }) => id === pledge.templateId);
  const cues = cuesOf(catalogue.data, pledge.templateId);
  return (
    <Writing
      start={start}
      {...(template === undefined ? {} : { template })}
      initial={(id, today) => draftAgain(pledge, cues, id, today)}
    />
  );
}

function Writing({
  start,
  template,
  initial,
}: {
  readonly start: Start;
  readonly template?: Omit<TemplateView, 'language'>;
  readonly initial: Initial;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const { today } = useGivenHome();
  const [, navigate] = useLocation();
  const isOnScreen = useIsOnScreen();
  const announce = useAnnounce();
  const dates = useDates();
  // The id is made here, once; it is kept with the draft from the first attempt to save it.
  const [first] = useState(() => initial(newId(), today));
  const draft = useDraft<PledgeDraft>(draftKey(start), first);
  const [wasRestored, setWasRestored] = useState(draft.restored);
  const make = useMakePledge((pledge) => {
    draft.clear();
    const next =
      pledge.nextQuestionOn === undefined
        ? ''
        : t('state.next', { day: dates.dayWithWeekday(pledge.nextQuestionOn) });
    announce(t('new.done', { next }));
    if (isOnScreen()) navigate(paths.pledge(pledge.id), { replace: true });
  });
  const save = () => {
    draft.set(draft.value);
    make.mutate(bodyOf(draft.value));
  };
  const isOwn = start.kind === 'own';
  return (
    <PageFrame
      page={draftKey(start)}
      title={isOwn ? t('new.own-title') : (draft.value.title ?? t('new.own-title'))}
      sentence={
        isOwn
          ? t('new.own-sentence')
          : start.kind === 'again'
            ? t('new.again-sentence')
            : template?.why
      }
      back={{ href: paths.newPledge(), label: t('new.back') }}
      action={isOwn ? undefined : <PillarBadge pillar={draft.value.pillar} />}
    >
      <PledgeForm
        draft={draft.value}
        onChange={draft.set}
        cues={template?.words.form === 'if-then' ? template.words.cues : []}
        fields="all"
        save={{ label: t('new.pledge'), busyLabel: t('new.pledging') }}
        onSave={save}
        saving={make.isPending}
        error={make.error}
        notice={wasRestored && <p className={styles.quiet}>{t('new.restored')}</p>}
        others={
          wasRestored && (
            <Button
              className={styles.button}
              appearance="subtle"
              onClick={() => {
                draft.clear();
                setWasRestored(false);
              }}
            >
              {t('new.start-over')}
            </Button>
          )
        }
      />
      {(draft.value.pillar === 'speak-up' || template !== undefined) && (
        <div className={styles.below}>
          {draft.value.pillar === 'speak-up' && <HelpHere />}
          {template !== undefined && <ReportContent about={thingReported(template)} />}
        </div>
      )}
    </PageFrame>
  );
}

function Waiting(props: { readonly error?: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('pledges');
  return (
    <PageFrame
      page="waiting"
      title={t('pick.title')}
      back={{ href: paths.newPledge(), label: t('new.back') }}
    >
      {props.onRetry === undefined ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={props.error} onRetry={props.onRetry} />
      )}
    </PageFrame>
  );
}

function Gone() {
  const { t } = useTranslation('pledges');
  return (
    <PageFrame page="gone" title={t('new.gone-title')}>
      <EmptyState
        picture="search"
        sentence={t('new.gone')}
        action={<LinkButton href={paths.newPledge()}>{t('new.pick')}</LinkButton>}
      />
    </PageFrame>
  );
}
