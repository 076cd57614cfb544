import { z } from 'zod';
import { deleteEntry, writeEntry } from '../../../shared/commands/write-journal.ts';
import { NewId, RevisionText } from '../../../shared/contract/fields.ts';
import {
  JournalEntryBody,
  JournalEntryView,
  JournalQuery,
  JournalReply,
} from '../../../shared/contract/journal.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { orProblem } from '../problems.ts';

const EntryParams = z.strictObject({ id: NewId });
const SeenRevision = z.strictObject({ revision: RevisionText });

/** Somebody's own journal, by their token alone: no route takes whose it is. */
export const journalRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'journal', to: 'read' } } as const;
  const change = { right: { subject: 'journal', to: 'change' } } as const;

  app.get(
    '/journal',
    { config: read, schema: { querystring: JournalQuery, response: { 200: JournalReply } } },
    async (request) => {
      const { key } = askerOf(request);
      const { items, continuation } = await deps.people.readJournal(
        key,
        request.query.continuation,
      );
      return { entries: [...items], ...(continuation === undefined ? {} : { continuation }) };
    },
  );

  app.put(
    '/journal/:id',
    {
      config: change,
      schema: {
        params: EntryParams,
        body: JournalEntryBody,
        response: { 200: JournalEntryView },
      },
    },
    async (request) => {
      const { revision: seen, ...entry } = request.body;
      const { id } = request.params;
      return orProblem(await writeEntry(deps, askerOf(request), { ...entry, id, seen }));
    },
  );

  app.delete(
    '/journal/:id',
    {
      config: change,
      schema: {
        params: EntryParams,
        querystring: SeenRevision,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { revision: seen } = request.query;
      orProblem(await deleteEntry(deps, askerOf(request), { id, seen }));
      return reply.status(204).send();
    },
  );
};
