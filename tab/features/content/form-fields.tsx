import { Field, Input, makeStyles, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PILLARS, type Pillar } from '../../../shared/domain/pillar.ts';

const useStyles = makeStyles({
  field: { minHeight: '44px', minWidth: 0, width: '100%' },
  radio: { minHeight: '44px', alignItems: 'center' },
});

/** What is wrong with the fields of a form, in words, by the field's name. */
export type Problems = ReadonlyMap<string, string>;

interface TextFieldProps {
  /** The field's name, as the API calls it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly longest?: number;
  readonly type?: 'text' | 'url' | 'number' | 'date' | 'time';
  /** Several lines. */
  readonly rows?: number;
  readonly required?: boolean;
  readonly problems: Problems;
  readonly onChange: (value: string) => void;
}

/** One field of text, with what is wrong with it beside it. */
export function TextField(props: TextFieldProps) {
  const styles = useStyles();
  const { name, label, hint, value, longest, type = 'text', rows, problems, onChange } = props;
  const problem = problems.get(name);
  const length = longest === undefined ? {} : { maxLength: longest };
  return (
    <Field
      label={label}
      required={props.required ?? false}
      {...(hint === undefined ? {} : { hint })}
      {...(problem === undefined
        ? {}
        : { validationState: 'error' as const, validationMessage: problem })}
    >
      {rows === undefined ? (
        <Input
          className={styles.field}
          type={type}
          value={value}
          {...length}
          onChange={(_event, data) => onChange(data.value)}
        />
      ) : (
        <Textarea
          className={styles.field}
          rows={rows}
          resize="vertical"
          value={value}
          {...length}
          onChange={(_event, data) => onChange(data.value)}
        />
      )}
    </Field>
  );
}

/** Which pillar it is of. */
export function PillarField({
  value,
  onChange,
}: {
  readonly value: Pillar;
  readonly onChange: (pillar: Pillar) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'common']);
  return (
    <Field label={t('content:edit.field.pillar')}>
      <RadioGroup
        value={value}
        onChange={(_event, data) => {
          const pillar = PILLARS.find((one) => one === data.value);
          if (pillar !== undefined) onChange(pillar);
        }}
      >
        {PILLARS.map((pillar) => (
          <Radio
            key={pillar}
            className={styles.radio}
            value={pillar}
            label={t(`common:pillar.${pillar}`)}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
