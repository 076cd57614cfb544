import { useState } from 'react';
import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ColleagueView, PeopleReply } from '../../shared/contract/run.ts';
import { useApi } from '../lib/api-context.ts';
import { useSettled } from '../lib/use-settled.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%', minHeight: '44px' },
  name: { unicodeBidi: 'isolate' },
});

interface PeoplePickerProps {
  readonly label: string;
  /** Where colleagues are looked for: `/api/admin/people`, or that of an ERG. */
  readonly from: string;
  /** What is wrong with the choice, in words. */
  readonly problem?: string;
  readonly onChoose: (person: ColleagueView | undefined) => void;
}

/** A colleague, found by the start of any word of their name. */
export function PeoplePicker({ label, from, problem, onChoose }: PeoplePickerProps) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ColleagueView>();
  const [isOpen, setOpen] = useState(false);
  const find = useSettled(typed.trim());
  const isLooking = find !== '' && chosen?.name !== typed;
  const found = useQuery({
    queryKey: ['people', from, find],
    queryFn: () =>
      api.request<PeopleReply>('GET', `${from}?${new URLSearchParams({ find }).toString()}`),
    enabled: isLooking,
  });
  const people = isLooking ? (found.data?.people ?? []) : [];
  const said = !isLooking
    ? undefined
    : found.isError
      ? t('picker.failed')
      : found.isPending || find !== typed.trim()
        ? t('picker.looking')
        : people.length === 0
          ? t('picker.nobody', { text: find })
          : undefined;
  return (
    <Field
      label={label}
      // A region of its own: that of the tab is silent while a dialog is open.
      hint={
        <span role="status">
          {said ?? (isLooking ? t('picker.found', { count: people.length }) : t('picker.hint'))}
        </span>
      }
      {...(problem === undefined
        ? {}
        : { validationState: 'error' as const, validationMessage: problem })}
    >
      <Combobox
        className={styles.box}
        freeform
        // Its own name would be English, whatever the language.
        expandIcon={{ 'aria-label': label }}
        value={typed}
        // However the letters came, typed, dictated or pasted: what was found is shown.
        open={isOpen && isLooking}
        onOpenChange={(_event, { open }) => setOpen(open)}
        placeholder={t('picker.placeholder')}
        selectedOptions={chosen === undefined ? [] : [chosen.userId]}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          if (chosen !== undefined) onChoose(undefined);
          setChosen(undefined);
        }}
        onOptionSelect={(_event, { optionValue }) => {
          const person = people.find(({ userId }) => userId === optionValue);
          if (person === undefined) return;
          setChosen(person);
          setTyped(person.name);
          setOpen(false);
          onChoose(person);
        }}
      >
        {people.map((person) => (
          <Option key={person.userId} value={person.userId} text={person.name}>
            <span>
              <bdi className={styles.name}>{person.name}</bdi>
              {person.place !== '' && <> · {person.place}</>}
            </span>
          </Option>
        ))}
        {said !== undefined && (
          <Option disabled value="" text={said}>
            {said}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
