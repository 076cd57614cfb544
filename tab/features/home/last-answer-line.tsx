import { lazy, Suspense } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/link-button.tsx';
import { paths } from '../../lib/paths.ts';
import type { LastAnswer } from './use-answering.ts';

// Comes with its texts once an answer is saved: the first load stays small.
const JournalBox = lazy(async () => ({
  default: (await import('../../components/journal-box.tsx')).JournalBox,
}));

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalS}`,
    marginBottom: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
    minHeight: '44px',
  },
  icon: { fontSize: '20px', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  title: { color: tokens.colorNeutralForeground1 },
  target: { minHeight: '44px' },
  journal: { marginBottom: tokens.spacingVerticalM },
});

/** The answer given last, settling quietly, and the way to change it. */
export function LastAnswerLine({
  last,
  onChange,
}: {
  readonly last: LastAnswer;
  readonly onChange: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['home', 'common']);
  const { question, answer, saved } = last;
  return (
    <>
      <div className={styles.line}>
        <CheckmarkCircleRegular className={styles.icon} aria-hidden />
        <span>
          <bdi className={styles.title}>{question.title}</bdi>: {t(`common:answer.${answer}`)}
        </span>
        <span>· {saved ? t('home:answered.saved') : t('home:answered.saving')}</span>
        {saved?.checkIn.answerOpen && (
          <Button appearance="subtle" className={styles.target} onClick={onChange}>
            {t('home:answered.change')}
          </Button>
        )}
      </div>
      {saved?.pledge.offerSmaller && (
        <div className={styles.line}>
          <span>{t('home:answered.smaller')}</span>
          <LinkButton appearance="subtle" href={paths.pledge(question.pledgeId)}>
            {t('home:answered.smaller-look')}
          </LinkButton>
        </div>
      )}
      {saved && (
        <Suspense fallback={null}>
          <div className={styles.journal}>
            <JournalBox
              key={`${question.pledgeId} ${question.date}`}
              about={{ kind: 'check-in', pledgeId: question.pledgeId, date: question.date }}
              title={question.title}
            />
          </div>
        </Suspense>
      )}
    </>
  );
}
