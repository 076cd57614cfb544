import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenHome, HomeReply } from '../../shared/contract/home.ts';
import type { RenewalBody } from '../../shared/contract/settings.ts';
import { useApi } from '../lib/api-context.ts';
import { useDates } from '../lib/dates.ts';
import { useChangeHome } from '../lib/home-query.ts';
import { SaveFailed } from './save-failed.tsx';
import { useSurfaceStyles } from './surface-styles.ts';
import { useToast } from './toasts.tsx';

/** What each version of the consent text covers that the one before did not, each with a sentence in the texts. */
const NEW_IN = [{ version: 2, things: ['lessons', 'journal', 'buddies'] }] as const;

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  list: { margin: 0, paddingInlineStart: '20px', maxWidth: '70ch' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

interface ConsentRenewalProps {
  readonly home: GivenHome;
  /** Called once an answer is stored; the panel may be gone by then. */
  readonly onAnswered: () => void;
}

/** Asks somebody who agreed to an older consent text about the one in force. Nothing where there is nothing to ask. */
export function ConsentRenewal({ home, onAnswered }: ConsentRenewalProps) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('welcome');
  const dates = useDates();
  const say = useToast();
  const title = useId();
  const answer = useAnswerRenewal();
  const { renewal } = home;
  if (renewal === undefined) return null;
  const things = NEW_IN.filter(({ version }) => version > home.consentVersion).flatMap(
    (one) => one.things,
  );
  const give = (said: RenewalBody['answer']) => {
    if (answer.isPending) return;
    answer.mutate(
      { version: renewal.version, answer: said },
      {
        onSuccess: () => {
          say(t(`renewal.said.${said}`));
          onAnswered();
        },
      },
    );
  };
  return (
    <section aria-labelledby={title} className={surface.panel}>
      <h2 id={title} className={surface.panelTitle}>
        {t('renewal.title')}
      </h2>
      <p className={styles.words}>
        {t('renewal.since', { day: dates.instant(home.consentedAt, home.settings.zone) })}
      </p>
      <ul className={styles.list}>
        {things.map((thing) => (
          <li key={thing}>{t(`renewal.new.${thing}`)}</li>
        ))}
      </ul>
      <p className={styles.words}>{t(`renewal.state.${renewal.state}`)}</p>
      {answer.isError && (
        <SaveFailed
          error={answer.error}
          onRetry={() => answer.variables !== undefined && give(answer.variables.answer)}
        />
      )}
      <div className={styles.acts}>
        <Button
          className={styles.target}
          disabledFocusable={answer.isPending}
          onClick={() => give('agree')}
        >
          {t('renewal.agree')}
        </Button>
        {renewal.state === 'asked' && (
          <Button
            className={styles.target}
            appearance="subtle"
            disabledFocusable={answer.isPending}
            onClick={() => give('not-now')}
          >
            {t('renewal.not-now')}
          </Button>
        )}
      </div>
    </section>
  );
}

function useAnswerRenewal() {
  const api = useApi();
  const changeHome = useChangeHome();
  return useMutation({
    mutationFn: (body: RenewalBody) => api.request<HomeReply>('POST', '/api/consent/renewal', body),
    onSuccess: (reply) => changeHome((home) => (reply.consent === 'given' ? reply : home)),
  });
}
