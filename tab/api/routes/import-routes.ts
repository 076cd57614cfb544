import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { toCsv, exportRoster } from '../../../shared/commands/roster-export.ts';
import { readImportRows, rowsOfChunk } from '../../../shared/commands/read-import-rows.ts';
import { confirmImport, withdrawImport } from '../../../shared/commands/steer-import.ts';
import { uploadImport, type UploadOutcome } from '../../../shared/commands/upload-import.ts';
import { Id, NewId } from '../../../shared/contract/fields.ts';
import {
  ImportRowsQuery,
  ImportRowsReply,
  ImportsReply,
  ImportView,
} from '../../../shared/contract/imports.ts';
import type { RosterImport } from '../../../shared/domain/roster-import.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import type { ErgAsk } from '../../../shared/commands/change-erg.ts';
import type { LoadedImport } from '../../../shared/store/imports-store.ts';
import type { Routes } from '../api.ts';
import { ergAskOf } from '../authentication.ts';
import { languageOf } from '../language.ts';
import { presentImport } from '../present-import.ts';
import { orProblem, RequestProblem } from '../problems.ts';
import { fileIn, takingFiles } from '../taking-files.ts';

const ErgParams = z.strictObject({ id: Id });
const ImportParams = z.strictObject({ id: Id, importId: Id });
const UploadQuery = z.strictObject({ id: NewId });

const LARGEST_FILE_BYTES = 8 * 1024 * 1024;

/** A file is much work: so many a minute of one person. */
const FILES_A_MINUTE = 20;

/** Importing a roster, which invites, and exporting it. */
export const importRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'roster-import', to: 'read', of: 'erg' } } as const;
  const change = { right: { subject: 'roster-import', to: 'change', of: 'erg' } } as const;

  async function importOf({ tenantId, ergId }: ErgAsk, importId: string): Promise<LoadedImport> {
    const loaded = await deps.imports.read({ tenantId, ergId, importId });
    if (loaded === undefined) throw new RequestProblem('not-found');
    return loaded;
  }

  app.get(
    '/ergs/:id/run/imports',
    { config: read, schema: { params: ErgParams, response: { 200: ImportsReply } } },
    async (request) => {
      const { tenantId, ergId } = ergAskOf(request);
      const imports = await deps.imports.list(tenantId, ergId);
      return { imports: imports.map(({ value }) => presentImport(value)) };
    },
  );

  takingFiles(app, (room) => {
    room.post(
      '/ergs/:id/run/imports',
      {
        bodyLimit: LARGEST_FILE_BYTES,
        config: { ...change, rateLimit: { max: FILES_A_MINUTE, timeWindow: '1 minute' } },
        schema: { params: ErgParams, querystring: UploadQuery, response: { 200: ImportView } },
      },
      async (request) => {
        const bytes = fileIn(request.body);
        const file = { id: request.query.id, bytes };
        return presentImport(uploaded(await uploadImport(deps, ergAskOf(request), file)));
      },
    );
  });

  app.get(
    '/ergs/:id/run/imports/:importId',
    { config: read, schema: { params: ImportParams, response: { 200: ImportView } } },
    async (request) =>
      presentImport((await importOf(ergAskOf(request), request.params.importId)).value),
  );

  app.get(
    '/ergs/:id/run/imports/:importId/rows',
    {
      config: read,
      schema: {
        params: ImportParams,
        querystring: ImportRowsQuery,
        response: { 200: ImportRowsReply },
      },
    },
    async (request) => {
      const { key, value } = await importOf(ergAskOf(request), request.params.importId);
      const { fate, continuation = '0' } = request.query;
      const page = await readImportRows(deps, key, value, {
        from: Number(continuation),
        ...(fate === undefined ? {} : { fate }),
      });
      return {
        rows: [...page.rows],
        ...(page.next === undefined ? {} : { continuation: String(page.next) }),
      };
    },
  );

  app.post(
    '/ergs/:id/run/imports/:importId/confirm',
    { config: change, schema: { params: ImportParams, response: { 200: ImportView } } },
    async (request) =>
      presentImport(
        orProblem(await confirmImport(deps, ergAskOf(request), request.params.importId)),
      ),
  );

  app.post(
    '/ergs/:id/run/imports/:importId/withdraw',
    { config: change, schema: { params: ImportParams, response: { 200: ImportView } } },
    async (request) =>
      presentImport(
        orProblem(await withdrawImport(deps, ergAskOf(request), request.params.importId)),
      ),
  );

  app.get(
    '/ergs/:id/run/imports/:importId/report.csv',
    { config: read, schema: { params: ImportParams, response: { 200: z.string() } } },
    async (request, reply) => {
      const { key, value } = await importOf(ergAskOf(request), request.params.importId);
      const { t } = translatorFor(languageOf(request));
      async function* report(): AsyncGenerator<string> {
        yield `\uFEFF${toCsv([[t('imports:report.row'), t('imports:report.fate')]])}`;
        for (const chunk of value.chunks.keys()) {
          const rows = await rowsOfChunk(deps, key, chunk);
          if (rows.length === 0) continue;
          yield toCsv(rows.map(({ row, fate }) => [String(row), t(`imports:fate.${fate}`)]));
        }
      }
      return sendCsv(reply, 'import.csv', report());
    },
  );

  app.get(
    '/ergs/:id/run/export.csv',
    {
      config: { right: { subject: 'roster-export', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, response: { 200: z.string() } },
    },
    async (request, reply) => {
      const { t } = translatorFor(languageOf(request));
      const words = {
        name: t('imports:export.name'),
        since: t('imports:export.since'),
        role: t('imports:export.role'),
        roles: {
          organiser: t('imports:export.organiser'),
          sponsor: t('imports:export.sponsor'),
          ally: t('imports:export.ally'),
        },
      };
      return sendCsv(reply, 'roster.csv', exportRoster(deps, ergAskOf(request), words));
    },
  );
};

/** Sends a file part by part. What fails before the first part is answered as a problem. */
async function sendCsv(
  reply: FastifyReply,
  name: string,
  parts: AsyncGenerator<string>,
): Promise<never> {
  const first = await parts.next();
  async function* all(): AsyncGenerator<string> {
    if (first.done !== true) yield first.value;
    yield* parts;
  }
  // The reply is the answer; what a handler returns besides is not looked at.
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(all())) as never;
}

function uploaded(outcome: UploadOutcome): RosterImport {
  if (outcome.ok) return outcome.value;
  if (outcome.reason !== 'unreadable') return orProblem(outcome);
  const { row, reason } = outcome.problem;
  throw new RequestProblem('invalid', [
    { path: row === undefined ? 'file' : `file.${row}`, reason },
  ]);
}
