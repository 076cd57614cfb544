import { useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { RunView } from '../../../shared/contract/run.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { RunNotShown } from '../../components/run-not-shown.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { paths } from '../../lib/paths.ts';
import { useRun, useRunName } from '../../lib/run-query.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { OrganisersList } from './organisers-list.tsx';
import { type PeopleQuestion, PeopleQuestions } from './people-questions.tsx';
import { type RunAct, useRunAct } from './run-calls.ts';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXXL,
  },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

/** Who runs an ERG and who stands behind it: adding, handing over, stopping. */
export default function PeoplePage() {
  const styles = useStyles();
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['organise', 'common', 'rights', 'problems']);
  const run = useRun(id);
  const name = useRunName(id);
  const [question, setQuestion] = useState<PeopleQuestion>();
  const add = (
    <Button
      appearance="primary"
      className={styles.target}
      icon={<PersonAddRegular aria-hidden />}
      onClick={() => setQuestion({ about: 'appoint' })}
    >
      {t('organise:people.add')}
    </Button>
  );
  return (
    <RunFrame
      ergId={id}
      name={name}
      part="people"
      {...(run.data === undefined ? {} : { action: add })}
    >
      {run.data === undefined ? (
        run.error === null ? (
          <LoadingRows shape="lines" count={3} />
        ) : (
          <RunNotShown error={run.error} onRetry={() => void run.refetch()} />
        )
      ) : (
        <People key={id} run={run.data} question={question} onAsk={setQuestion} />
      )}
    </RunFrame>
  );
}

interface PeopleProps {
  readonly run: RunView;
  readonly question: PeopleQuestion | undefined;
  readonly onAsk: (question: PeopleQuestion | undefined) => void;
}

function People({ run, question, onAsk }: PeopleProps) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const toast = useToast();
  const [, navigate] = useLocation();
  const act = useRunAct(run.id);
  const who = useWhoCanSee('organisers');
  const you = run.organisers.find(({ isYou }) => isYou);
  const ask = (asked: PeopleQuestion) => {
    act.reset();
    onAsk(asked);
  };
  const doIt = (wanted: RunAct, said: string) =>
    act.mutate(wanted, {
      onSuccess: () => {
        onAsk(undefined);
        toast(said);
        const isOwnEnd =
          wanted.do === 'hand-over' || (wanted.do === 'remove' && wanted.userId === you?.userId);
        if (isOwnEnd) navigate(paths.run);
      },
    });
  return (
    <div className={styles.parts}>
      <section aria-labelledby="organisers">
        <h2 className={styles.heading} id="organisers">
          {t('people.organisers')}
        </h2>
        <OrganisersList
          organisers={run.organisers}
          onRemove={(organiser) => ask({ about: 'remove', organiser })}
        />
      </section>
      {you !== undefined && (
        <section aria-labelledby="your-part">
          <h2 className={styles.heading} id="your-part">
            {t('people.your-part')}
          </h2>
          <p className={styles.text}>{t('people.your-part-text')}</p>
          <div className={styles.buttons}>
            <Button className={styles.target} onClick={() => ask({ about: 'hand-over' })}>
              {t('people.hand-over')}
            </Button>
            <Button
              className={styles.target}
              onClick={() => ask({ about: 'remove', organiser: you })}
            >
              {t('people.stop')}
            </Button>
          </div>
        </section>
      )}
      <section aria-labelledby="sponsor">
        <h2 className={styles.heading} id="sponsor">
          {t('people.sponsor')}
        </h2>
        <p className={styles.text}>
          {run.sponsor === undefined ? (
            t('people.no-sponsor')
          ) : (
            <PersonName name={run.sponsor.name} />
          )}
        </p>
        <div className={styles.buttons}>
          <Button className={styles.target} onClick={() => ask({ about: 'sponsor' })}>
            {t(run.sponsor === undefined ? 'people.name-sponsor' : 'people.change-sponsor')}
          </Button>
          {run.sponsor !== undefined && (
            <Button className={styles.target} onClick={() => ask({ about: 'no-sponsor' })}>
              {t('people.remove-sponsor')}
            </Button>
          )}
        </div>
      </section>
      <WhoCanSee lines={who} />
      {question !== undefined && (
        <PeopleQuestions
          question={question}
          run={run}
          busy={act.isPending}
          error={act.error}
          onAct={doIt}
          onClose={() => onAsk(undefined)}
        />
      )}
    </div>
  );
}
