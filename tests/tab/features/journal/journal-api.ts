import type { JournalEntryBody, JournalEntryView } from '../../../../shared/contract/journal.ts';
import type { GivenHome } from '../../../../shared/contract/home.ts';
import { fakeApi, json, nothing, problem, type FakeApi } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** An entry of 2 March 2026, at ten past nine in London. */
export function anEntry(fields: Partial<JournalEntryView> = {}): JournalEntryView {
  return {
    id: '0195a1f0-0000-7000-8000-000000000011',
    words: 'I listened, and it was quiet.',
    writtenAt: '2026-03-02T09:10:00.000Z',
    revision: 5,
    ...fields,
  };
}

/** An API that keeps a journal as the real one does. */
export function apiWithJournal(
  entries: readonly JournalEntryView[] = [],
  home: GivenHome = givenHome(),
): FakeApi {
  let all = [...entries];
  const api = fakeApi();
  api.on('GET /api/home', () => json(home));
  api.on('GET /api/help', () => json({ places: {} }));
  api.on('GET /api/journal', () => json({ entries: all }));
  api.on('PUT /api/journal/*', ({ path, body }) => {
    const id = path.split('/').at(-1) ?? '';
    const { words, about, revision } = body as JournalEntryBody;
    const before = all.find((one) => one.id === id);
    if (before?.words === words) return json(before);
    if ((before?.revision ?? 0) !== revision) return problem('changed-meanwhile');
    const written =
      before === undefined
        ? anEntry({ id, words, ...(about === undefined ? {} : { about }), revision: 9 })
        : { ...before, words, changedAt: '2026-03-03T10:00:00.000Z', revision: revision + 1 };
    all =
      before === undefined ? [written, ...all] : all.map((one) => (one.id === id ? written : one));
    return json(written);
  });
  api.on('DELETE /api/journal/*', ({ path }) => {
    all = all.filter(({ id }) => !path.includes(id));
    return nothing();
  });
  return api;
}
