import { stringify } from 'csv-stringify/sync';
import { isOrganiser } from '../domain/erg.ts';
import type { CommandDeps } from './deps.ts';
import type { ErgAsk } from './change-erg.ts';
import type { LoadedErg } from '../store/ergs-store.ts';

/** Allies of one request to storage. */
const LINES_A_PAGE = 900;

/** What the columns and the roles are called in a reader's language. */
export interface RosterExportWords {
  readonly name: string;
  readonly since: string;
  readonly role: string;
  readonly roles: Readonly<Record<'organiser' | 'sponsor' | 'ally', string>>;
}

/**
 * The roster of an ERG as CSV for spreadsheets, part by part: UTF-8 with a byte order mark, lines of Windows, the name,
 * the date since when, the role. The act is audited, with the number of allies, before the first part is given.
 */
export async function* exportRoster(
  deps: CommandDeps,
  ask: ErgAsk & { readonly loaded: LoadedErg },
  words: RosterExportWords,
): AsyncGenerator<string> {
  const { tenantId, ergId, actor, loaded } = ask;
  const { count } = await deps.rosters.sizeOf(tenantId, ergId, deps.clock.now());
  await deps.audit.record(
    tenantId,
    { ergId },
    {
      act: 'roster.exported',
      actorId: actor.userId,
      details: { allies: count },
      atMs: deps.clock.realMs(),
      id: deps.newId(),
    },
  );
  yield `\uFEFF${toCsv([[words.name, words.since, words.role]])}`;
  let continuation: string | undefined;
  do {
    const page = await deps.rosters.readPage(tenantId, ergId, {
      of: 'active',
      limit: LINES_A_PAGE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    if (page.lines.length > 0) {
      yield toCsv(
        page.lines.map(({ userId, name, since }) => [
          name,
          since.slice(0, 10),
          words.roles[roleOf(loaded, userId)],
        ]),
      );
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
}

function roleOf({ erg }: LoadedErg, userId: string): 'organiser' | 'sponsor' | 'ally' {
  if (isOrganiser(erg, userId)) return 'organiser';
  return erg.sponsor?.userId === userId ? 'sponsor' : 'ally';
}

/**
 * Rows as CSV that no spreadsheet takes for formulas: a cell that begins like one gets an apostrophe before it, and
 * characters that cannot be seen, or turn the direction of what follows, are left out.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(harmless)),
    { record_delimiter: 'windows' },
  );
}

/** How a formula begins for one program or another, in every width. */
const FORMULA = /^[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]/;

function harmless(text: string): string {
  const seen = text
    .toWellFormed()
    .replace(/[\p{Control}\p{Zl}\p{Zp}]+/gu, ' ')
    // What joins letters of some scripts and emoji stays.
    .replace(/(?![\u200C\u200D])\p{Format}/gu, '')
    .trim();
  const shown = seen.replace(/^[\u200C\u200D\s]+/u, '');
  return FORMULA.test(shown) ? `'${shown}` : shown;
}
