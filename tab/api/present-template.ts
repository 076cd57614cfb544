import type { Template } from '../../shared/catalogue/catalogue.ts';
import type { TemplateView } from '../../shared/contract/catalogue.ts';

/** A suggested pledge, as the tab shows it. */
export function presentTemplate({ id, pillar, cadence, language, text }: Template): TemplateView {
  const { title, why, question } = text;
  return {
    id,
    pillar,
    cadence,
    language,
    title,
    why,
    question,
    words:
      text.form === 'if-then'
        ? { form: 'if-then', action: text.action, cues: [...text.cues], selfTalk: text.selfTalk }
        : { form: 'plain-goal', goal: text.goal, phrases: [...text.phrases] },
  };
}
