import { findTemplate } from '../../shared/catalogue/catalogue.ts';
import type { Pledge, PledgeForm } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { dayInWords } from '../../shared/i18n/dates.ts';
import type { Translator } from '../../shared/i18n/translator.ts';

/** How a card speaks of a pledge. */
export interface PledgeWords {
  /** What the pledge is called: the words themselves, or the day on which it began. */
  readonly title: string;
  /** The check-in question; ours or the catalogue's, never a person's words. */
  readonly question: string;
  /** Whether the title tells what the pledge is about. */
  readonly shown: boolean;
}

/**
 * The words of a pledge that may stand on a card, in the reader's language. Chat is covered by the
 * organisation's compliance search: only the built-in catalogue's words are shown (read from the catalogue,
 * not from the pledge), or the person's own where they switched that on. Never a note, never an ERG's name.
 */
export function pledgeWords(
  pledge: Pledge,
  settings: Pick<Settings, 'showWords'>,
  translator: Translator,
): PledgeWords {
  const template =
    pledge.wordsFrom === 'catalogue' && pledge.source.kind === 'catalogue'
      ? findTemplate(pledge.source.templateId, translator.language)
      : undefined;
  if (template !== undefined) {
    return { title: template.text.title, question: template.text.question, shown: true };
  }
  const question = translator.t('cards:pledge.question');
  if (settings.showWords) {
    return { title: ownWords(pledge.form, translator), question, shown: true };
  }
  const day = dayInWords(pledge.startedOn, translator.locale);
  return { title: translator.t('cards:pledge.of-day', { day }), question, shown: false };
}

function ownWords(form: PledgeForm, translator: Translator): string {
  switch (form.kind) {
    case 'if-then':
      return translator.t('cards:pledge.if-then', { cue: form.cue, action: form.action });
    case 'plain-goal':
      return translator.t('cards:pledge.plain-goal', { goal: form.goal });
    case 'own-words':
      return form.words;
  }
}
