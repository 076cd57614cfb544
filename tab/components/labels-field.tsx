import { useRef, useState } from 'react';
import {
  Button,
  Field,
  Input,
  makeStyles,
  Tag,
  TagGroup,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from './announcer.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  input: { flex: '1 1 160px', minWidth: 0, minHeight: '44px' },
  target: { minHeight: '44px' },
  labels: { flexWrap: 'wrap', marginTop: tokens.spacingVerticalS },
  label: { maxWidth: '100%', minHeight: '32px', height: 'auto', overflowWrap: 'anywhere' },
});

interface LabelsFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly values: readonly string[];
  readonly longest: number;
  readonly most: number;
  readonly problem: string | undefined;
  readonly onChange: (values: readonly string[]) => void;
}

/** A few short words, each added by Enter or *Add*, each with a way to take it out. */
export function LabelsField(props: LabelsFieldProps) {
  const { label, hint, values, longest, most, problem, onChange } = props;
  const styles = useStyles();
  const { t } = useTranslation('common');
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const add = () => {
    const value = text.trim();
    if (value === '') return;
    setText('');
    if (!values.includes(value)) onChange([...values, value]);
    announce(t('labels.added', { label: value }));
    input.current?.focus();
  };
  return (
    <div>
      <Field
        label={label}
        hint={hint}
        {...(problem === undefined
          ? {}
          : { validationState: 'error' as const, validationMessage: problem })}
      >
        <Input
          ref={input}
          className={styles.input}
          value={text}
          maxLength={longest}
          disabled={values.length >= most}
          contentAfter={
            <Button
              appearance="transparent"
              aria-label={t('labels.add-to', { what: label })}
              disabledFocusable={text.trim() === ''}
              onClick={add}
            >
              {t('labels.add')}
            </Button>
          }
          onChange={(_event, { value }) => setText(value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </Field>
      {values.length > 0 && (
        <TagGroup
          className={styles.labels}
          aria-label={label}
          onDismiss={(_event, { value }) => {
            onChange(values.filter((one) => one !== value));
            announce(t('labels.removed', { label: value }));
          }}
        >
          {values.map((value) => (
            <Tag
              key={value}
              className={styles.label}
              value={value}
              dismissible
              dismissIcon={{ 'aria-label': t('labels.remove') }}
            >
              {value}
            </Tag>
          ))}
        </TagGroup>
      )}
    </div>
  );
}
