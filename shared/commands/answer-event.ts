import type { Person } from '../domain/person.ts';
import { accepted, type Result } from '../domain/result.ts';
import {
  answerEvent as decideAnswer,
  followEvent,
  type RsvpRefusal,
} from '../domain/rsvp-decisions.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Says yes to an event of an ERG, or takes it back; the list of those who come follows, with its exact count. `seen`
 * is the revision of everything that the person said yes to, as the client saw it.
 */
export async function answerEvent(
  deps: CommandDeps,
  asker: Asker,
  { ergId, eventId }: { readonly ergId: string; readonly eventId: string },
  ask: { readonly going: boolean; readonly seen: number },
): Promise<Result<Person, RsvpRefusal | 'busy'>> {
  const { tenantId } = asker.key;
  const read = async () => {
    const [erg, event] = await Promise.all([
      deps.ergs.read(tenantId, ergId),
      deps.ergContent.readEvent(tenantId, ergId, eventId),
    ]);
    return erg?.state === 'active' ? event : undefined;
  };
  const event = await read();
  const answered = await changePerson(deps, asker, (person, at) =>
    decideAnswer(person, { ergId, eventId, event }, ask, at),
  );
  if (!answered.ok || !ask.going) return answered;
  const shown = await deps.publishedContent.get(tenantId, ergId);
  const isShown = shown.some(({ id, revision }) => id === eventId && revision === event?.revision);
  if (!isShown) deps.publishedContent.forget(tenantId, ergId);
  // Whoever walked through the list while the event was moved may not have met this yes in it.
  const fresh = await read();
  if (fresh?.revision === event?.revision) return answered;
  return changePerson<never>(deps, asker, (person, at) =>
    accepted(followEvent(person, { ergId, eventId, event: fresh }, at)),
  );
}
