import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColleagueView } from '../../shared/contract/run.ts';
import { PeoplePicker } from './people-picker.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { SaveFailed } from './save-failed.tsx';

interface ChoosePersonDialogProps {
  readonly title: string;
  /** What it means for the person chosen, and for others. */
  readonly text: string;
  readonly confirm: string;
  /** Where colleagues are looked for, see `PeoplePicker`. */
  readonly from: string;
  readonly except: readonly string[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (person: ColleagueView) => void;
  readonly onClose: () => void;
}

/** Asks for a colleague, and says what choosing them means. */
export function ChoosePersonDialog(props: ChoosePersonDialogProps) {
  const { t } = useTranslation('common');
  const [person, setPerson] = useState<ColleagueView>();
  const [isMissing, setMissing] = useState(false);
  return (
    <QuestionDialog
      title={props.title}
      confirm={props.confirm}
      busy={props.busy}
      onConfirm={() => {
        if (person === undefined) setMissing(true);
        else props.onConfirm(person);
      }}
      onClose={props.onClose}
    >
      <p>{props.text}</p>
      <PeoplePicker
        from={props.from}
        label={t('people.label')}
        chosen={person}
        except={props.except}
        problem={isMissing && person === undefined ? t('people.choose') : undefined}
        onChoose={setPerson}
      />
      {props.error !== null && <SaveFailed error={props.error} />}
    </QuestionDialog>
  );
}
