import {
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConsentBody } from '../../shared/contract/settings.ts';
import { MESSAGE_BUDGETS } from '../../shared/domain/settings.ts';
import { useDates } from '../lib/dates.ts';
import { ZonePicker } from './zone-picker.tsx';

/** How often, and when, the bot may write. */
export type Rhythm = ConsentBody['rhythm'];

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalL },
  choices: { flexWrap: 'wrap' },
  choice: { minHeight: '44px', alignItems: 'center' },
  when: {
    display: 'grid',
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 2fr)',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  zone: { '@media (max-width: 640px)': { gridColumn: '1 / -1' } },
  control: { minHeight: '44px', minWidth: 0 },
});

interface RhythmFieldsProps {
  readonly value: Rhythm;
  readonly onChange: (rhythm: Rhythm) => void;
}

/** The fields of a rhythm: how many messages a week, on which day, at what time, in which zone. */
export function RhythmFields({ value, onChange }: RhythmFieldsProps) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const dates = useDates();
  return (
    <div className={styles.fields}>
      <Field
        label={t('rhythm.budget')}
        hint={value.budget === 0 ? t('rhythm.budget-0-hint') : t('rhythm.budget-hint')}
      >
        <RadioGroup
          layout="horizontal"
          className={styles.choices}
          value={String(value.budget)}
          onChange={(_, { value: chosen }) => {
            const budget = MESSAGE_BUDGETS.find((one) => String(one) === chosen);
            if (budget !== undefined) onChange({ ...value, budget });
          }}
        >
          {MESSAGE_BUDGETS.map((budget) => (
            <Radio
              key={budget}
              className={styles.choice}
              value={String(budget)}
              label={t(`rhythm.budget-${budget}`)}
            />
          ))}
        </RadioGroup>
      </Field>
      <div className={styles.when}>
        <Field label={t('rhythm.day')}>
          <Select
            select={{ className: styles.control }}
            value={String(value.day)}
            onChange={(_, { value: chosen }) => {
              const day = DAYS.find((one) => String(one) === chosen);
              if (day !== undefined) onChange({ ...value, day });
            }}
          >
            {DAYS.map((day) => (
              <option key={day} value={String(day)}>
                {dates.weekday(day)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('rhythm.time')}>
          <Input
            className={styles.control}
            type="time"
            value={value.time}
            onChange={(_, { value: time }) => {
              // A time that is only half typed is empty here.
              if (time !== '') onChange({ ...value, time: time.slice(0, 5) });
            }}
          />
        </Field>
        <div className={styles.zone}>
          <ZonePicker value={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
        </div>
      </div>
    </div>
  );
}
