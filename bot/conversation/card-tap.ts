import { z } from 'zod';
import { DateText, Id } from '../../shared/contract/fields.ts';
import { parsePendingId } from '../../shared/domain/pending-ids.ts';
import { ANSWERS } from '../../shared/domain/check-in.ts';
import { VERBS } from '../cards/verbs.ts';
import type { CardAction } from '../ports.ts';

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
]);

/** A tap on one of our buttons. Whose pledge it names is not known yet. */
export type CardTap = z.infer<typeof CardTapBody>;

/** Reads a tap; undefined for what no card of ours would send. */
export function parseCardTap(action: CardAction): CardTap | undefined {
  const parsed = CardTapBody.safeParse({ verb: action.verb, data: action.data });
  return parsed.success ? parsed.data : undefined;
}
