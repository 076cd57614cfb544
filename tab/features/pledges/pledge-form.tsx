import { useEffect, useRef, useState, type ReactNode } from 'react';
import {
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { type FieldProblems, type PledgeDraft, problemsOf } from './pledge-draft.ts';
import { TermsFields } from './terms-fields.tsx';
import { WordsFields } from './words-fields.tsx';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    // What gets the focus stays clear of the row of buttons that sticks to the bottom.
    '& input, & textarea, & select, & button': { scrollMarginBottom: '96px' },
  },
  pillars: { display: 'flex', flexWrap: 'wrap' },
  radio: { minHeight: '44px', alignItems: 'center' },
  bar: { maxWidth: '70ch' },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalM,
    '@media (min-height: 560px)': {
      position: 'sticky',
      bottom: 0,
      zIndex: 1,
      // The background of the page.
      backgroundColor: tokens.colorNeutralBackground2,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
  failed: { flexBasis: '100%', minWidth: 0 },
  button: { minHeight: '44px' },
});

interface PledgeFormProps {
  readonly draft: PledgeDraft;
  readonly onChange: (draft: PledgeDraft) => void;
  /** The cues that the template suggests. */
  readonly cues: readonly string[];
  /** Which fields can be changed: all of a new pledge, all but the pillar, or the words alone. */
  readonly fields: 'all' | 'words-and-terms' | 'words';
  /** The end that the pledge has already, which may stay although it is over. */
  readonly unchangedEnd?: string;
  readonly save: { readonly label: string; readonly busyLabel: string };
  readonly onSave: () => void;
  readonly saving: boolean;
  readonly error: unknown;
  /** Stands above the buttons, e.g. that what is shown was changed elsewhere. */
  readonly notice?: ReactNode;
  /** The other ways out, beside the primary button. */
  readonly others?: ReactNode;
}

/** Everything about a pledge on one screen; it is prefilled, so its button can be pressed at once. */
export function PledgeForm(props: PledgeFormProps) {
  const { draft, onChange, cues, fields, unchangedEnd, save, onSave, saving, error } = props;
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common']);
  const { today } = useGivenHome();
  const canSee = useWhoCanSee('pledge');
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  // Nothing is marked before the first attempt: an empty field is not a fault while one is still writing.
  const problems: FieldProblems =
    attempts === 0
      ? {}
      : problemsOf(draft, today, fields === 'words' ? draft.endsOn : unchangedEnd);
  useEffect(() => {
    if (attempts === 0) return;
    form.current
      ?.querySelector<HTMLElement>('input[aria-invalid="true"], textarea[aria-invalid="true"]')
      ?.focus();
  }, [attempts]);

  const submit = () => {
    if (saving) return;
    const found = problemsOf(draft, today, fields === 'words' ? draft.endsOn : unchangedEnd);
    if (Object.keys(found).length > 0) {
      setAttempts(attempts + 1);
      return;
    }
    onSave();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <WordsFields
        words={draft.words}
        cues={cues}
        onChange={(words) => onChange({ ...draft, words })}
        problems={problems}
      />
      {fields === 'all' && draft.words.kind === 'own-words' && (
        <Field label={t('pledges:form.pillar')}>
          <RadioGroup
            className={styles.pillars}
            layout="horizontal"
            value={draft.pillar}
            onChange={(_event, { value }) => {
              const pillar = PILLARS.find((known) => known === value);
              if (pillar !== undefined) onChange({ ...draft, pillar });
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
      )}
      {draft.pillar === 'speak-up' && (
        <MessageBar className={styles.bar} intent="info" layout="multiline">
          <MessageBarBody>{t('pledges:form.safety')}</MessageBarBody>
        </MessageBar>
      )}
      {fields !== 'words' && (
        <TermsFields
          terms={draft}
          onChange={(terms) => onChange({ ...draft, ...terms })}
          problems={problems}
        />
      )}
      <WhoCanSee lines={canSee} />
      {props.notice}
      <div className={styles.buttons}>
        {error !== null && error !== undefined && (
          // Inside the row that sticks to the bottom, so that it is seen wherever the page is scrolled to.
          <div className={styles.failed}>
            <SaveFailed error={error} onRetry={submit} />
          </div>
        )}
        <Button
          className={styles.button}
          type="submit"
          appearance="primary"
          disabledFocusable={saving}
        >
          {saving ? save.busyLabel : save.label}
        </Button>
        {props.others}
      </div>
    </form>
  );
}
