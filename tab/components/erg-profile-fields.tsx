import {
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { JOIN_POLICIES } from '../../shared/domain/erg.ts';
import { PROFILE_LIMITS } from '../../shared/domain/erg-profile-rules.ts';
import type { ErgProfileDraft, ProfileField, ProfileProblems } from '../lib/erg-profile-draft.ts';
import { LabelsField } from './labels-field.tsx';

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXL },
  input: { minHeight: '44px', minWidth: 0 },
  short: { maxWidth: '120px' },
  choice: { minHeight: '44px' },
});

interface ErgProfileFieldsProps {
  readonly value: ErgProfileDraft;
  readonly problems: ProfileProblems;
  readonly onChange: (value: ErgProfileDraft) => void;
}

/** The fields of what an ERG says of itself. */
export function ErgProfileFields({ value, problems, onChange }: ErgProfileFieldsProps) {
  const styles = useStyles();
  const { t } = useTranslation(['profile', 'problems']);
  const change = (fields: Partial<ErgProfileDraft>) => onChange({ ...value, ...fields });
  const said = (field: ProfileField): string | undefined => {
    const reason = problems[field];
    if (reason === undefined) return undefined;
    if (reason === 'name-taken') return t('problems:name-taken.title');
    if (field === 'askAgainAfterDays') return t('profile:days-invalid');
    return t(`problems:field.${reason}`, t('problems:field.invalid'));
  };
  const wrong = (field: ProfileField) => {
    const message = said(field);
    return message === undefined
      ? {}
      : { validationState: 'error' as const, validationMessage: message };
  };
  const written = (field: 'name' | 'picture' | 'contact' | 'teamUrl' | 'channelUrl') => ({
    value: value[field],
    onChange: (_event: unknown, data: { value: string }) => change({ [field]: data.value }),
  });
  return (
    <div className={styles.fields}>
      <Field label={t('profile:name')} required {...wrong('name')}>
        <Input className={styles.input} maxLength={PROFILE_LIMITS.name} {...written('name')} />
      </Field>
      <Field
        label={t('profile:picture')}
        hint={t('profile:picture-hint')}
        required
        {...wrong('picture')}
      >
        <Input className={styles.short} {...written('picture')} />
      </Field>
      <Field
        label={t('profile:purpose')}
        hint={t('profile:purpose-hint')}
        required
        {...wrong('purpose')}
      >
        <Textarea
          resize="vertical"
          rows={5}
          maxLength={PROFILE_LIMITS.purpose}
          value={value.purpose}
          onChange={(_event, { value: purpose }) => change({ purpose })}
        />
      </Field>
      <LabelsField
        label={t('profile:tags')}
        hint={t('profile:tags-hint')}
        values={value.tags}
        longest={PROFILE_LIMITS.label}
        most={PROFILE_LIMITS.tags}
        problem={said('tags')}
        onChange={(tags) => change({ tags })}
      />
      <LabelsField
        label={t('profile:places')}
        hint={t('profile:places-hint')}
        values={value.places}
        longest={PROFILE_LIMITS.label}
        most={PROFILE_LIMITS.places}
        problem={said('places')}
        onChange={(places) => change({ places })}
      />
      <Field label={t('profile:join')}>
        <RadioGroup
          value={value.joinPolicy}
          onChange={(_event, data) =>
            change({ joinPolicy: JOIN_POLICIES.find((one) => one === data.value) ?? 'open' })
          }
        >
          {JOIN_POLICIES.map((policy) => (
            <Radio
              key={policy}
              className={styles.choice}
              value={policy}
              label={t(`profile:policy.${policy}`)}
            />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label={t('profile:days')}
        hint={t('profile:days-hint')}
        {...wrong('askAgainAfterDays')}
      >
        <Input
          className={styles.short}
          inputMode="numeric"
          value={value.askAgainAfterDays}
          onChange={(_event, { value: askAgainAfterDays }) => change({ askAgainAfterDays })}
        />
      </Field>
      <Field label={t('profile:contact')} hint={t('profile:contact-hint')} {...wrong('contact')}>
        <Input
          className={styles.input}
          maxLength={PROFILE_LIMITS.contact}
          {...written('contact')}
        />
      </Field>
      <Field label={t('profile:team')} hint={t('profile:link-hint')} {...wrong('teamUrl')}>
        <Input className={styles.input} type="url" {...written('teamUrl')} />
      </Field>
      <Field label={t('profile:channel')} {...wrong('channelUrl')}>
        <Input className={styles.input} type="url" {...written('channelUrl')} />
      </Field>
    </div>
  );
}
