import { z } from 'zod';
import { readFigures } from '../../../shared/commands/read-figures.ts';
import { Id } from '../../../shared/contract/fields.ts';
import { FiguresReply } from '../../../shared/contract/figures.ts';
import type { Routes } from '../api.ts';
import { ergAskOf } from '../authentication.ts';

/** What the allies of an ERG do together, for its organisers. */
export const figuresRoutes: Routes = (app, { deps }) => {
  app.get(
    '/ergs/:id/run/figures',
    {
      config: { right: { subject: 'erg-figures', to: 'read', of: 'erg' } },
      schema: { params: z.strictObject({ id: Id }), response: { 200: FiguresReply } },
    },
    async (request) => {
      const { last, isCounting, figures } = await readFigures(deps, ergAskOf(request));
      return { last, isCounting, months: [...figures] };
    },
  );
};
