import type { PersonExport } from '../../../shared/commands/export-person.ts';
import { findTemplate } from '../../../shared/catalogue/catalogue.ts';
import type { CheckIn } from '../../../shared/domain/check-in.ts';
import type { Pledge, PledgeForm } from '../../../shared/domain/pledge.ts';
import { html, type Markup } from './markup.ts';
import { factsTable, listTable, ownWords, type Reader, type Section } from './pieces.ts';
import type { Telling } from './sections.ts';

/** Every pledge, in hand and past, each with its answers. */
export function pledgesSection({ data, reader }: Telling): Section {
  const { t } = reader;
  const { person, pastPledges, checkIns } = data.whole;
  const pledges = [...(person?.pledges ?? []), ...pastPledges];
  const answers = Map.groupBy(checkIns, ({ pledgeId }) => pledgeId);
  const known = new Set(pledges.map(({ id }) => id));
  const others = checkIns.filter(({ pledgeId }) => !known.has(pledgeId));
  return {
    id: 'pledges',
    title: t('export:pledges.title'),
    parts: [
      ...pledges.map((pledge) => {
        const past = answers.get(pledge.id) ?? [];
        const dates = new Set(past.map(({ date }) => date));
        const all = [...pledge.recent.filter(({ date }) => !dates.has(date)), ...past];
        return onePledge(pledge, all, data, reader);
      }),
      answersTable(t('export:pledges.other-answers'), others, reader),
    ],
  };
}

function onePledge(
  pledge: Pledge,
  answers: readonly CheckIn[],
  { names }: PersonExport,
  reader: Reader,
): Markup {
  const { t, day } = reader;
  const { form, life, ergId } = pledge;
  const table = answersTable(t('export:pledges.answers'), answers, reader);
  return html`<article>
    <h3><bdi>${titleOf(pledge, reader)}</bdi></h3>
    <p>${ownWords(wordsOf(form, reader))}</p>
    ${factsTable(t('export:pledges.caption'), [
      [
        t('export:pledges.phrases'),
        form.kind === 'plain-goal' && form.phrases.length > 0
          ? form.phrases.map((phrase) => html`<div>${ownWords(phrase)}</div>`)
          : undefined,
      ],
      [
        t('export:pledges.self-talk'),
        form.kind === 'if-then' && form.selfTalk !== undefined
          ? ownWords(form.selfTalk)
          : undefined,
      ],
      [t('export:pledges.pillar'), t(`export:pledges.pillars.${pledge.pillar}`)],
      [
        t('export:pledges.erg'),
        ergId === undefined ? undefined : ownWords(names.get(ergId) ?? t('export:gone')),
      ],
      [t('export:pledges.cadence'), t(`cards:pledges.cadence.${pledge.cadence}`)],
      [
        t('export:pledges.period'),
        t('export:settings.from-through', {
          from: day(pledge.startedOn),
          through: day(pledge.endsOn),
        }),
      ],
      [t('export:pledges.state'), stateOf(life, reader)],
    ])}
    ${table ?? html`<p class="quiet">${t('export:pledges.no-answers')}</p>`}
  </article>`;
}

function titleOf({ source, form }: Pledge, reader: Reader): string {
  const title =
    source.kind === 'catalogue'
      ? findTemplate(source.templateId, reader.language)?.text.title
      : source.kind === 'ask'
        ? source.title
        : undefined;
  return title ?? wordsOf(form, reader);
}

function wordsOf(form: PledgeForm, { t }: Reader): string {
  switch (form.kind) {
    case 'if-then':
      return t('cards:pledge.if-then', { cue: form.cue, action: form.action });
    case 'plain-goal':
      return t('cards:pledge.plain-goal', { goal: form.goal });
    case 'own-words':
      return form.words;
  }
}

function stateOf(life: Pledge['life'], { t, day }: Reader): string {
  switch (life.state) {
    case 'active':
      return t('export:pledges.states.active');
    case 'paused':
      return t('export:pledges.states.paused', { day: day(life.since) });
    case 'completed':
    case 'let-go':
      return t(`export:pledges.states.${life.state}`, { day: day(life.on) });
  }
}

function answersTable(
  caption: string,
  answers: readonly CheckIn[],
  { t, day, moment }: Reader,
): Markup | undefined {
  return listTable(
    caption,
    [
      t('export:pledges.date'),
      t('export:pledges.answer'),
      t('export:pledges.note'),
      t('export:pledges.answered'),
    ],
    answers.map(({ date, answer, note, answeredAt, via }) => [
      day(date),
      t(`cards:answer.${answer}`),
      note === undefined ? '' : ownWords(note),
      t(`export:pledges.in-${via}`, { when: moment(answeredAt) }),
    ]),
  );
}
