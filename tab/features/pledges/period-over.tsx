import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ChangePledgeBody, PledgeView } from '../../../shared/contract/pledges.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { Panel } from './panel.tsx';
import { proposedEnd } from './pledge-draft.ts';
import { WhatWasDone } from './what-was-done.tsx';

const useStyles = makeStyles({
  choices: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
  },
  button: { minHeight: '44px', minWidth: '128px' },
  hint: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
});

/** The end of a period: what was done in it, and renew, change, complete or let go. */
export function PeriodOver({
  pledge,
  onChange,
  onEdit,
}: {
  readonly pledge: PledgeView;
  readonly onChange: (body: ChangePledgeBody) => void;
  readonly onEdit: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const dates = useDates();
  const { today } = useGivenHome();
  const { revision } = pledge;
  const endsOn = proposedEnd(today);
  const choices = [
    {
      label: t('over.renew'),
      hint: t('over.renew-hint', { day: dates.day(endsOn, today) }),
      choose: () => onChange({ do: 'renew', revision, endsOn }),
    },
    { label: t('over.change'), hint: t('over.change-hint'), choose: onEdit },
    {
      label: t('over.complete'),
      hint: t('over.complete-hint'),
      choose: () => onChange({ do: 'complete', revision }),
    },
    {
      label: t('over.let-go'),
      hint: t('over.let-go-hint'),
      choose: () => onChange({ do: 'let-go', revision }),
    },
  ];
  return (
    <Panel
      title={t('over.title')}
      sentence={t('over.sentence', { day: dates.day(pledge.endsOn, today) })}
    >
      <WhatWasDone pledge={pledge} />
      <ul className={styles.choices}>
        {choices.map(({ label, hint, choose }, index) => (
          <li key={label} className={styles.choice}>
            <Button className={styles.button} aria-describedby={`choice-${index}`} onClick={choose}>
              {label}
            </Button>
            <span className={styles.hint} id={`choice-${index}`}>
              {hint}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
