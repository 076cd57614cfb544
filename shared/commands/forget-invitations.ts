import type { Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/** Lets every ERG that invited a person forget it, because they erase themselves. Safe to repeat. */
export async function forgetInvitations(
  deps: Pick<CommandDeps, 'invitations'>,
  { key, invitations }: Person,
): Promise<void> {
  for (const { ergId } of invitations) await deps.invitations.forget(key, ergId);
}
