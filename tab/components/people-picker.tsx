import { useState } from 'react';
import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ColleagueView, PeopleReply } from '../../shared/contract/run.ts';
import { useApi } from '../lib/api-context.ts';
import { useProblemWords } from '../lib/problem-words.ts';
import { useDebounced } from '../lib/use-debounced.ts';
import { PersonName } from './person-name.tsx';

const useStyles = makeStyles({
  picker: { minWidth: 0, width: '100%', minHeight: '44px' },
  list: { maxHeight: '320px', maxWidth: 'min(480px, 90vw)' },
  option: { display: 'grid', minWidth: 0, minHeight: '44px', alignContent: 'center' },
  place: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface PeoplePickerProps {
  /** Where colleagues are looked for: the route without its query, e.g. `/api/admin/people`. */
  readonly from: string;
  readonly label: string;
  readonly chosen: ColleagueView | undefined;
  readonly onChoose: (person: ColleagueView | undefined) => void;
  /** Who cannot be chosen, by id: those who are it already. */
  readonly except?: readonly string[];
  /** Why the choice does not fit. */
  readonly problem?: string | undefined;
}

/** A colleague of the directory, found by the beginning of any word of a name. */
export function PeoplePicker(props: PeoplePickerProps) {
  const { from, label, chosen, onChoose, except = [], problem } = props;
  const styles = useStyles();
  const { t } = useTranslation('common');
  const words = useProblemWords();
  const [text, setText] = useState(chosen?.name ?? '');
  const [isOpen, setOpen] = useState(false);
  const wanted = useDebounced(text.trim());
  const people = usePeople(from, chosen === undefined ? wanted : '');
  const found = (people.data ?? []).filter(({ userId }) => !except.includes(userId));
  const said = saySearch();

  function saySearch(): string | undefined {
    if (chosen !== undefined || wanted === '') return undefined;
    if (people.error !== null) return words(people.error).detail;
    if (people.data === undefined) return t('people.searching');
    return found.length === 0
      ? t('people.nobody', { text: wanted })
      : t('people.found', { count: found.length });
  }

  return (
    <Field
      label={label}
      // A region of its own: the one of the tab is silent while a dialog is open.
      hint={<span role="status">{said ?? t('people.hint')}</span>}
      {...(problem === undefined
        ? {}
        : { validationState: 'error' as const, validationMessage: problem })}
    >
      <Combobox
        className={styles.picker}
        freeform
        clearable
        autoComplete="off"
        value={text}
        open={isOpen}
        onOpenChange={(_event, { open }) => setOpen(open)}
        selectedOptions={chosen === undefined ? [] : [chosen.userId]}
        listbox={{ className: styles.list }}
        onChange={(event) => {
          setText(event.target.value);
          // However it came there: typed, spoken or pasted.
          setOpen(true);
          if (chosen !== undefined) onChoose(undefined);
        }}
        onOptionSelect={(_event, { optionValue }) => {
          const person = found.find(({ userId }) => userId === optionValue);
          setText(person?.name ?? '');
          onChoose(person);
        }}
      >
        {found.map((person) => (
          <Option key={person.userId} value={person.userId} text={person.name}>
            <span className={styles.option}>
              <PersonName name={person.name} />
              {person.place !== '' && <span className={styles.place}>{person.place}</span>}
            </span>
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text="">
            {said ?? t('people.type')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

function usePeople(from: string, find: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['people', from, find],
    enabled: find !== '',
    staleTime: 60_000,
    queryFn: async () =>
      (await api.request<PeopleReply>('GET', `${from}?find=${encodeURIComponent(find)}`)).people,
  });
}
