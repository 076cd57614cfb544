import { type Erg, isOrganiser } from '../domain/erg.ts';
import { foldName } from '../domain/names.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditAct, AuditScope } from '../store/audit-store.ts';
import type { LoadedErg } from '../store/ergs-store.ts';
import type { Write } from '../store/tables.ts';
import type { CommandDeps } from './deps.ts';
import { projectErg } from './project-erg.ts';
import { projectNews } from './project-news.ts';

/**
 * Who changes an ERG. An organiser must be one when it is written; an admin was let in by their role; `alongside` is
 * the program itself: somebody erased themselves, a name changed, a timer ran out.
 */
export interface ErgActor {
  readonly userId: string;
  readonly as: 'organiser' | 'admin' | 'alongside';
}

/** Which ERG is changed, by whom. */
export interface ErgAsk {
  readonly tenantId: string;
  readonly ergId: string;
  readonly actor: ErgActor;
  /** The head as it was read to let the actor in; saves reading it once more. */
  readonly loaded?: LoadedErg;
}

/** What a decision makes of an ERG. */
export interface ErgChange<Given = undefined> {
  /** The very same object where the head itself does not change. */
  readonly erg: Erg;
  /** Other rows of the same ERG, written in the same transaction under the head's ETag. */
  readonly rows?: readonly Write[];
  /** Pieces of news among them which Home, or their broadcast, must follow. */
  readonly newsIds?: readonly string[];
  /** What the audit log says; nothing where nothing is done. */
  readonly acts: readonly ErgAct[];
  /** What the command wants to answer with. */
  readonly given?: Given;
}

/** One act for the audit log of the ERG, and of the admins where an admin did it. */
export type ErgAct = Pick<AuditAct, 'act' | 'subjectId' | 'details'>;

/** When an ERG is changed. */
export interface ErgMoment {
  readonly now: Instant;
  readonly realMs: number;
}

/** Why an ERG does not change, whatever was wanted. */
export type ChangeErgRefusal = 'not-found' | 'not-allowed' | 'name-taken' | 'busy';

/** The ERG as it is afterwards, and what the decision gave. */
export interface ChangedErg<Given = undefined> {
  readonly loaded: LoadedErg;
  readonly given: Given | undefined;
}

const MOST_TRIES = 8;

/**
 * The one way to change an ERG and anything that its organisers run: load the head, see that the actor may, decide,
 * audit, keep a new name, commit under the head's ETag, show it in the directory. Decides again when somebody else was
 * first, at most eight times, then `busy`. A decision that changes nothing writes nothing. An act stands in the audit
 * log before it is done; one that is not done after all is taken out again.
 */
export async function changeErg<Refusal extends string, Given = undefined>(
  deps: CommandDeps,
  ask: ErgAsk,
  decide: (
    erg: Erg,
    at: ErgMoment,
  ) => Result<ErgChange<Given>, Refusal> | Promise<Result<ErgChange<Given>, Refusal>>,
): Promise<Result<ChangedErg<Given>, Refusal | ChangeErgRefusal>> {
  const at: ErgMoment = { now: deps.clock.now(), realMs: deps.clock.realMs() };
  const log = createErgAudit(deps, ask, at.realMs);
  let known = ask.loaded;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = known ?? (await deps.ergs.load(ask.tenantId, ask.ergId));
    known = undefined;
    const decision = await decideAllowed(loaded, ask, at, decide);
    if (!decision.ok) {
      await log.takeBack();
      return decision;
    }
    const { change, on } = decision.value;
    const isSame = change.erg === on.erg && (change.rows ?? []).length === 0;
    if (isSame) {
      await log.takeBack();
      return accepted({ loaded: on, given: change.given });
    }
    await log.record(change.acts, change.erg.name);
    const committed = await commitErg(deps, on, change);
    if (committed === 'name-taken') {
      await log.takeBack();
      return refused('name-taken');
    }
    if (committed !== undefined) return accepted({ loaded: committed, given: change.given });
  }
  await log.takeBack();
  return refused('busy');
}

