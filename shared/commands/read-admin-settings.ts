import type { AuditActName } from '../domain/audit-acts.ts';
import { FEWEST_IN_A_CELL } from '../domain/disclosure/choose-cells.ts';
import type { PersonKey } from '../domain/person.ts';
import type { TenantEntry } from '../domain/tenant-entry.ts';
import type { TenantRules } from '../domain/tenant-rules.ts';
import type { LocalDate } from '../domain/time.ts';
import type { DisclosureRules } from '../store/releases-store.ts';
import type { CommandDeps } from './deps.ts';

/** Which setting an act changed. */
const SETTING_OF = {
  'messages.stopped': 'messages',
  'messages.started': 'messages',
  'quiet-dates.changed': 'quiet-dates',
  'installation.greeting': 'installation',
  'installation.silent': 'installation',
  'default-budget.changed': 'budget',
  'access.pilot': 'access',
  'access.everyone': 'access',
  'pilot.added': 'pilot',
  'pilot.removed': 'pilot',
  'guests.allowed': 'guests',
  'guests.refused': 'guests',
  'smallest-group.changed': 'smallest-group',
} as const satisfies Partial<Record<AuditActName, string>>;
type Setting = (typeof SETTING_OF)[keyof typeof SETTING_OF];

/** That a setting was changed, and whether by whoever reads it. */
export interface LastChange {
  readonly setting: Setting;
  readonly atMs: number;
  readonly by: 'you' | 'admin';
}

/** All that admins decide for their organisation. */
export interface AdminSettings {
  /** In UTC. */
  readonly today: LocalDate;
  readonly rules: TenantRules;
  readonly entry: TenantEntry;
  readonly smallestGroup: DisclosureRules;
  readonly pilotCount: number;
  /** The last change of each setting that stands among the newest acts in the admins' log. */
  readonly changes: readonly LastChange[];
}

/** Reads all that admins decide: five requests, from storage and not from a cache. */
export async function readAdminSettings(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'entry' | 'pilot' | 'releases' | 'tenants'>,
  { tenantId, userId }: PersonKey,
): Promise<AdminSettings> {
  const [rules, entry, smallest, pilotCount, log] = await Promise.all([
    deps.tenants.rulesOf(tenantId),
    deps.entry.read(tenantId),
    deps.releases.readRules(tenantId),
    deps.pilot.count(tenantId),
    deps.audit.readPage(tenantId, 'admin', [userId], undefined),
  ]);
  const changes = new Map<Setting, LastChange>();
  for (const { act, actorId, atMs } of log.entries) {
    const setting = isOfSetting(act) ? SETTING_OF[act] : undefined;
    if (setting === undefined || changes.has(setting)) continue;
    changes.set(setting, { setting, atMs, by: actorId === userId ? 'you' : 'admin' });
  }
  return {
    today: deps.clock.now().slice(0, 10),
    rules,
    entry,
    smallestGroup: smallest ?? { fewest: FEWEST_IN_A_CELL, revision: 0 },
    pilotCount,
    changes: [...changes.values()],
  };
}

function isOfSetting(act: string): act is keyof typeof SETTING_OF {
  return Object.hasOwn(SETTING_OF, act);
}
