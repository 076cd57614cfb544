import { useId } from 'react';
import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useConfirm, useEnd } from './buddy-calls.ts';

interface AcceptedAskProps {
  readonly id: string;
  /** Of who accepted. */
  readonly name: string;
  readonly onGone: () => void;
}

/** Somebody accepted my link: is this whom I asked? */
export function AcceptedAsk({ id, name, onGone }: AcceptedAskProps) {
  const section = useSectionStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('buddies');
  const titleId = useId();
  const announce = useAnnounce();
  const confirm = useConfirm();
  const decline = useEnd();
  const isBusy = confirm.isPending || decline.isPending;
  const settle = (answer: typeof confirm, said: string) => () => {
    if (isBusy) return;
    answer.mutate(id, {
      onSuccess: () => {
        announce(said);
        onGone();
      },
    });
  };
  const yes = settle(confirm, t('confirm.confirmed', { name }));
  const no = settle(decline, t('confirm.declined'));
  return (
    <section className={surface.panel} aria-labelledby={titleId}>
      <h2 className={surface.panelTitle} id={titleId} dir="auto">
        {t('confirm.heading', { name })}
      </h2>
      <p className={section.text}>{t('confirm.text')}</p>
      <div className={section.acts}>
        <Button
          className={section.target}
          appearance="primary"
          disabledFocusable={isBusy}
          onClick={yes}
        >
          {t('confirm.yes')}
        </Button>
        <Button className={section.target} disabledFocusable={isBusy} onClick={no}>
          {t('confirm.no')}
        </Button>
      </div>
      {confirm.error !== null && <SaveFailed error={confirm.error} onRetry={yes} />}
      {decline.error !== null && <SaveFailed error={decline.error} onRetry={no} />}
    </section>
  );
}
