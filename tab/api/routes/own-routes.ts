import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HomeReply } from '../../../shared/contract/home.ts';
import {
  ChangeSettingsBody,
  ConsentBody,
  ExportReply,
  RenewalBody,
  SettingsBody,
} from '../../../shared/contract/settings.ts';
import { changeSettings } from '../../../shared/commands/change-settings.ts';
import { exportPerson } from '../../../shared/commands/export-person.ts';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { myEvents, readHome, readHomeNews } from '../../../shared/commands/read-home.ts';
import { renewConsent } from '../../../shared/commands/renew-consent.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { askerOf, readerOf } from '../authentication.ts';
import type { Routes } from '../api.ts';
import { languageOf } from '../language.ts';
import { myDataFile, myDataJson } from '../my-data/my-data-file.ts';
import { presentHome } from '../present-home.ts';
import { orProblem } from '../problems.ts';

/** Home, consent, settings, export and erasing: what is about the person as a whole. */
export const ownRoutes: Routes = (app, { deps }) => {
  app.get(
    '/home',
    {
      config: { right: { subject: 'settings', to: 'read' } },
      schema: { response: { 200: HomeReply } },
    },
    async (request) => {
      const asker = askerOf(request);
      const home = await readHome(deps, asker);
      const told = await readHomeNews(deps, home.person, asker.language);
      return presentHome(home, told, deps.clock.now(), readerOf(request));
    },
  );

  /** Home after a change of what the person agreed to. */
  async function homeAfter(request: FastifyRequest, person: Person): Promise<HomeReply> {
    const asker = askerOf(request);
    const [lines, told, events] = await Promise.all([
      deps.publishedErgs.get(asker.key.tenantId),
      readHomeNews(deps, person, asker.language),
      myEvents(deps, person),
    ]);
    const ergs = new Map(lines.map((line) => [line.id, line]));
    const home = { person, ergs, events, proposedBudget: person.profile.settings.budget };
    return presentHome(home, told, deps.clock.now(), readerOf(request));
  }

  app.post(
    '/consent',
    {
      config: { right: { subject: 'consent', to: 'change' } },
      schema: { body: ConsentBody, response: { 200: HomeReply } },
    },
    async (request) =>
      homeAfter(request, orProblem(await giveConsent(deps, askerOf(request), request.body))),
  );

  app.post(
    '/consent/renewal',
    {
      config: { right: { subject: 'consent', to: 'change' } },
      schema: { body: RenewalBody, response: { 200: HomeReply } },
    },
    async (request) =>
      homeAfter(request, orProblem(await renewConsent(deps, askerOf(request), request.body))),
  );

  app.put(
    '/settings',
    {
      config: { right: { subject: 'settings', to: 'change' } },
      schema: {
        body: ChangeSettingsBody,
        response: { 200: z.object({ settings: SettingsBody, settingsRevision: z.number() }) },
      },
    },
    async (request) => {
      const { settings, revision } = request.body;
      const changed = await changeSettings(deps, askerOf(request), settings, revision);
      const { profile } = orProblem(changed);
      return { settings: profile.settings, settingsRevision: profile.settingsRevision };
    },
  );

  app.get(
    '/me/export',
    {
      config: { right: { subject: 'export', to: 'read' } },
      schema: {
        response: {
          200: ExportReply,
        },
      },
    },
    async (request) =>
      myDataJson(await exportPerson(deps, askerOf(request).key), languageOf(request)),
  );

  app.get(
    '/me/export.zip',
    {
      config: { right: { subject: 'export', to: 'read' } },
      schema: { response: { 200: z.string() } },
    },
    async (request, reply) => {
      const data = await exportPerson(deps, askerOf(request).key);
      const file = myDataFile(data, languageOf(request));
      const date = data.exportedAt.slice(0, 10);
      return sendZip(reply, `alongside-my-data-${date}.zip`, file);
    },
  );

  app.delete(
    '/me',
    {
      config: { right: { subject: 'consent', to: 'change' } },
      schema: { response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      orProblem(await withdrawConsent(deps, askerOf(request)));
      return reply.status(204).send();
    },
  );
};

function sendZip(reply: FastifyReply, name: string, file: Uint8Array): never {
  // The reply is the answer; what a handler returns besides is not looked at.
  return reply
    .header('content-type', 'application/zip')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength)) as never;
}
