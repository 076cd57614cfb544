import { z } from 'zod';
import { OPEN_TENANT, type TenantRules } from '../domain/tenant-rules.ts';
import type { BrokenRowReporter } from './row-codec.ts';
import type { Tables } from './tables.ts';
import { createTenantRow } from './tenant-row.ts';

/** What an admin decided about messages. */
export const RulesRow: z.ZodType<TenantRules> = z.object({
  messages: z.enum(['on', 'stopped']),
  quietDates: z.array(z.object({ from: z.string(), through: z.string() })),
  installation: z.enum(['greeting', 'silent']),
  revision: z.number(),
});

/** The store of what admins decide for their organisation. */
export type TenantsStore = ReturnType<typeof createTenantsStore>;

/** The row `rules` of a tenant; what cannot be read counts as stopped, since it may have been. */
export function createTenantsStore(tables: Tables, report: BrokenRowReporter) {
  const rules = createTenantRow<TenantRules>(tables, report, {
    rowKey: 'rules',
    schema: RulesRow,
    untouched: OPEN_TENANT,
    unreadable: { ...OPEN_TENANT, messages: 'stopped' },
  });
  return { rulesOf: rules.read, change: rules.replace };
}

/** How old what a worker knows of a tenant's rules may be, in real milliseconds: a stop holds within this time. */
const FRESH_MS = 10_000;

/** Where storage does not answer, known rules hold this long. */
const KEPT_MS = 60_000;

/** What every part of a program asks for the rules of a tenant: one read in ten seconds, shared. */
export interface TenantRulesSource {
  /** Throws where storage does not answer and what is known is older than a minute. */
  get(tenantId: string): Promise<TenantRules>;
  /** Reads anew at the next question: they were changed here. */
  forget(tenantId: string): void;
}

/** Keeps the rules of tenants for a little while. */
export function createTenantRules(
  store: Pick<TenantsStore, 'rulesOf'>,
  realMs: () => number,
): TenantRulesSource {
  const kept = new Map<string, { readonly atMs: number; readonly rules: TenantRules }>();
  const reading = new Map<string, Promise<TenantRules>>();

  function read(tenantId: string): Promise<TenantRules> {
    const atMs = realMs();
    const asked: Promise<TenantRules> = store
      .rulesOf(tenantId)
      .then(
        (rules) => {
          if (reading.get(tenantId) === asked) kept.set(tenantId, { atMs, rules });
          return rules;
        },
        (error: unknown) => {
          const known = kept.get(tenantId);
          if (known !== undefined && realMs() - known.atMs < KEPT_MS) return known.rules;
          throw error;
        },
      )
      .finally(() => {
        if (reading.get(tenantId) === asked) reading.delete(tenantId);
      });
    reading.set(tenantId, asked);
    return asked;
  }

  return {
    async get(tenantId) {
      const known = kept.get(tenantId);
      if (known !== undefined && realMs() - known.atMs < FRESH_MS) return known.rules;
      return reading.get(tenantId) ?? read(tenantId);
    },
    forget(tenantId) {
      kept.delete(tenantId);
      reading.delete(tenantId);
    },
  };
}
