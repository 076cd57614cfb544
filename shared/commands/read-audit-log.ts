import type { Erg } from '../domain/erg.ts';
import type { PersonKey } from '../domain/person.ts';
import type { AuditEntry } from '../store/audit-store.ts';
import type { CommandDeps } from './deps.ts';

/** Somebody in a sentence of an audit log: whoever reads it, a person whom it may name, or nobody in particular. */
export type ToldPerson =
  | { readonly is: 'you' | 'admin' | 'former-organiser' | 'alongside' | 'colleague' }
  | { readonly is: 'named'; readonly name: string };

/** An act with the persons in it as the reader may know them. */
export interface ToldAct extends Pick<AuditEntry, 'id' | 'act' | 'details' | 'atMs'> {
  readonly who: ToldPerson;
  readonly whom: ToldPerson;
}

/** A page of a log, newest first. */
export interface AuditPage {
  readonly acts: readonly ToldAct[];
  readonly continuation?: string;
}

/**
 * A page of the log of one ERG, for an organiser of it. Of those who acted, its present organisers are named. Of those
 * on whom somebody acted, only who organises or sponsors it now is, and only where the act was about that: whoever was
 * removed as an ally once stays unnamed, whatever they are now.
 */
export async function readErgAudit(
  deps: Pick<CommandDeps, 'audit'>,
  reader: PersonKey,
  erg: Pick<Erg, 'id' | 'organisers' | 'sponsor'>,
  continuation: string | undefined,
): Promise<AuditPage> {
  const organisers = new Map(erg.organisers.map(({ userId, name }) => [userId, name]));
  const names = new Map(organisers);
  if (erg.sponsor !== undefined) names.set(erg.sponsor.userId, erg.sponsor.name);
  const known = [...new Set([reader.userId, ...names.keys()])];
  const scope = { ergId: erg.id };
  const page = await deps.audit.readPage(reader.tenantId, scope, known, continuation);
  return told(page, (entry) => {
    const isAboutRoles = /^(organiser|sponsor)\./.test(entry.act);
    return {
      who: whoDid(entry, reader, organisers, 'former-organiser'),
      whom: isAboutRoles ? named(entry.subjectId, reader, names) : { is: 'colleague' },
    };
  });
}

/** A page of the admins' log. Nobody is named in it but whoever reads it: *You*. */
export async function readAdminAudit(
  deps: Pick<CommandDeps, 'audit'>,
  reader: PersonKey,
  continuation: string | undefined,
): Promise<AuditPage> {
  const nobody = new Map<string, string>();
  const page = await deps.audit.readPage(reader.tenantId, 'admin', [reader.userId], continuation);
  return told(page, (entry) => ({
    who: whoDid(entry, reader, nobody, 'admin'),
    whom: named(entry.subjectId, reader, nobody),
  }));
}

function told(
  page: { readonly entries: readonly AuditEntry[]; readonly continuation?: string },
  persons: (entry: AuditEntry) => Pick<ToldAct, 'who' | 'whom'>,
): AuditPage {
  const acts = page.entries.map((entry): ToldAct => {
    const { id, act, details, atMs } = entry;
    return { id, act, details, atMs, ...persons(entry) };
  });
  return {
    acts,
    ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
  };
}

function whoDid(
  { actorId, as }: AuditEntry,
  reader: PersonKey,
  organisers: ReadonlyMap<string, string>,
  otherwise: 'admin' | 'former-organiser',
): ToldPerson {
  if (as === 'alongside') return { is: 'alongside' };
  if (actorId === reader.userId) return { is: 'you' };
  if (as === 'admin') return { is: 'admin' };
  const name = actorId === undefined ? undefined : organisers.get(actorId);
  return name === undefined ? { is: otherwise } : { is: 'named', name };
}

function named(
  userId: string | undefined,
  reader: PersonKey,
  names: ReadonlyMap<string, string>,
): ToldPerson {
  if (userId === reader.userId) return { is: 'you' };
  const name = userId === undefined ? undefined : names.get(userId);
  return name === undefined ? { is: 'colleague' } : { is: 'named', name };
}
