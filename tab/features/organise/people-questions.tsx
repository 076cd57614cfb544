import { useTranslation } from 'react-i18next';
import type { OrganiserView, RunView } from '../../../shared/contract/run.ts';
import { ChoosePersonDialog } from '../../components/choose-person-dialog.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import type { RunAct } from './run-calls.ts';

/** What is asked before who runs an ERG, or stands behind it, changes. */
export type PeopleQuestion =
  | { readonly about: 'appoint' | 'hand-over' | 'sponsor' | 'no-sponsor' }
  | { readonly about: 'remove'; readonly organiser: OrganiserView };

interface PeopleQuestionsProps {
  readonly question: PeopleQuestion;
  readonly run: RunView;
  readonly busy: boolean;
  readonly error: unknown;
  /** Does it; `said` is what to say once it is done. */
  readonly onAct: (act: RunAct, said: string) => void;
  readonly onClose: () => void;
}

/** The question that is asked now: what it means, and whom, where somebody has to be chosen. */
export function PeopleQuestions(props: PeopleQuestionsProps) {
  const { question, run, busy, error, onAct, onClose } = props;
  const { t } = useTranslation('organise');
  const { name: erg } = run.profile;
  const { about } = question;
  if (about === 'remove') return <RemoveQuestion {...props} organiser={question.organiser} />;
  if (about === 'no-sponsor') {
    return (
      <QuestionDialog
        title={t('question.no-sponsor.title')}
        confirm={t('people.remove-sponsor')}
        busy={busy}
        onConfirm={() =>
          onAct({ do: 'sponsor', userId: null, revision: run.revision }, t('said.no-sponsor'))
        }
        onClose={onClose}
      >
        <p>{t('question.no-sponsor.text', { name: run.sponsor?.name ?? '', erg })}</p>
        {error !== null && <SaveFailed error={error} />}
      </QuestionDialog>
    );
  }
  return (
    <ChoosePersonDialog
      title={t(`question.${about}.title`, { erg })}
      text={t(`question.${about}.text`, { erg })}
      confirm={t(`question.${about}.confirm`)}
      from={`/api/ergs/${encodeURIComponent(run.id)}/run/people`}
      except={
        about === 'sponsor'
          ? run.sponsor === undefined
            ? []
            : [run.sponsor.userId]
          : run.organisers
              .filter(({ isYou }) => about === 'appoint' || isYou)
              .map(({ userId }) => userId)
      }
      busy={busy}
      error={error}
      onConfirm={({ userId, name }) =>
        onAct(
          about === 'sponsor'
            ? { do: 'sponsor', userId, revision: run.revision }
            : { do: about, userId },
          t(`said.${about}`, { name, erg }),
        )
      }
      onClose={onClose}
    />
  );
}

function RemoveQuestion({
  organiser,
  run,
  busy,
  error,
  onAct,
  onClose,
}: PeopleQuestionsProps & { readonly organiser: OrganiserView }) {
  const { t } = useTranslation('organise');
  const { name: erg } = run.profile;
  const { userId, name, isYou } = organiser;
  const isLast = run.organisers.length === 1;
  const which = isYou ? (isLast ? 'stop-last' : 'stop') : 'remove';
  return (
    <QuestionDialog
      title={t(isYou ? 'question.stop.title' : 'question.remove.title', { name, erg })}
      confirm={t(isYou ? 'people.stop' : 'people.remove')}
      busy={busy}
      onConfirm={() =>
        onAct({ do: 'remove', userId }, t(isYou ? 'said.stop' : 'said.remove', { name, erg }))
      }
      onClose={onClose}
    >
      <p>{t(`question.${which}.text`, { name, erg })}</p>
      {error !== null && <SaveFailed error={error} />}
    </QuestionDialog>
  );
}
