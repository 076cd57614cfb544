import type { PersonKey } from '../domain/person.ts';
import type { Report, ReportOutcome } from '../domain/report.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { CommandDeps } from './deps.ts';
import {
  type PresentContent,
  readContent,
  withdrawContent,
  type WithdrawRefusal,
} from './withdraw-content.ts';

/** An open report with what it is about as that is now; without, where it is gone. */
export interface ReportInQueue {
  readonly report: Report;
  readonly content: PresentContent | undefined;
}

/** A page of the open reports, newest first, each with the present content. */
export async function readReports(
  deps: Pick<CommandDeps, 'clock' | 'ergContent' | 'ergs' | 'news' | 'reports'>,
  tenantId: string,
  language: string,
  continuation: string | undefined,
): Promise<{ readonly reports: readonly ReportInQueue[]; readonly continuation?: string }> {
  const page = await deps.reports.page(tenantId, continuation);
  const reading = new Map<string, Promise<PresentContent | undefined>>();
  const reports = page.reports.map(async (report) => {
    const key = JSON.stringify(report.about);
    const content = reading.get(key) ?? readContent(deps, tenantId, report.about, language);
    reading.set(key, content);
    return { report, content: await content };
  });
  return {
    reports: await Promise.all(reports),
    ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
  };
}

/**
 * Deals with a report: the content is withdrawn, or left as it is. Dealt with in the same way already is fine; in
 * another, by another admin, is `changed-meanwhile`. What the report says goes for good. A program that dies in between
 * leaves the report open, and withdrawing what is withdrawn is fine.
 */
export async function resolveReport(
  deps: CommandDeps,
  admin: PersonKey,
  id: string,
  wanted: { readonly do: 'withdraw' | 'keep'; readonly seen: number },
): Promise<Result<ReportOutcome, WithdrawRefusal>> {
  const { tenantId } = admin;
  const known = await deps.reports.read(tenantId, id);
  if (known === undefined) return refused('not-found');
  const outcome = wanted.do === 'withdraw' ? 'withdrawn' : 'kept';
  if (known.state !== 'open') {
    return known.state === outcome ? accepted(outcome) : refused('changed-meanwhile');
  }
  if (outcome === 'withdrawn') {
    const withdrawn = await withdrawContent(deps, admin, known.report.about, wanted.seen);
    if (!withdrawn.ok) return withdrawn;
    const closed = await deps.reports.close(tenantId, id, outcome);
    return closed === 'closed' ? accepted(outcome) : again(deps, tenantId, id, outcome);
  }
  const act = {
    act: 'report.kept',
    actorId: admin.userId,
    as: 'admin',
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  } as const;
  await deps.audit.record(tenantId, 'admin', act);
  if ((await deps.reports.close(tenantId, id, outcome)) === 'closed') return accepted(outcome);
  await deps.audit.takeBack(tenantId, 'admin', act);
  return again(deps, tenantId, id, outcome);
}

/** What another request made of it, that was first. */
async function again(
  deps: CommandDeps,
  tenantId: string,
  id: string,
  outcome: ReportOutcome,
): Promise<Result<ReportOutcome, 'changed-meanwhile'>> {
  const now = await deps.reports.read(tenantId, id);
  return now?.state === outcome ? accepted(outcome) : refused('changed-meanwhile');
}
