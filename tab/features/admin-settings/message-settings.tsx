import { useRef, useState } from 'react';
import { Field, makeStyles, Switch, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSettingsReply } from '../../../shared/contract/entry.ts';
import type { MessageRulesBody, MessageRulesView } from '../../../shared/contract/health.ts';
import { notOver } from '../../../shared/domain/quiet-dates.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { QuietDatesFields } from '../../components/quiet-dates-fields.tsx';
import { useToast } from '../../components/toasts.tsx';
import { RulesNotSaved } from '../../components/rules-not-saved.tsx';
import { useMessageRules } from '../../lib/message-rules.ts';
import { LastChange } from './last-change.tsx';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '640px' },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalXS}` },
  hint: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `0 0 ${tokens.spacingVerticalM}`,
  },
});

interface MessageSettingsProps {
  readonly rules: MessageRulesView;
  readonly today: string;
  readonly changes: AdminSettingsReply['changes'];
}

/** What holds for everybody: stop, quiet dates, a silent installation. Each change is saved as it is made. */
export function MessageSettings({ rules, today, changes }: MessageSettingsProps) {
  const styles = useStyles();
  const { t } = useTranslation(['health', 'common']);
  const { shown, save, error, tryAgain } = useMessageRules(rules);
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const messages = useRef<HTMLInputElement>(null);

  function change(
    fields: Partial<MessageRulesBody>,
    said: string,
    undo?: Partial<MessageRulesBody>,
  ): void {
    save({ quietDates: notOver(shown.quietDates, today), ...fields })
      .then(() =>
        undo === undefined
          ? toast(said)
          : toast(said, {
              label: t('common:undo'),
              onClick: () => change(undo, t('health:undone')),
            }),
      )
      // What went wrong stands above the fields.
      .catch(() => undefined);
  }

  function close(): void {
    setAsking(false);
    messages.current?.focus();
  }

  return (
    <div className={styles.fields}>
      <RulesNotSaved error={error} onRetry={tryAgain} />
      <Field hint={t('health:rules.messages-hint')}>
        <Switch
          ref={messages}
          checked={shown.messages === 'on'}
          label={t('health:rules.messages')}
          onChange={(_, { checked }) => {
            if (checked) change({ messages: 'on' }, t('health:rules.started'));
            else setAsking(true);
          }}
        />
      </Field>
      <LastChange of="messages" changes={changes} />
      <section>
        <h3 className={styles.title}>{t('health:rules.quiet')}</h3>
        <p className={styles.hint}>{t('health:rules.quiet-hint')}</p>
        <QuietDatesFields
          value={shown.quietDates}
          today={today}
          onChange={(quietDates) =>
            change({ quietDates }, t('health:saved'), { quietDates: shown.quietDates })
          }
        />
        <LastChange of="quiet-dates" changes={changes} />
      </section>
      <Field hint={t('health:rules.silent-hint')}>
        <Switch
          checked={shown.installation === 'silent'}
          label={t('health:rules.silent')}
          onChange={(_, { checked }) => {
            const installation = checked ? 'silent' : 'greeting';
            change({ installation }, t('health:saved'), { installation: shown.installation });
          }}
        />
      </Field>
      <LastChange of="installation" changes={changes} />
      {isAsking && (
        <QuestionDialog
          title={t('health:rules.stop-title')}
          confirm={t('health:rules.stop')}
          cancel={t('health:rules.keep')}
          onClose={close}
          onConfirm={() => {
            close();
            change({ messages: 'stopped' }, t('health:rules.stopped'));
          }}
        >
          {t('health:rules.stop-text')}
        </QuestionDialog>
      )}
    </div>
  );
}
