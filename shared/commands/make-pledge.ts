import { areCatalogueWords } from '../catalogue/catalogue-words.ts';
import { findTemplate } from '../catalogue/catalogue.ts';
import type { Person } from '../domain/person.ts';
import type { Pledge, PledgeForm, PledgeSource } from '../domain/pledge.ts';
import {
  makePledge as decidePledge,
  type NewPledge,
  type PledgeRefusal,
} from '../domain/pledge-decisions.ts';
import { refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Makes a pledge. The same request again is the same pledge. `template-unknown`: neither the catalogue nor the ERG
 * has such a template in this pillar. `id-taken`: a pledge with this id says something else, so nobody is told *done* for words that
 * were not kept.
 */
export async function makePledge(
  deps: CommandDeps,
  asker: Asker,
  wanted: Omit<NewPledge, 'wordsFrom'>,
): Promise<Result<Person, PledgeRefusal | 'template-unknown' | 'id-taken' | 'busy'>> {
  if (wanted.source.kind === 'catalogue') {
    const template = findTemplate(wanted.source.templateId, 'en');
    if (template === undefined || template.pillar !== wanted.pillar) {
      return refused('template-unknown');
    }
  }
  const source = await withAsk(deps, asker.key.tenantId, wanted);
  const pledge = {
    ...wanted,
    source: source ?? wanted.source,
    wordsFrom: wordsFrom(wanted.source, wanted.form),
  };
  return changePerson<PledgeRefusal | 'template-unknown' | 'id-taken'>(
    deps,
    asker,
    (person, at) => {
      const known = person.pledges.find((candidate) => candidate.id === pledge.id);
      if (known !== undefined && asked(known) !== asked(pledge)) {
        return refused('id-taken');
      }
      // Made before the ask was retired, by this very request, it stays made.
      if (known === undefined && source === undefined) return refused('template-unknown');
      return decidePledge(person, pledge, at);
    },
  );
}

/** Where a pledge comes from, with what its ask says; undefined where nobody asks for that in this pillar. */
async function withAsk(
  deps: CommandDeps,
  tenantId: string,
  { source, pillar }: Pick<NewPledge, 'source' | 'pillar'>,
): Promise<PledgeSource | undefined> {
  if (source.kind !== 'ask') return source;
  const { ergId, askId } = source;
  const [items, lines] = await Promise.all([
    deps.publishedContent.get(tenantId, ergId),
    deps.publishedErgs.get(tenantId),
  ]);
  const ask = items.find((item) => item.kind === 'ask' && item.id === askId);
  const isThere = lines.some(({ id, state }) => id === ergId && state === 'active');
  if (ask?.kind !== 'ask' || ask.words.pillar !== pillar || !isThere) return undefined;
  const { title, question } = ask.words;
  return { kind: 'ask', ergId, askId, title, question };
}

/** What somebody asked for when making a pledge, as a text to compare: fields in order, what is absent left out. */
function asked({
  pillar,
  form,
  source,
  cadence,
  endsOn,
  ergId,
}: Pledge | Omit<NewPledge, 'id'>): string {
  const from = source.kind === 'ask' ? [source.ergId, source.askId] : inOrder(source);
  const whole = { pillar, ...form, from, cadence, endsOn, ergId };
  return JSON.stringify(inOrder(whole));
}

function inOrder(fields: object): readonly (readonly [string, unknown])[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Whose words a pledge has: the catalogue's only while every one of them is. */
export function wordsFrom(source: PledgeSource, form: PledgeForm): 'catalogue' | 'person' {
  return source.kind === 'catalogue' && areCatalogueWords(source.templateId, form)
    ? 'catalogue'
    : 'person';
}
