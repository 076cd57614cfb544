import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Switch,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MessageRulesBody, MessageRulesView } from '../../../shared/contract/health.ts';
import { QuietDatesFields } from '../../components/quiet-dates-fields.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useChangeRules } from './health-calls.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '640px' },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalXS}` },
  hint: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalM}`,
  },
  target: { minHeight: '44px' },
});

/** What holds for everybody: stop, quiet dates, a silent installation. Each change is saved as it is made. */
export function RulesFields({
  rules,
  today,
}: {
  readonly rules: MessageRulesView;
  readonly today: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const change = useChangeRules();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const { revision, ...known } = rules;

  function save(fields: Partial<MessageRulesBody>): void {
    change
      .mutateAsync({ revision, rules: { ...known, ...fields } })
      .then(() => toast(t('saved')))
      // What went wrong stands on the page.
      .catch(() => undefined);
  }

  return (
    <div className={styles.fields}>
      {change.isError &&
        (isChangedMeanwhile(change.error) ? (
          <MessageBar intent="warning" layout="multiline" role="alert">
            <MessageBarBody>{t('changed-meanwhile')}</MessageBarBody>
          </MessageBar>
        ) : (
          <SaveFailed error={change.error} />
        ))}
      <Field hint={t('rules.messages-hint')}>
        <Switch
          checked={known.messages === 'on'}
          label={t('rules.messages')}
          onChange={(_, { checked }) => (checked ? save({ messages: 'on' }) : setAsking(true))}
        />
      </Field>
      <section>
        <h3 className={styles.title}>{t('rules.quiet')}</h3>
        <p className={styles.hint}>{t('rules.quiet-hint')}</p>
        <QuietDatesFields
          value={known.quietDates}
          today={today}
          onChange={(quietDates) => save({ quietDates })}
        />
      </section>
      <Field hint={t('rules.silent-hint')}>
        <Switch
          checked={known.installation === 'silent'}
          label={t('rules.silent')}
          onChange={(_, { checked }) => save({ installation: checked ? 'silent' : 'greeting' })}
        />
      </Field>
      <Dialog open={isAsking} onOpenChange={(_, { open }) => setAsking(open)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{t('rules.stop-title')}</DialogTitle>
            <DialogContent>{t('rules.stop-text')}</DialogContent>
            <DialogActions>
              <Button className={styles.target} onClick={() => setAsking(false)}>
                {t('rules.keep')}
              </Button>
              <Button
                appearance="primary"
                className={styles.target}
                onClick={() => {
                  setAsking(false);
                  save({ messages: 'stopped' });
                }}
              >
                {t('rules.stop')}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}
