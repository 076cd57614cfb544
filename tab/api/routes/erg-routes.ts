import { z } from 'zod';
import { changeMembership } from '../../../shared/commands/change-membership.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { readErgPage } from '../../../shared/commands/read-erg-page.ts';
import {
  ChangeMembershipBody,
  ErgDirectoryReply,
  ErgReply,
  JoinErgBody,
  LeaveErgBody,
  MembershipsReply,
} from '../../../shared/contract/ergs.ts';
import { Id } from '../../../shared/contract/fields.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentShown } from '../present-content.ts';
import { presentErg, presentErgListing } from '../present-erg.ts';
import { presentInvitations, presentMembership, presentMemberships } from '../present-home.ts';
import { orProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });

/** The directory of ERGs, an ERG's page, joining and leaving. */
export const ergRoutes: Routes = (app, { deps }) => {
  const membership = { right: { subject: 'membership', to: 'change' } } as const;

  async function presentAll(person: Person, language: string): Promise<MembershipsReply> {
    const lines = await deps.publishedErgs.get(person.key.tenantId);
    const ergs = new Map(lines.map((line) => [line.id, line]));
    return {
      memberships: presentMemberships({ person, ergs }, language),
      membershipsRevision: person.profile.membershipsRevision,
    };
  }

  app.get(
    '/ergs',
    {
      config: { right: { subject: 'erg-directory', to: 'read' } },
      schema: { response: { 200: ErgDirectoryReply } },
    },
    async (request) => {
      const asker = askerOf(request);
      const lines = await deps.publishedErgs.get(asker.key.tenantId);
      return {
        ergs: lines
          .filter((line) => line.state === 'active')
          .map(presentErgListing)
          .toSorted((one, other) => one.name.localeCompare(other.name, asker.language)),
      };
    },
  );

  app.get(
    '/ergs/:id',
    {
      config: { right: { subject: 'erg-page', to: 'read' } },
      schema: { params: ErgParams, response: { 200: ErgReply } },
    },
    async (request) => {
      const page = orProblem(await readErgPage(deps, askerOf(request), request.params.id));
      const mine = page.person.memberships.find((own) => own.ergId === page.erg.id);
      const invitation = presentInvitations(page, deps.clock.now()).find(
        ({ ergId }) => ergId === page.erg.id,
      );
      return {
        erg: presentErg(
          page.erg,
          page.bandFrom,
          presentShown(page.items, page.erg, { now: deps.clock.now(), rsvps: page.person.rsvps }),
        ),
        ...(invitation === undefined ? {} : { invitation }),
        ...(mine === undefined ? {} : { membership: presentMembership(mine, page.ergs) }),
        membershipsRevision: page.person.profile.membershipsRevision,
        rsvpsRevision: page.person.profile.rsvpsRevision,
      };
    },
  );

  app.post(
    '/ergs/:id/join',
    {
      config: membership,
      schema: { params: ErgParams, body: JoinErgBody, response: { 200: MembershipsReply } },
    },
    async (request) => {
      const { revision: seen, showToAllies, invitation } = request.body;
      const ask = {
        seen,
        showToAllies,
        ...(invitation === undefined ? {} : { secret: invitation }),
      };
      const asker = askerOf(request);
      const joined = orProblem(await joinErg(deps, asker, request.params.id, ask));
      return presentAll(joined, asker.language);
    },
  );

  app.post(
    '/ergs/:id/leave',
    {
      config: membership,
      schema: { params: ErgParams, body: LeaveErgBody, response: { 200: MembershipsReply } },
    },
    async (request) => {
      const { revision } = request.body;
      const asker = askerOf(request);
      const person = orProblem(await leaveErg(deps, asker, request.params.id, revision));
      return presentAll(person, asker.language);
    },
  );

  app.put(
    '/ergs/:id/membership',
    {
      config: membership,
      schema: {
        params: ErgParams,
        body: ChangeMembershipBody,
        response: { 200: MembershipsReply },
      },
    },
    async (request) => {
      const { revision: seen, ...wanted } = request.body;
      const ask = { seen, ...wanted };
      const asker = askerOf(request);
      const person = orProblem(await changeMembership(deps, asker, request.params.id, ask));
      return presentAll(person, asker.language);
    },
  );
};
