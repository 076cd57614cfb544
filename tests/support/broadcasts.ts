import { confirmBroadcast, type NewBroadcast } from '../../shared/commands/confirm-broadcast.ts';
import type { BroadcastDeps } from '../../shared/commands/broadcast-deps.ts';
import { type Broadcast, HOLD_MINUTES } from '../../shared/domain/broadcast.ts';
import { addMinutes } from '../../shared/domain/cadence.ts';
import type { ContentOf } from '../../shared/domain/message-content.ts';
import { NOON, TENANT_ID } from './builders.ts';

// Broadcasts are confirmed at noon of Monday 2 March 2026, a working hour for everybody of the other builders.

export const BROADCAST_ID = '0195b000-0000-7000-8000-000000000001';
export const OTHER_BROADCAST_ID = '0195b000-0000-7000-8000-000000000002';
/** Which broadcast the commands are about. */
export const BROADCAST = { tenantId: TENANT_ID, id: BROADCAST_ID };

/** The end of the hold of what is confirmed at noon. */
export const SENDING_FROM = addMinutes(NOON, HOLD_MINUTES);

/** A week and a little after noon: until then what these builders make may be told. */
export const UNTIL = '2026-03-10T18:00:00.000Z';

/** A moment whose title stands on everybody's card. */
export function aMoment(
  fields: Partial<Omit<ContentOf<'moment'>, 'kind'>> = {},
): ContentOf<'moment'> {
  return {
    kind: 'moment',
    title: 'After the floods',
    ifThisTouchesYou: 'Take the time that you need.',
    ifYouWantToSupport: 'Ask what would help.',
    ...fields,
  };
}

/** News of an ERG. */
export function anAnnouncement(
  fields: Partial<Omit<ContentOf<'announcement'>, 'kind'>> = {},
): ContentOf<'announcement'> {
  return { kind: 'announcement', title: 'Spring', text: 'We meet again.', ...fields };
}

/** An event that was moved to the next day. */
export function anEventChange(
  fields: Partial<Omit<ContentOf<'event-change'>, 'kind'>> = {},
): ContentOf<'event-change'> {
  return {
    kind: 'event-change',
    change: 'moved',
    title: 'Coffee for carers',
    startsAt: '2026-03-03T15:00:00.000Z',
    zone: 'Europe/London',
    ...fields,
  };
}

/** A moment for everybody that is being told, to nobody yet. */
export function aBroadcast(fields: Partial<Broadcast> = {}): Broadcast {
  return {
    ...BROADCAST,
    content: aMoment(),
    contentRevision: 1,
    state: 'sending',
    sendFrom: SENDING_FROM,
    until: UNTIL,
    recipients: 0,
    packs: 0,
    ...fields,
  };
}

/** The n-th of many people. */
export function personId(n: number): string {
  return `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** So many people, the first of them first. */
export function personIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => personId(n));
}

/** Some ids as a command takes them: one after the other. */
export async function* eachOf(userIds: readonly string[]): AsyncGenerator<string> {
  yield* userIds;
}

/** A moment for everybody, as it is to be confirmed. */
export function toConfirm(fields: Partial<NewBroadcast> = {}): NewBroadcast {
  return { ...BROADCAST, content: aMoment(), until: UNTIL, ...fields };
}

/** A broadcast to these people, confirmed; throws where it is refused. */
export async function confirmed(
  deps: BroadcastDeps,
  userIds: readonly string[],
  fields: Partial<NewBroadcast> = {},
): Promise<Broadcast> {
  const confirmation = await confirmBroadcast(deps, toConfirm(fields), eachOf(userIds));
  if (!confirmation.ok) throw new Error(`The broadcast was refused: ${confirmation.reason}.`);
  return confirmation.value;
}

/** What must be there for a test to go on; throws where it is not. */
export function there<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Error('This test expected something to be there.');
  return found;
}
