import { lessonsIn } from '../catalogue/lesson.ts';
import { isShown, type Lesson } from '../domain/erg-content.ts';
import type { LessonFacts } from '../domain/lesson.ts';
import type { Person } from '../domain/person.ts';
import type { ErgDirectoryLine } from '../store/erg-rows.ts';
import type { CommandDeps } from './deps.ts';

/** A lesson as somebody may take it up, with the words of its row in a list. */
export interface LessonToTakeUp extends LessonFacts {
  readonly title: string;
  /** One sentence or a short paragraph. */
  readonly summary: string;
  /** Of the words; absent where nobody said. */
  readonly language?: string;
  /** Of an ERG's: what its organisers wrote, and the ERG's name. */
  readonly ofErg?: { readonly name: string; readonly item: Lesson };
}

type Reading = Pick<CommandDeps, 'publishedErgs' | 'publishedContent' | 'clock'>;

/**
 * The lessons for somebody: the built-in ones in a language, and what the ERGs that they joined and did not mute have published,
 * as it was at most a minute ago. `alsoErgId`: besides, those of this ERG. No request where that is known here.
 */
export async function lessonsForPerson(
  deps: Reading,
  { key: { tenantId }, memberships }: Pick<Person, 'key' | 'memberships'>,
  language: string,
  alsoErgId?: string,
): Promise<readonly LessonToTakeUp[]> {
  const wanted = new Set(
    memberships
      .filter(({ state, muted }) => state === 'active' && !muted)
      .map(({ ergId }) => ergId),
  );
  if (alsoErgId !== undefined) wanted.add(alsoErgId);
  if (wanted.size === 0) return lessonsIn(language);
  const lines = await deps.publishedErgs.get(tenantId);
  const ofErgs = await Promise.all(
    lines
      .filter(({ id, state }) => state === 'active' && wanted.has(id))
      .toSorted((one, other) => one.name.localeCompare(other.name, language))
      .map((erg) => lessonsOf(deps, tenantId, erg)),
  );
  return [...lessonsIn(language), ...ofErgs.flat()];
}

/** One lesson: a built-in one by its word, or one of an ERG that stands; undefined where there is none. */
export async function findLessonFor(
  deps: Reading,
  tenantId: string,
  { lessonId, ergId }: { readonly lessonId: string; readonly ergId?: string },
  language: string,
): Promise<LessonToTakeUp | undefined> {
  if (ergId === undefined) return lessonsIn(language).find(({ id }) => id === lessonId);
  const lines = await deps.publishedErgs.get(tenantId);
  const erg = lines.find(({ id, state }) => id === ergId && state === 'active');
  if (erg === undefined) return undefined;
  return (await lessonsOf(deps, tenantId, erg)).find(({ id }) => id === lessonId);
}

async function lessonsOf(
  deps: Reading,
  tenantId: string,
  { id: ergId, name }: ErgDirectoryLine,
): Promise<readonly LessonToTakeUp[]> {
  const items = await deps.publishedContent.get(tenantId, ergId);
  const now = deps.clock.now();
  return items.flatMap((item) => {
    if (item.kind !== 'lesson' || !isShown(item, now)) return [];
    const { title, summary, pillar, format, minutes, language } = item.words;
    const facts = { id: item.id, ergId, pillar, teaches: [], format, minutes };
    const inLanguage = language === undefined ? {} : { language };
    return [{ ...facts, title, summary, ...inLanguage, ofErg: { name, item } }];
  });
}
