import type { RunView } from '../../../../shared/contract/run.ts';
import { type FakeApi, fakeApi, json } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** Prism as Ana and Bo run it; Ana asks. */
export function prism(fields: Partial<RunView> = {}): RunView {
  return {
    id: 'e1',
    profile: {
      name: 'Prism',
      purpose: 'For LGBTQ+ colleagues and everyone who stands with them.',
      tags: ['pride'],
      places: ['Leeds'],
      picture: '🌈',
      contact: 'prism@example.com',
      joinPolicy: 'on-request',
      askAgainAfterDays: 30,
    },
    organisers: [
      { userId: 'ana', name: 'Ana', since: '2026-01-12T09:00:00.000Z', appointedBy: 'admin' },
      { userId: 'bo', name: 'Bo', since: '2026-02-01T09:00:00.000Z', appointedBy: 'organiser' },
    ],
    state: 'active',
    isWithdrawn: false,
    you: 'ana',
    revision: 4,
    ...fields,
  };
}

/** The API of somebody who runs Prism. */
export function apiThatRuns(run: RunView = prism()): FakeApi {
  const api = fakeApi();
  const runs = [{ ergId: 'e1', name: run.profile.name, picture: run.profile.picture }];
  api.on('GET /api/home', () => json(givenHome({ runs })));
  api.on('GET /api/ergs/e1/run', () => json(run));
  api.on('GET /api/ergs/e1/run/people?find=ki', () =>
    json({ people: [{ userId: 'kim', name: 'Kim Example', place: 'Leeds' }] }),
  );
  return api;
}
