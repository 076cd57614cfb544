import { areCatalogueWords } from '../catalogue/catalogue-words.ts';
import { findTemplate } from '../catalogue/catalogue.ts';
import type { Person } from '../domain/person.ts';
import type { PledgeForm, PledgeSource } from '../domain/pledge.ts';
import {
  makePledge as decidePledge,
  type NewPledge,
  type PledgeRefusal,
} from '../domain/pledge-decisions.ts';
import { refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Makes a pledge. The same id again is the same pledge. `template-unknown`: the catalogue has no such template. */
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
  const pledge = { ...wanted, wordsFrom: wordsFrom(wanted.source, wanted.form) };
  return changePerson(deps, asker, (person, at) => decidePledge(person, pledge, at));
}

/** Whose words a pledge has: the catalogue's only while every one of them is. */
export function wordsFrom(source: PledgeSource, form: PledgeForm): 'catalogue' | 'person' {
  return source.kind === 'catalogue' && areCatalogueWords(source.templateId, form)
    ? 'catalogue'
    : 'person';
}
