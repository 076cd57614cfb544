import { useTranslation } from 'react-i18next';
import type { OrganiserView, RunView } from '../../../shared/contract/run.ts';
import { ChoosePersonDialog } from '../../components/choose-person-dialog.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import type { AdminErgAct } from './admin-calls.ts';

/** What an admin is asked before an ERG changes. */
export type AdminQuestion =
  | { readonly about: 'appoint' | 'state' }
  | { readonly about: 'remove'; readonly organiser: OrganiserView };

interface AdminQuestionsProps {
  readonly question: AdminQuestion;
  readonly erg: RunView;
  readonly busy: boolean;
  readonly error: unknown;
  /** Does it; `said` is what to say once it is done. */
  readonly onAct: (act: AdminErgAct, said: string) => void;
  readonly onClose: () => void;
}

/** The question that is asked now, with what it means to everybody. */
export function AdminQuestions(props: AdminQuestionsProps) {
  const { question, erg, busy, error, onAct, onClose } = props;
  const { t } = useTranslation('admin');
  const { name } = erg.profile;
  if (question.about === 'appoint') {
    return (
      <ChoosePersonDialog
        title={t('question.appoint-title', { erg: name })}
        text={t('question.appoint')}
        confirm={t('question.appoint-confirm')}
        from="/api/admin/people"
        except={erg.organisers.map(({ userId }) => userId)}
        busy={busy}
        error={error}
        onConfirm={(person) =>
          onAct(
            { do: 'appoint', userId: person.userId },
            t('said.appointed', { name: person.name, erg: name }),
          )
        }
        onClose={onClose}
      />
    );
  }
  if (question.about === 'remove') {
    const { organiser } = question;
    const isLast = erg.organisers.length === 1;
    return (
      <QuestionDialog
        title={t('question.remove-title', { name: organiser.name })}
        confirm={t('erg.remove')}
        busy={busy}
        onConfirm={() =>
          onAct(
            { do: 'remove', userId: organiser.userId },
            t('said.removed', { name: organiser.name }),
          )
        }
        onClose={onClose}
      >
        <p>{t(isLast ? 'question.remove-last' : 'question.remove', { erg: name })}</p>
        {error !== null && <SaveFailed error={error} />}
      </QuestionDialog>
    );
  }
  const state = erg.state === 'active' ? 'archived' : 'active';
  return (
    <QuestionDialog
      title={t(`question.${state}-title`, { erg: name })}
      confirm={t(state === 'archived' ? 'erg.archive' : 'erg.bring-back')}
      busy={busy}
      onConfirm={() =>
        onAct({ do: 'state', state, revision: erg.revision }, t(`said.${state}`, { erg: name }))
      }
      onClose={onClose}
    >
      <p>{t(`question.${state}`)}</p>
      {error !== null && <SaveFailed error={error} />}
    </QuestionDialog>
  );
}
