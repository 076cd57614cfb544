import { Button, makeStyles, tokens, ToggleButton } from '@fluentui/react-components';
import { ArrowForwardRegular } from '@fluentui/react-icons/svg/arrow-forward';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CircleLineRegular } from '@fluentui/react-icons/svg/circle-line';
import { useTranslation } from 'react-i18next';
import { ANSWERS, type Answer } from '../../shared/domain/check-in.ts';

const ICONS = {
  'did-it': CheckmarkRegular,
  'did-not-come-up': CircleLineRegular,
  'not-this-time': ArrowForwardRegular,
} as const satisfies Record<Answer, unknown>;

const useStyles = makeStyles({
  answers: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 480px)': { flexDirection: 'column' },
  },
  answer: { minHeight: '44px' },
});

interface AnswerButtonsProps {
  readonly onAnswer: (answer: Answer) => void;
  /** The answer that stands now, where one is being changed. */
  readonly chosen?: Answer;
  /** The id of the element with the question. */
  readonly labelledBy: string;
  readonly disabled?: boolean;
}

/** The three answers to a check-in, of equal weight: none of them counts against anyone. */
export function AnswerButtons({ onAnswer, chosen, labelledBy, disabled }: AnswerButtonsProps) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  return (
    <div className={styles.answers} role="group" aria-labelledby={labelledBy}>
      {ANSWERS.map((answer) => {
        const Icon = ICONS[answer];
        const facts = {
          className: styles.answer,
          icon: <Icon aria-hidden />,
          disabled: disabled ?? false,
          onClick: () => onAnswer(answer),
        };
        const words = t(`answer.${answer}`);
        // A first answer is an act, not a state: pressed is only said where an answer stands.
        return chosen === undefined ? (
          <Button key={answer} {...facts}>
            {words}
          </Button>
        ) : (
          <ToggleButton key={answer} {...facts} checked={answer === chosen}>
            {words}
          </ToggleButton>
        );
      })}
    </div>
  );
}
