import type { RunView } from '../../../../shared/contract/run.ts';
import { type FakeApi, fakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';
import { runView } from '../../support/run-view.ts';

const COLLEAGUES = [
  { userId: 'u-cem', name: 'Cem Celik', place: 'Leeds' },
  { userId: 'u-cleo', name: 'Cleo Costa', place: '' },
];

/** An API of one ERG that the person runs, which keeps what it is told and refuses an old revision. */
export function apiWithRun(first: RunView = runView()): FakeApi & {
  /** Somebody else changes it. */
  change(fields: Partial<RunView>): void;
} {
  const api = fakeApi();
  let run = first;
  const change = (fields: Partial<RunView>) => {
    run = { ...run, ...fields, revision: run.revision + 1 };
    return json(run);
  };
  const isYouStill = () => run.organisers.some(({ isYou }) => isYou);
  api.on('GET /api/home', () => {
    const { name, picture } = run.profile;
    return json(givenHome({ runs: isYouStill() ? [{ ergId: 'e1', name, picture }] : [] }));
  });
  api.on('GET /api/ergs/e1/run', () => (isYouStill() ? json(run) : problem('not-allowed')));
  api.on('GET /api/ergs/e1/run/requests', () => json({ requests: [], requested: 3 }));
  api.on('GET /api/ergs/e1/run/people*', ({ path }) => {
    const find = new URL(path, 'https://a.example').searchParams.get('find')?.toLowerCase() ?? '';
    return json({ people: COLLEAGUES.filter(({ name }) => name.toLowerCase().startsWith(find)) });
  });
  const added = (body: unknown) => {
    const { userId } = body as { userId: string };
    const name = COLLEAGUES.find((one) => one.userId === userId)?.name ?? '';
    const since = '2026-03-03T10:00:00.000Z';
    return { userId, name, since, appointedBy: 'organiser', isYou: false } as const;
  };
  api.on('POST /api/ergs/e1/run/organisers', ({ body }) =>
    change({ organisers: [...run.organisers, added(body)] }),
  );
  api.on('POST /api/ergs/e1/run/hand-over', ({ body }) =>
    change({ organisers: [...run.organisers.filter(({ isYou }) => !isYou), added(body)] }),
  );
  api.on('DELETE /api/ergs/e1/run/organisers/*', ({ path }) => {
    change({ organisers: run.organisers.filter(({ userId }) => !path.endsWith(userId)) });
    return nothing();
  });
  api.on('PUT /api/ergs/e1/run/sponsor', ({ body }) => {
    const { revision, userId } = body as { revision: number; userId: string | null };
    if (revision !== run.revision) return problem('changed-meanwhile');
    const { sponsor: _before, ...rest } = run;
    run = rest;
    return change(userId === null ? {} : { sponsor: { userId, name: added(body).name } });
  });
  api.on('PUT /api/ergs/e1/run/profile', ({ body }) => {
    const { revision, profile } = body as { revision: number; profile: RunView['profile'] };
    return revision === run.revision ? change({ profile }) : problem('changed-meanwhile');
  });
  api.on('PUT /api/ergs/e1/run/state', ({ body }) => {
    const { revision, state } = body as { revision: number; state: RunView['state'] };
    return revision === run.revision ? change({ state }) : problem('changed-meanwhile');
  });
  return { ...api, change: (fields) => void change(fields) };
}
