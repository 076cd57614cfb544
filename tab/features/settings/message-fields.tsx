import { Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SettingsBody } from '../../../shared/contract/settings.ts';
import { addDays } from '../../lib/add-days.ts';

type Messages = SettingsBody['messages'];

const STATES = ['on', 'paused', 'stopped'] as const satisfies readonly Messages['state'][];
/** How long a pause is unless the person says otherwise. */
const PAUSE_DAYS = 14;

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalM },
  choice: { minHeight: '44px', alignItems: 'center' },
  date: { minHeight: '44px', maxWidth: '220px' },
});

interface MessageFieldsProps {
  readonly value: Messages;
  /** The person's local date. */
  readonly today: string;
  readonly onChange: (messages: Messages) => void;
}

/** Whether the bot writes: on, paused until a date, or stopped. */
export function MessageFields({ value, today, onChange }: MessageFieldsProps) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const tomorrow = addDays(today, 1);
  return (
    <div className={styles.fields}>
      <Field
        label={t('messages.label')}
        {...(value.state === 'stopped' ? { hint: t('messages.stopped-hint') } : {})}
      >
        <RadioGroup
          value={value.state}
          onChange={(_, { value: chosen }) => {
            if (chosen === 'paused')
              onChange({ state: 'paused', until: addDays(today, PAUSE_DAYS) });
            if (chosen === 'on' || chosen === 'stopped') onChange({ state: chosen });
          }}
        >
          {STATES.map((state) => (
            <Radio
              key={state}
              className={styles.choice}
              value={state}
              label={t(`messages.${state}`)}
            />
          ))}
        </RadioGroup>
      </Field>
      {value.state === 'paused' && (
        <Field label={t('messages.until')} hint={t('messages.until-hint')}>
          <Input
            className={styles.date}
            type="date"
            min={tomorrow}
            value={value.until}
            onChange={(_, { value: until }) => {
              // Half typed, or no pause at all: not a choice yet.
              if (until >= tomorrow) onChange({ state: 'paused', until });
            }}
          />
        </Field>
      )}
    </div>
  );
}
