import { useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { ColleagueView, OrganiserView, RunView } from '../../../shared/contract/run.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useRun } from '../../lib/run-query.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { type RunWish, useChangeRun } from './run-calls.ts';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXXL, maxWidth: '640px' },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
  list: { listStyleType: 'none', margin: `0 0 ${tokens.spacingVerticalL}`, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  name: { unicodeBidi: 'isolate', overflowWrap: 'anywhere' },
  since: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  acts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
  },
  target: { minHeight: '44px' },
});

/** Who runs and who sponsors an ERG: adding, handing over, stopping. */
export default function PeoplePage() {
  const { id } = useParams<{ id: string }>();
  const run = useRun(id);
  return (
    <RunFrame ergId={id} name={useRunName(id) ?? run.data?.profile.name} part="people">
      {run.data !== undefined ? (
        <People run={run.data} />
      ) : run.error !== null ? (
        <FailedState error={run.error} onRetry={() => void run.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={4} />
      )}
    </RunFrame>
  );
}

type Asked =
  | { readonly about: 'remove'; readonly organiser: OrganiserView }
  | { readonly about: 'step-down' }
  | { readonly about: 'hand-over'; readonly to: ColleagueView };

function People({ run }: { readonly run: RunView }) {
  const styles = useStyles();
  const { t } = useTranslation(['organise', 'common', 'problems']);
  const toast = useToast();
  const [, navigate] = useLocation();
  const change = useChangeRun(run.id);
  const [chosen, setChosen] = useState<ColleagueView>();
  const [asked, setAsked] = useState<Asked>();
  const [picked, setPicked] = useState(0);
  const me = useMe(run);
  const pickFrom = `/api/ergs/${encodeURIComponent(run.id)}/run/people`;

  const send = (wish: RunWish, said: string, leaves = false) => {
    setAsked(undefined);
    change.mutate(wish, {
      onSuccess: () => {
        setChosen(undefined);
        setPicked((times) => times + 1);
        toast(said);
        if (leaves) navigate(paths.run);
      },
    });
  };
  const answer = (one: Asked) => {
    switch (one.about) {
      case 'remove':
        return send(
          { do: 'remove', userId: one.organiser.userId },
          t('organise:people.removed', { name: one.organiser.name }),
        );
      case 'step-down':
        return send({ do: 'remove', userId: me ?? '' }, t('organise:people.stepped-down'), true);
      case 'hand-over':
        return send(
          { do: 'hand-over', userId: one.to.userId },
          t('organise:people.handed-over', { name: one.to.name }),
          true,
        );
    }
  };
  return (
    <div className={styles.sections}>
      <section>
        <h2 className={styles.heading}>{t('organise:people.organisers')}</h2>
        <p className={styles.text}>{t('organise:people.organisers-text')}</p>
        <ul className={styles.list}>
          {run.organisers.map((organiser) => (
            <OrganiserItem
              key={organiser.userId}
              organiser={organiser}
              isMe={organiser.userId === me}
              onRemove={() => setAsked({ about: 'remove', organiser })}
            />
          ))}
        </ul>
        {change.isError && <SaveFailed error={change.error} />}
        <PeoplePicker
          key={picked}
          label={t('organise:people.pick')}
          from={pickFrom}
          onChoose={setChosen}
        />
        <div className={styles.acts}>
          <Button
            appearance="primary"
            className={styles.target}
            disabledFocusable={chosen === undefined || change.isPending}
            onClick={() => {
              if (chosen === undefined) return;
              const said = t('organise:people.added', { name: chosen.name });
              send({ do: 'appoint', userId: chosen.userId }, said);
            }}
          >
            {t('organise:people.add')}
          </Button>
          <Button
            className={styles.target}
            disabledFocusable={chosen === undefined || change.isPending}
            onClick={() => {
              if (chosen !== undefined) setAsked({ about: 'hand-over', to: chosen });
            }}
          >
            {t('organise:people.hand-over')}
          </Button>
          <Button
            className={styles.target}
            disabledFocusable={change.isPending}
            onClick={() => setAsked({ about: 'step-down' })}
          >
            {t('organise:people.step-down')}
          </Button>
        </div>
      </section>
      <Sponsor run={run} pickFrom={pickFrom} onSend={send} busy={change.isPending} />
      {asked !== undefined && (
        <QuestionDialog
          title={t(`organise:people.ask.${asked.about}-title`, { name: nameIn(asked) })}
          confirm={t(`organise:people.ask.${asked.about}-confirm`)}
          onConfirm={() => answer(asked)}
          onClose={() => setAsked(undefined)}
        >
          {asked.about === 'step-down' && run.organisers.length === 1
            ? t('organise:people.ask.last-text')
            : t(`organise:people.ask.${asked.about}-text`)}
        </QuestionDialog>
      )}
    </div>
  );
}

function nameIn(asked: Asked): string {
  if (asked.about === 'remove') return asked.organiser.name;
  return asked.about === 'hand-over' ? asked.to.name : '';
}

/** The user id of the person among the organisers: the tab knows them by name alone. */
function useMe({ organisers, you }: RunView): string | undefined {
  return organisers.find(({ userId }) => userId === you)?.userId;
}

function OrganiserItem({
  organiser,
  isMe,
  onRemove,
}: {
  readonly organiser: OrganiserView;
  readonly isMe: boolean;
  readonly onRemove: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const dates = useDates();
  const { settings } = useGivenHome();
  const { name, since, appointedBy } = organiser;
  return (
    <li className={styles.item}>
      <div>
        <bdi className={styles.name}>{name}</bdi>
        {isMe && <> ({t('people.you')})</>}
        {since !== '' && (
          <div className={styles.since}>
            {t(`people.since.${appointedBy}`, { day: dates.instant(since, settings.zone) })}
          </div>
        )}
      </div>
      {!isMe && (
        <Button
          appearance="subtle"
          className={styles.target}
          aria-label={t('people.remove-one', { name })}
          onClick={onRemove}
        >
          {t('people.remove')}
        </Button>
      )}
    </li>
  );
}

function Sponsor({
  run,
  pickFrom,
  onSend,
  busy,
}: {
  readonly run: RunView;
  readonly pickFrom: string;
  readonly onSend: (wish: RunWish, said: string) => void;
  readonly busy: boolean;
}) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const [chosen, setChosen] = useState<ColleagueView>();
  const { revision, sponsor } = run;
  return (
    <section>
      <h2 className={styles.heading}>{t('sponsor.title')}</h2>
      <p className={styles.text}>{t('sponsor.text')}</p>
      {sponsor === undefined ? (
        <>
          <PeoplePicker label={t('sponsor.pick')} from={pickFrom} onChoose={setChosen} />
          <div className={styles.acts}>
            <Button
              className={styles.target}
              disabledFocusable={chosen === undefined || busy}
              onClick={() => {
                if (chosen === undefined) return;
                const said = t('sponsor.named', { name: chosen.name });
                onSend({ do: 'sponsor', revision, userId: chosen.userId }, said);
              }}
            >
              {t('sponsor.name')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.item}>
          <bdi className={styles.name}>{sponsor.name}</bdi>
          <Button
            appearance="subtle"
            className={styles.target}
            disabledFocusable={busy}
            onClick={() => onSend({ do: 'sponsor', revision, userId: null }, t('sponsor.removed'))}
          >
            {t('sponsor.remove')}
          </Button>
        </div>
      )}
    </section>
  );
}
