import { findTemplate } from '../../shared/catalogue/catalogue.ts';
import type { CheckInView, PledgeView } from '../../shared/contract/pledges.ts';
import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Pledge, PledgeForm } from '../../shared/domain/pledge.ts';
import {
  isAnswerOpen,
  isPeriodOver,
  isSmallerStepDue,
  nextQuestionOn,
} from '../../shared/domain/questions.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';

/** For whom and when something is presented. */
export interface Reading {
  readonly person: Person;
  readonly now: Instant;
  readonly language: string;
}

const LONGEST_TITLE = 60;

/** A pledge as its owner reads it. */
export function presentPledge(pledge: Pledge, reading: Reading): PledgeView {
  const { person, now, language } = reading;
  const time = person.profile.settings;
  const template =
    pledge.source.kind === 'catalogue'
      ? findTemplate(pledge.source.templateId, language)
      : undefined;
  const ask = pledge.source.kind === 'ask' ? pledge.source : undefined;
  const next = nextQuestionOn(pledge, time, now);
  const offerSmaller = pledge.life.state === 'active' && isSmallerStepDue(pledge);
  return {
    id: pledge.id,
    pillar: pledge.pillar,
    title: template?.text.title ?? ask?.title ?? shortened(mainWords(pledge.form)),
    form: presentForm(pledge.form),
    ...(pledge.source.kind === 'catalogue' ? { templateId: pledge.source.templateId } : {}),
    wordsFrom: pledge.wordsFrom,
    ...(pledge.ergId === undefined ? {} : { ergId: pledge.ergId }),
    cadence: pledge.cadence,
    startedOn: pledge.startedOn,
    endsOn: pledge.endsOn,
    life: pledge.life.state,
    periodOver: isPeriodOver(pledge, time, now),
    question:
      template?.text.question ??
      ask?.question ??
      translatorFor(language).t('cards:pledge.question'),
    ...(next === undefined ? {} : { nextQuestionOn: next }),
    offerSmaller,
    ...(offerSmaller && template !== undefined ? { smallerStep: template.text.smaller } : {}),
    recent: pledge.recent.map((checkIn) => presentCheckIn(checkIn, pledge, reading)),
    revision: pledge.revision,
  };
}

/** An answer as its owner reads it; `pledge` is undefined where it has ended. */
export function presentCheckIn(
  checkIn: CheckIn,
  pledge: Pledge | undefined,
  { person, now }: Pick<Reading, 'person' | 'now'>,
): CheckInView {
  const { via: _via, ...view } = checkIn;
  return {
    ...view,
    answerOpen: pledge !== undefined && isAnswerOpen(pledge, checkIn, person.profile.settings, now),
  };
}

function mainWords(form: PledgeForm): string {
  switch (form.kind) {
    case 'if-then':
      return form.action;
    case 'plain-goal':
      return form.goal;
    case 'own-words':
      return form.words;
  }
}

function presentForm(form: PledgeForm): PledgeView['form'] {
  return form.kind === 'plain-goal' ? { ...form, phrases: [...form.phrases] } : { ...form };
}

/** The words up to the last space that fits, with an ellipsis where something was left out. */
function shortened(words: string): string {
  if (words.length <= LONGEST_TITLE) return words;
  const cut = words.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).trimEnd()}…`;
}
