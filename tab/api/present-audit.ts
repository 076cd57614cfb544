import type { AuditActView, AuditReply } from '../../shared/contract/audit.ts';
import type { AuditPage, ToldAct, ToldPerson } from '../../shared/commands/read-audit-log.ts';
import { AUDIT_ACTS, type AuditDetail, isAuditAct } from '../../shared/domain/audit-acts.ts';
import { type TextParams, type Translator, translatorFor } from '../../shared/i18n/translator.ts';

/** A page of an audit log, in sentences. */
export function presentAudit(page: AuditPage, language: string): AuditReply {
  const translator = translatorFor(language);
  return {
    acts: page.acts.map((act) => presentAct(act, translator)),
    ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
  };
}

function presentAct(act: ToldAct, translator: Translator): AuditActView {
  const { erg } = act.details;
  return {
    id: act.id,
    at: new Date(act.atMs).toISOString(),
    sentence: sentenceOf(act, translator),
    ...(erg === undefined ? {} : { erg: String(erg) }),
  };
}

/** The sentence of an act; a general one for what a newer version recorded, or an older one with fewer details. */
function sentenceOf({ act, details, who, whom }: ToldAct, { t, locale }: Translator): string {
  const persons = { who: nameOf(who, 'who', t), whom: nameOf(whom, 'whom', t) };
  const known = isAuditAct(act) ? act : undefined;
  const needs: readonly AuditDetail[] = known === undefined ? [] : AUDIT_ACTS[known];
  if (known === undefined || needs.some((need) => details[need] === undefined)) {
    return t('audit:unknown', persons);
  }
  const params: Record<string, string | number> = { ...persons };
  for (const need of needs) Object.assign(params, paramsOf(need, details[need], locale));
  return t(`audit:${known}`, params);
}

/** A number is `count`, by which the plural is chosen, and `number` as it is written where the reader is. */
function paramsOf(
  need: AuditDetail,
  value: string | number | undefined,
  locale: string,
): TextParams {
  if (need === 'title' || need === 'name') return { [need]: String(value) };
  const count = Number(value);
  const number = new Intl.NumberFormat(locale).format(count);
  // A sentence with several numbers says each by its name.
  if (need === 'added' || need === 'changed' || need === 'removed') return { [need]: number };
  return { count, number };
}

function nameOf(person: ToldPerson, role: 'who' | 'whom', t: Translator['t']): string {
  if (person.is === 'named') return person.name;
  if (role === 'whom') return t(person.is === 'you' ? 'audit:whom.you' : 'audit:whom.colleague');
  return person.is === 'colleague' ? t('audit:who.former-organiser') : t(`audit:who.${person.is}`);
}
