import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/link-button.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { nextStepOf } from './next-step-of.ts';

const useStyles = makeStyles({
  panel: { justifyItems: 'start' },
  text: { margin: 0 },
});

/** The manager's own next step, before any number about others: how many questions wait, never their words. */
export function NextStepPanel() {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organisation');
  const step = nextStepOf(useGivenHome());
  const title = t('next.title');
  return (
    <section aria-label={title} className={mergeClasses(surface.panel, styles.panel)}>
      <h2 className={surface.panelTitle}>{title}</h2>
      {step.kind === 'answer' && (
        <>
          <p className={styles.text}>{t('next.answer', { count: step.questions })}</p>
          <LinkButton href={paths.home}>{t('next.to-answer')}</LinkButton>
        </>
      )}
      {step.kind === 'pledge' && (
        <>
          <p className={styles.text}>{t('next.pledge')}</p>
          <LinkButton href={paths.newPledge()}>{t('next.to-pledge')}</LinkButton>
        </>
      )}
      {step.kind === 'nothing' && (
        <>
          <p className={styles.text}>{t('next.nothing')}</p>
          <LinkButton href={paths.pledges}>{t('next.to-pledges')}</LinkButton>
        </>
      )}
    </section>
  );
}
