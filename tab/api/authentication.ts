import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Id } from '../../shared/contract/fields.ts';
import type { ProblemCode } from '../../shared/contract/problem.ts';
import { isOrganiser } from '../../shared/domain/erg.ts';
import { may, type Relation, type Subject } from '../../shared/domain/rights.ts';
import { refused, type Result } from '../../shared/domain/result.ts';
import type { Entrance } from '../../shared/commands/entrance.ts';
import type { ErgAsk } from '../../shared/commands/change-erg.ts';
import type { Asker } from '../../shared/commands/change-person.ts';
import type { CheckToken, SignedIn, TokenRefusal } from '../../shared/identity/token.ts';
import type { DirectoryPerson } from '../../shared/store/directory-store.ts';
import type { LoadedErg } from '../../shared/store/ergs-store.ts';
import { languageOf } from './language.ts';
import { RequestProblem } from './problems.ts';

/** What a route is about. Own things are addressed inside the signed-in person's own partition only. */
export interface RouteRight {
  readonly subject: Subject;
  readonly to: 'read' | 'change';
  /**
   * `erg`: the thing belongs to the ERG in the path, `:id`; whoever organises it is its organiser. `directory`: whoever has
   * somebody below them in the directory, at this moment, is a manager.
   */
  readonly of?: 'erg' | 'directory';
}

/** Reads somebody of the directory, or undefined where they are not in it. */
export type ReadInDirectory = (
  tenantId: string,
  userId: string,
) => Promise<DirectoryPerson | undefined>;

/** Reads the head of an ERG, or undefined where there is none. */
export type ReadErg = (tenantId: string, ergId: string) => Promise<LoadedErg | undefined>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route is about; every route of the API has it or is `public`. */
    right?: RouteRight | 'public';
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
    /** The ERG in the path, on routes that are about what belongs to one. */
    ofErg: LoadedErg | null;
    /** Who asks, as the directory has them, on routes that are about places in it. */
    inDirectory: DirectoryPerson | null;
  }
}

/** Says who signs in, where they may come in. */
export type CheckSignIn = (
  authorization: string | undefined,
) => Promise<Result<SignedIn, TokenRefusal | 'pilot-only'>>;

const PROBLEM_OF: Readonly<Record<TokenRefusal | 'pilot-only', ProblemCode>> = {
  'no-token': 'sign-in-needed',
  expired: 'sign-in-needed',
  'not-valid': 'sign-in-needed',
  'not-for-this-organisation': 'not-for-this-organisation',
  'not-for-guests': 'not-for-guests',
  'pilot-only': 'pilot-only',
};

/** The check of tokens, and then of what admins decided about who may come in. */
export function admittedBy(
  checkToken: CheckToken,
  { admit }: Pick<Entrance, 'admit'>,
): CheckSignIn {
  return async (authorization) => {
    const checked = await checkToken(authorization);
    if (!checked.ok) return checked;
    const { key, isGuest = false, isAdmin } = checked.value;
    const admission = await admit({ key, isGuest, isAdmin });
    return admission === 'in' ? checked : refused(admission);
  };
}

/**
 * Lets in whoever has a good token and a right to what the route is about. A route that does not say what it
 * is about cannot be registered: default deny.
 */
export function requireSignIn(
  app: FastifyInstance,
  checkSignIn: CheckSignIn,
  readErg: ReadErg,
  readInDirectory: ReadInDirectory,
): void {
  app.decorateRequest('signedIn', null);
  app.decorateRequest('ofErg', null);
  app.decorateRequest('inDirectory', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.right === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say what it is about.`);
    }
  });
  app.addHook('onRequest', async (request) => {
    const { right } = request.routeOptions.config;
    // What does not exist is nobody's to see or to change.
    if (right === 'public' || request.is404) return;
    const checked = await checkSignIn(request.headers.authorization);
    if (!checked.ok) throw new RequestProblem(PROBLEM_OF[checked.reason]);
    request.signedIn = checked.value;
    if (right === undefined) throw new RequestProblem('not-allowed');
    const relations = new Set(relationsOf(checked.value));
    if (right.of === 'erg') {
      request.ofErg = await readErgInPath(request, readErg);
      if (isOrganiser(request.ofErg.erg, checked.value.key.userId)) relations.add('organiser');
    }
    if (right.of === 'directory') {
      const { tenantId, userId } = checked.value.key;
      request.inDirectory = (await readInDirectory(tenantId, userId)) ?? null;
      if (isManager(request)) relations.add('manager');
    }
    if (!may(relations, right.to, right.subject)) throw new RequestProblem('not-allowed');
  });
}

/** The ERG that the path names. Throws `not-found` where there is none in the organisation of whoever asks. */
async function readErgInPath(request: FastifyRequest, readErg: ReadErg): Promise<LoadedErg> {
  const { id } = request.params as { readonly id?: string };
  const ergId = Id.safeParse(id);
  const loaded = ergId.success
    ? await readErg(askerOf(request).key.tenantId, ergId.data)
    : undefined;
  if (loaded === undefined) throw new RequestProblem('not-found');
  return loaded;
}

/** Who asks, as the directory has them. Throws on a route that is not about places in it, or where they have none. */
export function placeOf(request: FastifyRequest): DirectoryPerson {
  if (request.inDirectory === null) throw new Error('Who asks is not in the directory.');
  return request.inDirectory;
}

/** Whether who asks has somebody below them, on a route that is about places in the directory. */
export function isManager({ inDirectory }: FastifyRequest): boolean {
  return inDirectory !== null && inDirectory.reports > 0;
}

/**
 * Which ERG is to be changed, and by whom, on a route that is about what belongs to one: as an organiser where they
 * are one, else as the admin whom the right let in.
 */
export function ergAskOf(request: FastifyRequest): ErgAsk & { readonly loaded: LoadedErg } {
  const { key } = askerOf(request);
  const loaded = request.ofErg;
  if (loaded === null) throw new Error('This route is not about what belongs to an ERG.');
  const as = isOrganiser(loaded.erg, key.userId) ? 'organiser' : 'admin';
  return {
    tenantId: key.tenantId,
    ergId: loaded.erg.id,
    actor: { userId: key.userId, as },
    loaded,
  };
}

/**
 * What somebody is to what they address before it is read: the owner of their own partition, and anyone. Being
 * an organiser or a manager is found out where the ERG or the directory is read.
 */
function relationsOf(signedIn: SignedIn): ReadonlySet<Relation> {
  return new Set<Relation>(signedIn.isAdmin ? ['owner', 'anyone', 'admin'] : ['owner', 'anyone']);
}

/** For whom something is presented: the language they read in, and whether they run Alongside here. */
export function readerOf(request: FastifyRequest): {
  readonly language: string;
  readonly admin: boolean;
} {
  return { language: languageOf(request), admin: request.signedIn?.isAdmin === true };
}

/** Who asks, with the language they read in. Throws where a public route forgot that nobody is signed in. */
export function askerOf(request: FastifyRequest): Required<Omit<Asker, 'acts'>> {
  if (request.signedIn === null) throw new Error('Nobody is signed in on this route.');
  const { key, name } = request.signedIn;
  return { key, name, language: languageOf(request) };
}
