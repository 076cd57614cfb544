import { Field, makeStyles, Radio, RadioGroup, Switch, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSettingsReply, EntryBody } from '../../../shared/contract/entry.ts';
import { MESSAGE_BUDGETS } from '../../../shared/domain/settings.ts';
import { RulesNotSaved } from '../../components/rules-not-saved.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useSaveEntry } from './admin-settings-calls.ts';
import { LastChange } from './last-change.tsx';
import { PilotGroup } from './pilot-group.tsx';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '640px' },
  choice: { minHeight: '44px', alignItems: 'center' },
});

/** Who may begin to take part, and how many messages are proposed to them. Each change is saved as it is made. */
export function EntrySettings({ settings }: { readonly settings: AdminSettingsReply }) {
  const styles = useStyles();
  const { t } = useTranslation(['decided', 'settings', 'common']);
  const save = useSaveEntry();
  const toast = useToast();
  const { revision, ...known } = settings.entry;
  // As it is wanted while it is on its way; as it is where it was not saved.
  const shown: EntryBody = save.isPending ? save.variables.entry : known;

  function send(entry: EntryBody, seen: number, undo?: EntryBody): void {
    if (save.isPending) return;
    save.mutate(
      { revision: seen, entry },
      {
        onSuccess: (saved) =>
          undo === undefined
            ? toast(t('decided:undone'))
            : toast(t('decided:saved'), {
                label: t('common:undo'),
                onClick: () => send(undo, saved.revision),
              }),
      },
    );
  }
  const change = (fields: Partial<EntryBody>) => send({ ...known, ...fields }, revision, known);

  return (
    <div className={styles.fields}>
      <RulesNotSaved
        error={save.error}
        onRetry={() => save.variables !== undefined && send(save.variables.entry, revision, known)}
      />
      <div>
        <Field label={t('decided:access.label')} hint={t('decided:access.hint')}>
          <RadioGroup
            value={shown.access}
            onChange={(_, { value }) => change({ access: value as EntryBody['access'] })}
          >
            {(['everyone', 'pilot'] as const).map((access) => (
              <Radio
                key={access}
                className={styles.choice}
                value={access}
                label={t(`decided:access.${access}`)}
              />
            ))}
          </RadioGroup>
        </Field>
        <LastChange of="access" changes={settings.changes} />
      </div>
      {shown.access === 'pilot' && <PilotGroup settings={settings} />}
      <div>
        <Field hint={t('decided:guests.hint')}>
          <Switch
            checked={shown.guests === 'allowed'}
            label={t('decided:guests.label')}
            onChange={(_, { checked }) => change({ guests: checked ? 'allowed' : 'refused' })}
          />
        </Field>
        <LastChange of="guests" changes={settings.changes} />
      </div>
      <div>
        <Field label={t('decided:budget.label')} hint={t('decided:budget.hint')}>
          <RadioGroup
            value={String(shown.budget)}
            onChange={(_, { value }) => {
              const budget = MESSAGE_BUDGETS.find((one) => String(one) === value);
              if (budget !== undefined) change({ budget });
            }}
          >
            {MESSAGE_BUDGETS.map((budget) => (
              <Radio
                key={budget}
                className={styles.choice}
                value={String(budget)}
                label={t(`settings:rhythm.budget-${budget}`)}
              />
            ))}
          </RadioGroup>
        </Field>
        <LastChange of="budget" changes={settings.changes} />
      </div>
    </div>
  );
}
