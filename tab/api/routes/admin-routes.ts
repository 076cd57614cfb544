import {
  ChangeMessageRulesBody,
  HealthReply,
  MessageRulesView,
  RetryReply,
} from '../../../shared/contract/health.ts';
import { changeTenantRules } from '../../../shared/commands/change-tenant-rules.ts';
import { readHealth } from '../../../shared/commands/read-health.ts';
import { retryUnlessStopped } from '../../../shared/commands/retry-failures.ts';
import { roundedCount } from '../../../shared/domain/health-figures.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentHealth, presentRules } from '../present-health.ts';
import { orProblem } from '../problems.ts';

/** What admins see and decide about messages for the whole organisation. */
export const adminRoutes: Routes = (app, { deps }) => {
  app.get(
    '/admin/health',
    {
      config: { right: { subject: 'health', to: 'read' } },
      schema: { response: { 200: HealthReply } },
    },
    async (request) => presentHealth(await readHealth(deps, askerOf(request).key.tenantId)),
  );

  app.put(
    '/admin/message-rules',
    {
      config: { right: { subject: 'message-rules', to: 'change' } },
      schema: { body: ChangeMessageRulesBody, response: { 200: MessageRulesView } },
    },
    async (request) => {
      const { rules, revision } = request.body;
      const { key } = askerOf(request);
      return presentRules(orProblem(await changeTenantRules(deps, key, rules, revision)));
    },
  );

  app.post(
    '/admin/failures/retry',
    {
      config: { right: { subject: 'failures', to: 'change' } },
      schema: { response: { 200: RetryReply } },
    },
    async (request) => {
      const { key } = askerOf(request);
      const { people, more } = orProblem(await retryUnlessStopped(deps, key));
      return { people: roundedCount(people), more };
    },
  );
};
