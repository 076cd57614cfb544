import type { Health } from '../../shared/commands/read-health.ts';
import type { HealthReply, MessageRulesView } from '../../shared/contract/health.ts';
import { roundedCount, sharesWithin } from '../../shared/domain/health-figures.ts';
import type { TenantRules } from '../../shared/domain/tenant-rules.ts';

/** How delivery fares, as an admin may see it: every number rounded, nobody named. */
export function presentHealth({ today, rules, days, failures, waiting }: Health): HealthReply {
  return {
    today,
    rules: presentRules(rules),
    days: days.map(({ date, counts }) => ({
      date,
      due: roundedCount(counts.due),
      sent: roundedCount(counts.sent),
      retried: roundedCount(counts.retried),
      blocked: roundedCount(counts.blocked),
      givenUp: roundedCount(counts.givenUp),
      within: sharesWithin(counts) ?? null,
    })),
    failures: {
      total: roundedCount(failures.total),
      more: failures.more,
      oldestOn: failures.oldestAt?.slice(0, 10) ?? null,
      reasons: Object.entries(failures.byReason)
        .map(([reason, count]) => ({ reason, count: roundedCount(count) }))
        .toSorted((one, other) => one.reason.localeCompare(other.reason)),
    },
    waiting: {
      packs: roundedCount(waiting.packs),
      broadcasts: roundedCount(waiting.broadcasts),
      projections: roundedCount(waiting.projections),
    },
  };
}

/** The rules of an organisation, as an admin sees and changes them. */
export function presentRules({
  messages,
  quietDates,
  installation,
  revision,
}: TenantRules): MessageRulesView {
  return { messages, quietDates, installation, revision };
}
