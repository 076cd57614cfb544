import type { PledgeForm } from '../domain/pledge.ts';
import { catalogueInEach, type Template } from './catalogue.ts';

/**
 * Whether every word of a pledge is the built-in catalogue's, in any of its languages: only such words may
 * stand on a card without the person having switched words on.
 */
export function areCatalogueWords(templateId: string, form: PledgeForm): boolean {
  return catalogueInEach().some(
    (template) => template.id === templateId && holdsWords(template, form),
  );
}

function holdsWords({ text }: Template, form: PledgeForm): boolean {
  switch (form.kind) {
    case 'if-then':
      return (
        text.form === 'if-then' &&
        [text.action, text.smaller].includes(form.action) &&
        text.cues.includes(form.cue) &&
        (form.selfTalk === undefined || form.selfTalk === text.selfTalk)
      );
    case 'plain-goal':
      return (
        text.form === 'plain-goal' &&
        [text.goal, text.smaller].includes(form.goal) &&
        form.phrases.every((phrase) => text.phrases.includes(phrase))
      );
    case 'own-words':
      return false;
  }
}
