import { z } from 'zod';
import { SCENE_IDS } from '../../shared/catalogue/lesson.ts';
import { DateText, Id } from '../../shared/contract/fields.ts';
import { LessonId } from '../../shared/contract/learn.ts';
import { LESSON_MARKS } from '../../shared/domain/lesson.ts';
import { LESSON_CAUSES, parsePendingId } from '../../shared/domain/pending-ids.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import { VERBS } from '../cards/verbs.ts';
import type { CardAction } from '../ports.ts';
import { SHOWN_REMEMBERED } from './shown-before.ts';

const AboutQuestion = z.strictObject({ pledgeId: Id, date: DateText, answer: z.enum(ANSWERS) });
const AboutEnding = z.strictObject({ pledgeId: Id, endsOn: DateText });
// That of a broadcast, or one that says itself what it is.
const ContentId = z.union([
  Id,
  z
    .string()
    .max(200)
    .refine((id) => parsePendingId(id).kind !== 'broadcast'),
]);
const AboutContent = z.strictObject({ id: ContentId });
const Mark = z.enum(LESSON_MARKS).exclude(['open']);
const ON_A_LESSON = {
  whose: z.string().max(100),
  lessonId: LessonId,
  ergId: Id.exactOptional(),
  cause: z.enum(LESSON_CAUSES),
};
const AboutMark = z.strictObject({
  ...ON_A_LESSON,
  mark: Mark,
});
const AboutReopening = z.strictObject({
  ...ON_A_LESSON,
  was: Mark,
  at: z.iso.datetime().exactOptional(),
});
// Ids of what was shown before, with commas between them.
const Ids = z
  .string()
  .max(1000)
  .transform((text) => text.split(','))
  .pipe(z.array(LessonId).max(SHOWN_REMEMBERED));
const AnotherLesson = z
  .strictObject({
    seen: Ids.exactOptional(),
    minutes: z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .transform(Number)
      .exactOptional(),
  })
  .nullish()
  .transform((data) => data ?? {});
const AnotherScene = z
  .strictObject({ sceneId: z.enum(SCENE_IDS).exactOptional(), seen: Ids.exactOptional() })
  .nullish()
  .transform((data) => data ?? {});
// A card of a scene that is not there any more is a card of ours all the same.
const InScene = z.strictObject({ sceneId: LessonId, replies: Ids.exactOptional() });
// Some hosts leave empty data away.
const Nothing = z
  .strictObject({})
  .nullish()
  .transform(() => undefined);

const CardTapBody = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal(VERBS.answer), data: AboutQuestion }),
  z.object({ verb: z.literal(VERBS.change), data: AboutQuestion }),
  z.object({ verb: z.literal(VERBS.replace), data: AboutQuestion }),
  z.object({ verb: z.literal(VERBS.showQuestion), data: Nothing }),
  z.object({ verb: z.literal(VERBS.declineGreeting), data: Nothing }),
  z.object({ verb: z.literal(VERBS.showPledges), data: Nothing }),
  z.object({ verb: z.literal(VERBS.showSettings), data: Nothing }),
  z.object({ verb: z.literal(VERBS.pause), data: Nothing }),
  z.object({ verb: z.literal(VERBS.resume), data: Nothing }),
  z.object({ verb: z.literal(VERBS.stop), data: Nothing }),
  z.object({ verb: z.literal(VERBS.keepMessages), data: Nothing }),
  z.object({ verb: z.literal(VERBS.renewPledge), data: AboutEnding }),
  z.object({ verb: z.literal(VERBS.completePledge), data: AboutEnding }),
  z.object({ verb: z.literal(VERBS.letGoPledge), data: AboutEnding }),
  z.object({ verb: z.literal(VERBS.showContent), data: AboutContent }),
  z.object({ verb: z.literal(VERBS.showLesson), data: AnotherLesson }),
  z.object({ verb: z.literal(VERBS.markLesson), data: AboutMark }),
  z.object({ verb: z.literal(VERBS.reopenLesson), data: AboutReopening }),
  z.object({ verb: z.literal(VERBS.offerScene), data: AnotherScene }),
  z.object({ verb: z.literal(VERBS.playScene), data: InScene }),
  z.object({ verb: z.literal(VERBS.leaveScene), data: Nothing }),
]);

/** What a button says of a lesson: whose card it stands on, which lesson, and why it was told. */
export type LessonTap = z.infer<typeof AboutMark> | z.infer<typeof AboutReopening>;

/** A tap on one of our buttons. Whose pledge it names is not known yet. */
export type CardTap = z.infer<typeof CardTapBody>;

/** Reads a tap; undefined for what no card of ours would send. */
export function parseCardTap(action: CardAction): CardTap | undefined {
  const parsed = CardTapBody.safeParse({ verb: action.verb, data: action.data });
  return parsed.success ? parsed.data : undefined;
}