async function decideAllowed<Refusal extends string, Given>(
  loaded: LoadedErg | undefined,
  { actor }: ErgAsk,
  at: ErgMoment,
  decide: (
    erg: Erg,
    at: ErgMoment,
  ) => Result<ErgChange<Given>, Refusal> | Promise<Result<ErgChange<Given>, Refusal>>,
): Promise<
  Result<{ change: ErgChange<Given>; on: LoadedErg }, Refusal | 'not-found' | 'not-allowed'>
> {
  if (loaded === undefined) return refused('not-found');
  if (actor.as === 'organiser' && !isOrganiser(loaded.erg, actor.userId)) {
    return refused('not-allowed');
  }
  const decision = await decide(loaded.erg, at);
  return decision.ok ? accepted({ change: decision.value, on: loaded }) : decision;
}

/** Writes a decided change; undefined where somebody else was first. */
async function commitErg(
  deps: CommandDeps,
  loaded: LoadedErg,
  change: ErgChange<unknown>,
): Promise<LoadedErg | 'name-taken' | undefined> {
  const { tenantId, erg: before } = loaded;
  const { erg } = change;
  const { rows = [], newsIds = [] } = change;
  if (erg === before && newsIds.length === 0) {
    const outcome = await deps.ergs.commit(loaded, erg, rows);
    return outcome.ok ? outcome.loaded : undefined;
  }
  const isRenamed = foldName(erg.name) !== foldName(before.name);
  const names = isRenamed ? [before.name, erg.name] : [];
  const startedMs = deps.clock.realMs();
  const bell = await deps.bells.ring({ about: 'erg', tenantId, ergId: erg.id, names, newsIds });
  const kept = isRenamed ? await deps.ergs.reserveName(tenantId, erg.id, erg.name) : 'reserved';
  if (kept === 'taken') {
    await deps.bells.takeOff(bell);
    return 'name-taken';
  }
  // A bell that is about to ring is left to ring: it gives back what was kept.
  if (!deps.bells.isFresh(bell)) return undefined;
  const outcome = await deps.ergs.commit(loaded, erg, rows);
  if (!outcome.ok) return undefined;
  try {
    if (erg !== before) await projectErg(deps, { tenantId, ergId: erg.id, names }, startedMs);
    for (const newsId of newsIds) {
      await projectNews(deps, { tenantId, ergId: erg.id, newsId }, 'at-once');
    }
    await deps.bells.takeOff(bell);
  } catch (error) {
    deps.log.error('projection.postponed', error);
  }
  return outcome.loaded;
}

/** The audit of one command: the same acts at every try, and out again where nothing was done. */
function createErgAudit(
  deps: CommandDeps,
  { tenantId, ergId, actor }: ErgAsk,
  atMs: number,
): {
  record(acts: readonly ErgAct[], ergName: string): Promise<void>;
  takeBack(): Promise<void>;
} {
  const ids: string[] = [];
  let recorded: readonly AuditAct[] = [];
  const scopes: readonly AuditScope[] = actor.as === 'admin' ? [{ ergId }, 'admin'] : [{ ergId }];
  const details = (act: ErgAct) => (act.details === undefined ? {} : { details: act.details });
  return {
    async record(acts, ergName) {
      const wanted = acts.map((act, index): AuditAct => {
        ids[index] ??= deps.newId();
        const subject = act.subjectId === undefined ? {} : { subjectId: act.subjectId };
        const id = ids[index];
        const by = { actorId: actor.userId, as: actor.as };
        return { act: act.act, ...subject, ...details(act), ...by, atMs, id };
      });
      for (const act of wanted) {
        for (const scope of scopes) {
          // The admins' log is about many ERGs.
          const inLog =
            scope === 'admin' ? { ...act, details: { ...act.details, erg: ergName } } : act;
          await deps.audit.record(tenantId, scope, inLog);
        }
      }
      recorded = wanted.length >= recorded.length ? wanted : recorded;
    },
    async takeBack() {
      for (const act of recorded) {
        for (const scope of scopes) await deps.audit.takeBack(tenantId, scope, act);
      }
    },
  };
}
