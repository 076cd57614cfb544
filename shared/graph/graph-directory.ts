import { z } from 'zod';
import { isMail, LONGEST_MAIL } from '../domain/mail.ts';
import type { DirectorySource, SourceChange, SourcePage } from './directory-source.ts';

/** What the source needs from outside. */
export interface GraphSeams {
  readonly fetch: typeof fetch;
  /** An access token for Graph, with the application permission `User.Read.All`. */
  readonly token: () => Promise<string>;
  /** Real time in milliseconds. */
  readonly realMs: () => number;
  /** `https://graph.microsoft.com/v1.0` unless given. */
  readonly baseUrl?: string;
}

/** Graph refused, or answered with something that cannot be read. Its message holds no address and no person. */
class GraphFailed extends Error {
  override readonly name = 'GraphFailed';
}

const GRAPH = 'https://graph.microsoft.com/v1.0';

// Delta queries of users take no `$expand` and no `$top` (Microsoft's documentation of user: delta).
const SELECT = 'id,displayName,mail,department,officeLocation,accountEnabled,manager';

/** How long one request may take. */
const TIMEOUT_MS = 60_000;

/** Where Graph does not say how long to wait. */
const WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Codes by which Graph says that a cursor is too old, whatever the status. */
const TOO_OLD = new Set(['resyncRequired', 'syncStateNotFound', 'syncStateInvalid']);

const LONGEST_TEXT = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const Page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.url().optional(),
  '@odata.deltaLink': z.url().optional(),
});
const Text = z.string().nullish();
const User = z.object({
  id: z.string().toLowerCase().regex(UUID),
  '@removed': z.unknown().optional(),
  displayName: Text,
  mail: Text,
  department: Text,
  officeLocation: Text,
  accountEnabled: z.boolean().nullish(),
  'manager@delta': z
    .array(z.object({ id: z.string().toLowerCase(), '@removed': z.unknown().optional() }))
    .optional(),
});
const Refusal = z.object({ error: z.object({ code: z.string() }) });

/** The directory of Microsoft Entra, by Microsoft Graph's `users/delta`. A cursor is a link that Graph gave. */
export function createGraphDirectory(seams: GraphSeams): DirectorySource {
  const baseUrl = seams.baseUrl ?? GRAPH;
  const { origin } = new URL(baseUrl);
  return {
    async readChanges(cursor) {
      const url = new URL(cursor ?? `${baseUrl}/users/delta?$select=${SELECT}`);
      // The token goes to Graph and nowhere else, whatever was kept.
      if (url.origin !== origin) throw new GraphFailed('A cursor leads away from Graph.');
      const response = await seams.fetch(url, {
        headers: { accept: 'application/json', authorization: `Bearer ${await seams.token()}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return toPage(await response.json());
      return refusalOf(response, seams.realMs());
    },
  };
}

function toPage(body: unknown): SourcePage {
  const parsed = Page.safeParse(body);
  if (!parsed.success) throw new GraphFailed('An answer of Graph cannot be read.');
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = parsed.data;
  const cursor = next ?? delta;
  if (cursor === undefined) throw new GraphFailed('An answer of Graph does not say how to go on.');
  const changes = value.flatMap((user) => toChange(user) ?? []);
  const unreadable = value.length - changes.length;
  return { ok: true, changes, unreadable, cursor, more: next !== undefined };
}

async function refusalOf(response: Response, nowMs: number): Promise<SourcePage> {
  const { status, headers } = response;
  const parsed = Refusal.safeParse(await response.json().catch(() => undefined));
  const code = parsed.success ? parsed.data.error.code : '';
  if (status === 410 || TOO_OLD.has(code)) return { ok: false, reason: 'start-anew' };
  if (status === 429 || status === 503 || status === 504) {
    const ms = waitOf(headers.get('retry-after'), nowMs);
    return { ok: false, reason: 'wait', ms };
  }
  throw new GraphFailed(`Graph answered with ${status}.`);
}

/** Seconds, or a date (RFC 9110). */
function waitOf(retryAfter: string | null, nowMs: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter ?? '') - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : WAIT_MS;
}

function toChange(value: unknown): SourceChange | undefined {
  const parsed = User.safeParse(value);
  if (!parsed.success) return undefined;
  const user = parsed.data;
  const userId = user.id;
  if (user['@removed'] !== undefined) return { kind: 'gone', userId };
  const { displayName, mail, officeLocation, department, accountEnabled } = user;
  const manager = managerOf(user['manager@delta']);
  const isPlaceTold = officeLocation !== undefined || department !== undefined;
  return {
    kind: 'person',
    userId,
    ...(displayName === undefined ? {} : { name: plain(displayName) }),
    ...(mail === undefined ? {} : { mail: mailOf(mail) }),
    ...(isPlaceTold ? { place: plain(officeLocation) || plain(department) } : {}),
    ...(typeof accountEnabled === 'boolean' ? { enabled: accountEnabled } : {}),
    ...(manager === undefined ? {} : { manager }),
  };
}

/** Who the manager is now; undefined where that is not told. One who is removed and one who is not may come together. */
function managerOf(
  told: z.infer<typeof User>['manager@delta'],
): { readonly id?: string } | undefined {
  if (told === undefined || told.length === 0) return undefined;
  const id = told.findLast((one) => one['@removed'] === undefined)?.id;
  return id !== undefined && UUID.test(id) ? { id } : {};
}

/** A text as a directory file may have it: without what cannot be seen. */
function plain(text: string | null | undefined): string {
  return (text ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Control}\s]+/gu, ' ')
    .normalize('NFC')
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
}

function mailOf(mail: string | null): string {
  const text = plain(mail?.slice(0, LONGEST_MAIL + 1));
  return text.length <= LONGEST_MAIL && isMail(text) ? text : '';
}
