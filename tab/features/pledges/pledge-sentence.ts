import { useTranslation } from 'react-i18next';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useAnswersOnTheirWay } from '../../lib/save-check-in.ts';

/** The words of a pledge as one sentence: "When ⟨cue⟩, I will ⟨action⟩." Own words stay as they are. */
export function usePledgeSentence(): (form: PledgeView['form']) => string {
  const { t } = useTranslation('pledges');
  return (form) => {
    switch (form.kind) {
      case 'if-then':
        return t('words.if-then', {
          cue: withoutStop(form.cue),
          action: withoutStop(form.action),
        });
      case 'plain-goal':
        return t('words.plain-goal', { goal: withoutStop(form.goal) });
      case 'own-words':
        return form.words;
    }
  };
}

/** Where a pledge stands: a question waits, when the next comes, paused, over, ended. */
export function usePledgeState(): (pledge: PledgeView) => string {
  const { t } = useTranslation('pledges');
  const dates = useDates();
  const { due } = useGivenHome();
  const answers = useAnswersOnTheirWay();
  return (pledge) => {
    if (pledge.life !== 'active') return t(`state.${pledge.life}`);
    const question = due.find(({ pledgeId }) => pledgeId === pledge.id);
    const isAnswered = answers.some(
      ({ pledgeId, date }) => pledgeId === pledge.id && date === question?.date,
    );
    if (question !== undefined && !isAnswered) return t('state.waiting');
    if (pledge.periodOver) return t('state.period-over');
    return pledge.nextQuestionOn === undefined
      ? t('state.no-next')
      : t('state.next', { day: dates.dayWithWeekday(pledge.nextQuestionOn) });
  };
}

/** The rhythm and the period: "Every two weeks · until 25 May", or from when to when where it has ended. */
export function usePledgeTerms(): (pledge: PledgeView) => string {
  const { t } = useTranslation(['pledges', 'common']);
  const dates = useDates();
  const { today } = useGivenHome();
  return (pledge) => {
    const until = dates.day(pledge.endsOn, today);
    if (pledge.life === 'completed' || pledge.life === 'let-go') {
      return t('pledges:state.from-to', { from: dates.day(pledge.startedOn, today), to: until });
    }
    return [t(`common:cadence.${pledge.cadence}`), t('pledges:state.until', { day: until })].join(
      ' · ',
    );
  };
}

/** People end a line with a full stop or not; the sentence around it brings its own. */
function withoutStop(text: string): string {
  return text.trim().replace(/[.。]$/u, '');
}
