import { lazy, Suspense } from 'react';
import type { LessonLine } from '../../../shared/contract/learn.ts';

// Comes with its texts when a lesson is open; what one reads does not wait for it.
const JournalBox = lazy(async () => ({
  default: (await import('../../components/journal-box.tsx')).JournalBox,
}));

/** A place to write into one's journal about a lesson. */
export function WriteAbout({ lesson: { id, erg, title } }: { readonly lesson: LessonLine }) {
  const ofErg = erg === undefined ? {} : { ergId: erg.id };
  return (
    <Suspense fallback={null}>
      <JournalBox key={id} about={{ kind: 'lesson', lessonId: id, ...ofErg }} title={title} />
    </Suspense>
  );
}
