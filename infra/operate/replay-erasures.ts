import type { CommandDeps } from '../../shared/commands/deps.ts';
import { withdrawConsent } from '../../shared/commands/withdraw-consent.ts';
import { isToBeErasedAgain } from '../../shared/domain/retention.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';
import { everybodyIn } from './storage-picture.ts';

/**
 * Erases everybody again who came back with a backup: whoever stands in the ledger of erasures with a time after their
 * consent. Whoever agreed anew afterwards stays. Gives how many were erased. May be begun again from the start.
 */
export async function replayErasures(deps: CommandDeps, tables: WholeTables): Promise<number> {
  let erased = 0;
  for await (const { tenantId, userId } of everybodyIn(tables, () => {})) {
    const key = { tenantId, userId };
    const erasedAt = await deps.erasures.read(key);
    if (erasedAt === undefined) continue;
    const known = (await deps.people.load(key))?.person;
    if (known === undefined || !isToBeErasedAgain(known, erasedAt)) continue;
    const outcome = await withdrawConsent(deps, { key, acts: false });
    if (!outcome.ok) throw new Error('Somebody could not be erased again: others were first.');
    erased += 1;
  }
  return erased;
}
