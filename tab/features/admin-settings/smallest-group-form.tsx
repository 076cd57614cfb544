import { useState } from 'react';
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { FEWEST_IN_A_CELL, MOST_FEWEST } from '../../../shared/domain/disclosure/choose-cells.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useSaveSmallestGroup } from './admin-settings-calls.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, justifyItems: 'start' },
  field: { width: '100%' },
  number: { minHeight: '44px', width: '140px' },
  text: { margin: 0, maxWidth: '70ch' },
  target: { minHeight: '44px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Raising the smallest group that is shown; what is written stays where another admin was first. */
export function SmallestGroupForm({
  rules: { fewest, revision },
}: {
  readonly rules: { readonly fewest: number; readonly revision: number };
}) {
  const styles = useStyles();
  const { t } = useTranslation(['organisation', 'common', 'problems']);
  const { number } = useDates();
  const toast = useToast();
  /** What is written, over which revision; absent where nothing was changed. */
  const [draft, setDraft] = useState<{ readonly text: string; readonly revision: number }>();
  const [wasTried, setTried] = useState(false);
  const save = useSaveSmallestGroup();
  const problem = useFieldProblems(save.error).get('fewest');
  const isStale = isChangedMeanwhile(save.error);
  const text = draft?.text ?? String(fewest);
  const wanted = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  const fits = wanted >= FEWEST_IN_A_CELL && wanted <= MOST_FEWEST;
  const range = { least: number(FEWEST_IN_A_CELL), most: number(MOST_FEWEST) };
  const forget = () => {
    setDraft(undefined);
    setTried(false);
    save.reset();
  };
  const send = () => {
    setTried(true);
    if (save.isPending || !fits) return;
    save.mutate(
      // Once they were told that another admin was first, theirs is replaced on purpose.
      { fewest: wanted, revision: isStale ? revision : (draft?.revision ?? revision) },
      {
        onSuccess: (saved) => {
          const before = fewest;
          forget();
          toast(t('organisation:rules.saved'), {
            label: t('common:undo'),
            onClick: () => save.mutate({ fewest: before, revision: saved.revision }),
          });
        },
      },
    );
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        className={styles.field}
        label={t('organisation:rules.label')}
        hint={t('organisation:rules.hint', range)}
        {...(wasTried && !fits
          ? { validationMessage: t('organisation:rules.out-of-range', range) }
          : problem === undefined
            ? {}
            : { validationMessage: problem })}
      >
        <Input
          className={styles.number}
          type="number"
          min={FEWEST_IN_A_CELL}
          max={MOST_FEWEST}
          value={text}
          onChange={(_event, { value }) =>
            setDraft({ text: value, revision: draft?.revision ?? revision })
          }
        />
      </Field>
      {isStale ? (
        <p className={styles.text} role="alert">
          {t('organisation:rules.changed-meanwhile', { fewest: number(fewest) })}
        </p>
      ) : (
        save.error !== null && <SaveFailed error={save.error} onRetry={send} />
      )}
      <div className={styles.acts}>
        <Button
          className={styles.target}
          type="submit"
          disabledFocusable={save.isPending || draft === undefined}
        >
          {save.isPending ? t('common:saving') : t('common:save')}
        </Button>
        {isStale && (
          <Button className={styles.target} disabledFocusable={save.isPending} onClick={forget}>
            {t('organisation:rules.take-theirs', { fewest: number(fewest) })}
          </Button>
        )}
      </div>
    </form>
  );
}
