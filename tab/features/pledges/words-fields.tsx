import { useId } from 'react';
import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useTranslation } from 'react-i18next';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import { type FieldProblems, LONGEST, MOST_PHRASES, type WordsDraft } from './pledge-draft.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalL, maxWidth: '70ch' },
  radio: { minHeight: '44px', alignItems: 'center' },
  ownCue: { marginInlineStart: '32px' },
  growingLine: {
    fieldSizing: 'content',
    maxHeight: 'none',
    minHeight: '42px',
    paddingBlock: '10px',
    boxSizing: 'border-box',
  },
  phrases: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  phrase: { display: 'flex', gap: tokens.spacingHorizontalXS, width: '100%' },
  grow: { flexGrow: 1, minWidth: 0 },
  control: { minHeight: '44px' },
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXXS },
});

interface WordsFieldsProps<W extends WordsDraft> {
  readonly words: W;
  readonly onChange: (words: W) => void;
  readonly problems: FieldProblems;
}

/** The words of a pledge, to be changed. `cues` are the template's suggestions, if it has any. */
export function WordsFields({
  words,
  cues,
  onChange,
  problems,
}: WordsFieldsProps<WordsDraft> & { readonly cues: readonly string[] }) {
  switch (words.kind) {
    case 'if-then':
      return <IfThenFields words={words} cues={cues} onChange={onChange} problems={problems} />;
    case 'plain-goal':
      return <PlainGoalFields words={words} onChange={onChange} problems={problems} />;
    case 'own-words':
      return <OwnWordsFields words={words} onChange={onChange} problems={problems} />;
  }
}

const OWN = 'own';

function IfThenFields({
  words,
  cues,
  onChange,
  problems,
}: WordsFieldsProps<Extract<WordsDraft, { kind: 'if-then' }>> & {
  readonly cues: readonly string[];
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const message = useFieldMessage(problems);
  const ownCue = (
    <Input
      className={styles.control}
      value={words.ownCue}
      maxLength={LONGEST.cue}
      onChange={(_event, { value }) => onChange({ ...words, cueFrom: 'own', ownCue: value })}
    />
  );
  return (
    <div className={styles.fields}>
      {cues.length === 0 ? (
        <Field label={t('form.when')} hint={t('form.own-cue-hint')} {...message('cue')}>
          {ownCue}
        </Field>
      ) : (
        <div>
          <Field label={t('form.when')}>
            <RadioGroup
              value={words.cueFrom === 'own' ? OWN : words.suggestedCue}
              onChange={(_event, { value }) =>
                onChange(
                  value === OWN
                    ? { ...words, cueFrom: 'own' }
                    : { ...words, cueFrom: 'suggested', suggestedCue: value },
                )
              }
            >
              {cues.map((cue) => (
                <Radio key={cue} className={styles.radio} value={cue} label={cue} />
              ))}
              <Radio className={styles.radio} value={OWN} label={t('form.own-cue')} />
            </RadioGroup>
          </Field>
          {words.cueFrom === 'own' && (
            <Field
              className={styles.ownCue}
              label={t('form.own-cue-label')}
              hint={t('form.own-cue-hint')}
              {...message('cue')}
            >
              {ownCue}
            </Field>
          )}
        </div>
      )}
      <Field label={t('form.i-will')} {...message('action')}>
        <GrowingTextarea
          value={words.action}
          maxLength={LONGEST.behaviour}
          onChange={(_event, { value }) => onChange({ ...words, action: value })}
        />
      </Field>
      <Field label={<Optional label={t('form.self-talk')} />}>
        <Input
          className={styles.control}
          value={words.selfTalk}
          maxLength={LONGEST.line}
          onChange={(_event, { value }) => onChange({ ...words, selfTalk: value })}
        />
      </Field>
    </div>
  );
}

function PlainGoalFields({
  words,
  onChange,
  problems,
}: WordsFieldsProps<Extract<WordsDraft, { kind: 'plain-goal' }>>) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const message = useFieldMessage(problems);
  const addId = useId();
  const setPhrases = (phrases: readonly string[]) => onChange({ ...words, phrases });
  return (
    <div className={styles.fields}>
      <Field label={t('form.i-will')} {...message('goal')}>
        <GrowingTextarea
          value={words.goal}
          maxLength={LONGEST.behaviour}
          onChange={(_event, { value }) => onChange({ ...words, goal: value })}
        />
      </Field>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>
          <Optional label={t('form.phrases')} />
        </legend>
        <div className={styles.phrases}>
          {words.phrases.map((phrase, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a phrase that is being written has no identity but its place
            <div key={index} className={styles.phrase}>
              <Textarea
                className={styles.grow}
                textarea={{ className: styles.growingLine }}
                rows={1}
                aria-label={t('form.phrase', { number: index + 1 })}
                value={phrase}
                maxLength={LONGEST.line}
                onChange={(_event, { value }) => {
                  // A phrase is one line, however many it takes on a narrow screen.
                  const line = value.replaceAll('\n', ' ');
                  setPhrases(words.phrases.map((old, place) => (place === index ? line : old)));
                }}
              />
              <Button
                className={styles.control}
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={t('form.remove-phrase', { number: index + 1 })}
                onClick={() => {
                  setPhrases(words.phrases.filter((_phrase, place) => place !== index));
                  // The button that had the focus is gone; the one below the list is next.
                  document.getElementById(addId)?.focus();
                }}
              />
            </div>
          ))}
          <Button
            id={addId}
            className={styles.control}
            appearance="subtle"
            icon={<AddRegular />}
            disabledFocusable={words.phrases.length >= MOST_PHRASES}
            onClick={() => setPhrases([...words.phrases, ''])}
          >
            {t('form.add-phrase')}
          </Button>
        </div>
      </fieldset>
    </div>
  );
}

function OwnWordsFields({
  words,
  onChange,
  problems,
}: WordsFieldsProps<Extract<WordsDraft, { kind: 'own-words' }>>) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const message = useFieldMessage(problems);
  return (
    <div className={styles.fields}>
      <Field label={t('form.own-words')} hint={t('form.own-words-hint')} {...message('words')}>
        <GrowingTextarea
          value={words.words}
          maxLength={LONGEST.behaviour}
          onChange={(_event, { value }) => onChange({ ...words, words: value })}
        />
      </Field>
    </div>
  );
}

function Optional({ label }: { readonly label: string }) {
  const { t } = useTranslation('pledges');
  return (
    <>
      {label} ({t('form.optional')})
    </>
  );
}

/** What Fluent's `Field` shows where something does not fit yet. */
export function useFieldMessage(
  problems: FieldProblems,
): (field: keyof FieldProblems) => { validationMessage?: string } {
  const { t } = useTranslation('pledges');
  return (field) => {
    const problem = problems[field];
    return problem === undefined ? {} : { validationMessage: t(`field.${problem}`) };
  };
}
