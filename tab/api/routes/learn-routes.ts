import { z } from 'zod';
import { lessonsForPerson } from '../../../shared/commands/lessons-for-person.ts';
import { markLesson } from '../../../shared/commands/mark-lesson.ts';
import { readLesson, readLessons } from '../../../shared/commands/read-lessons.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  LearntQuery,
  LearntReply,
  LessonId,
  LessonReply,
  LessonsQuery,
  LessonsReply,
  MarkBody,
  MarkReply,
} from '../../../shared/contract/learn.ts';
import { standingOf } from '../../../shared/domain/lesson.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentLesson, presentNextLesson, presentWholeLesson } from '../present-lesson.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const LessonParams = z.strictObject({ lessonId: LessonId });
const OfErgParams = z.strictObject({ id: Id, lessonId: Id });

/** Lessons, scenes, and what somebody learnt. */
export const learnRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'learning', to: 'read' } } as const;
  const change = { right: { subject: 'learning', to: 'change' } } as const;

  async function readOne(
    asker: ReturnType<typeof askerOf>,
    about: { readonly lessonId: string; readonly ergId?: string },
  ): Promise<LessonReply> {
    const found = await readLesson(deps, asker, about);
    if (found === undefined) throw new RequestProblem('not-found');
    return presentWholeLesson(found.lesson, found.person.learning, asker.language);
  }

  async function mark(
    asker: ReturnType<typeof askerOf>,
    about: { readonly lessonId: string; readonly ergId?: string },
    { mark: wanted, revision }: MarkBody,
  ): Promise<MarkReply> {
    const ask = { mark: wanted, seen: revision };
    const person = orProblem(await markLesson(deps, asker, about, ask));
    const lessons = await lessonsForPerson(deps, person, asker.language);
    const next = presentNextLesson(person, lessons, { now: deps.clock.now() });
    return {
      standing: standingOf(person.learning, about.lessonId),
      ...(next === undefined ? {} : { next }),
      learningRevision: person.learning.revision,
    };
  }

  app.get(
    '/lessons',
    { config: read, schema: { querystring: LessonsQuery, response: { 200: LessonsReply } } },
    async (request) => {
      const asker = askerOf(request);
      const { minutes, ergId } = request.query;
      const { person, lessons } = await readLessons(deps, asker, ergId);
      const at = { now: deps.clock.now(), ...(minutes === undefined ? {} : { minutes }) };
      const next = presentNextLesson(person, lessons, at);
      return {
        ...(next === undefined ? {} : { next }),
        lessons: lessons.map((lesson) => presentLesson(lesson, person.learning)),
        learningRevision: person.learning.revision,
      };
    },
  );

  app.get(
    '/lessons/:lessonId',
    { config: read, schema: { params: LessonParams, response: { 200: LessonReply } } },
    (request) => readOne(askerOf(request), { lessonId: request.params.lessonId }),
  );

  app.put(
    '/lessons/:lessonId/mark',
    {
      config: change,
      schema: { params: LessonParams, body: MarkBody, response: { 200: MarkReply } },
    },
    (request) => mark(askerOf(request), { lessonId: request.params.lessonId }, request.body),
  );

  app.get(
    '/ergs/:id/lessons/:lessonId',
    { config: read, schema: { params: OfErgParams, response: { 200: LessonReply } } },
    (request) => {
      const { id: ergId, lessonId } = request.params;
      return readOne(askerOf(request), { lessonId, ergId });
    },
  );

  app.put(
    '/ergs/:id/lessons/:lessonId/mark',
    {
      config: change,
      schema: { params: OfErgParams, body: MarkBody, response: { 200: MarkReply } },
    },
    (request) => {
      const { id: ergId, lessonId } = request.params;
      return mark(askerOf(request), { lessonId, ergId }, request.body);
    },
  );

  app.get(
    '/learnt',
    { config: read, schema: { querystring: LearntQuery, response: { 200: LearntReply } } },
    async (request) => {
      const { key } = askerOf(request);
      const page = await deps.people.readLearntLessons(key, request.query.continuation);
      return {
        lessons: page.items.map(({ lessonId, ...lesson }) => ({ id: lessonId, ...lesson })),
        ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
      };
    },
  );
};
