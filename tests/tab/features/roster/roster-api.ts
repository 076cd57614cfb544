import type { AllyView, OutcomesReply } from '../../../../shared/contract/roster.ts';
import { type FakeApi, fakeApi, json, type SeenRequest } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** Somebody on a list. */
export function ally(n: number, name = `Person ${n}`): AllyView {
  return { userId: `u${n}`, name, since: '2026-01-12T09:00:00.000Z' };
}

/** The API of an organiser of Prism. */
export function organisersApi(): FakeApi {
  const api = fakeApi();
  const runs = [{ ergId: 'e1', name: 'Prism', picture: '🌈' }];
  api.on('GET /api/home', () => json(givenHome({ runs })));
  return api;
}

/** The people whom a request is about. */
export function peopleIn({ body }: SeenRequest): readonly string[] {
  const { userIds, acts } = body as {
    readonly userIds?: readonly string[];
    readonly acts?: readonly { readonly userId: string }[];
  };
  return userIds ?? acts?.map(({ userId }) => userId) ?? [];
}

/** It was done for all of them. */
export function allDone(request: SeenRequest): Response {
  const outcomes: OutcomesReply['outcomes'] = peopleIn(request).map((userId) => ({
    userId,
    outcome: 'done',
    act: 7,
  }));
  return json({ outcomes });
}
