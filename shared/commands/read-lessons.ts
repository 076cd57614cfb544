import { newPerson } from '../domain/new-person.ts';
import type { Person } from '../domain/person.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { findLessonFor, lessonsForPerson, type LessonToTakeUp } from './lessons-for-person.ts';

/** Who asks, and what language they read in. */
type Reader = Required<Pick<Asker, 'key' | 'language'>>;

type Reading = Pick<CommandDeps, 'people' | 'publishedErgs' | 'publishedContent' | 'clock'>;

/** The lessons for somebody, with what they did with them. One query; `alsoErgId`: besides, those of this ERG. */
export async function readLessons(
  deps: Reading,
  reader: Reader,
  alsoErgId?: string,
): Promise<{ readonly person: Person; readonly lessons: readonly LessonToTakeUp[] }> {
  const person = await readPerson(deps, reader);
  return { person, lessons: await lessonsForPerson(deps, person, reader.language, alsoErgId) };
}

/** One lesson, with what somebody did with lessons; undefined where there is none. One query. */
export async function readLesson(
  deps: Reading,
  reader: Reader,
  about: { readonly lessonId: string; readonly ergId?: string },
): Promise<{ readonly person: Person; readonly lesson: LessonToTakeUp } | undefined> {
  const { key, language } = reader;
  const [person, lesson] = await Promise.all([
    readPerson(deps, reader),
    findLessonFor(deps, key.tenantId, about, language),
  ]);
  return lesson && { person, lesson };
}

async function readPerson(
  { people }: Pick<CommandDeps, 'people'>,
  reader: Reader,
): Promise<Person> {
  return (await people.load(reader.key))?.person ?? newPerson(reader);
}
