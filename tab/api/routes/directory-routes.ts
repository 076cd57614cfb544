import { z } from 'zod';
import { confirmDirectory, withdrawDirectory } from '../../../shared/commands/steer-directory.ts';
import { uploadDirectory } from '../../../shared/commands/upload-directory.ts';
import {
  ConfirmDirectoryBody,
  DirectoryImportView,
  DirectoryReply,
  DirectoryUploadReply,
} from '../../../shared/contract/directory.ts';
import { Id, NewId } from '../../../shared/contract/fields.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import {
  presentDirectoryImport,
  presentDirectoryUpload,
  presentFollowing,
} from '../present-directory.ts';
import { orProblem } from '../problems.ts';
import { fileIn, takingFiles } from '../taking-files.ts';

const ImportParams = z.strictObject({ importId: Id });
const UploadQuery = z.strictObject({ id: NewId });

/** Half a million people with long names. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** A file is much work: so many a minute of one person. */
const FILES_A_MINUTE = 6;

/** Importing the directory of the organisation, for admins. */
export const directoryRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'directory', to: 'read' } } as const;
  const change = { right: { subject: 'directory', to: 'change' } } as const;

  app.get(
    '/admin/directory',
    { config: read, schema: { response: { 200: DirectoryReply } } },
    async (request) => {
      const { tenantId } = askerOf(request).key;
      if (deps.directorySource(tenantId) !== undefined) {
        return { follows: presentFollowing(await deps.directorySync.read(tenantId)) };
      }
      const loaded = await deps.directoryImports.read(tenantId);
      return loaded === undefined ? {} : { import: presentDirectoryImport(loaded.value) };
    },
  );

  takingFiles(app, (room) => {
    room.post(
      '/admin/directory/imports',
      {
        bodyLimit: LARGEST_FILE_BYTES,
        config: { ...change, rateLimit: { max: FILES_A_MINUTE, timeWindow: '1 minute' } },
        schema: { querystring: UploadQuery, response: { 200: DirectoryUploadReply } },
      },
      async (request) => {
        const bytes = fileIn(request.body);
        const { tenantId } = askerOf(request).key;
        const file = { id: request.query.id, bytes };
        return presentDirectoryUpload(await uploadDirectory(deps, tenantId, file));
      },
    );
  });

  app.post(
    '/admin/directory/imports/:importId/confirm',
    {
      config: change,
      schema: {
        params: ImportParams,
        body: ConfirmDirectoryBody,
        response: { 200: DirectoryImportView },
      },
    },
    async (request) => {
      const { tenantId, userId } = askerOf(request).key;
      const { importId } = request.params;
      const { removals } = request.body;
      const ask = { tenantId, actorId: userId };
      return presentDirectoryImport(
        orProblem(await confirmDirectory(deps, ask, { importId, removals })),
      );
    },
  );

  app.post(
    '/admin/directory/imports/:importId/withdraw',
    { config: change, schema: { params: ImportParams, response: { 200: DirectoryImportView } } },
    async (request) => {
      const { tenantId } = askerOf(request).key;
      const { importId } = request.params;
      return presentDirectoryImport(orProblem(await withdrawDirectory(deps, tenantId, importId)));
    },
  );
};
