import type { RunView } from '../../../shared/contract/run.ts';

/** An ERG that the person runs, with the fields that matter to a test. */
export function runView(fields: Partial<RunView> = {}): RunView {
  return {
    id: 'e1',
    profile: {
      name: 'Prism',
      purpose: 'A place to be yourself.',
      tags: ['pride'],
      places: ['Leeds'],
      picture: '🌈',
      contact: 'prism@example.com',
      joinPolicy: 'on-request',
      askAgainAfterDays: 30,
    },
    organisers: [
      {
        userId: 'u-ana',
        name: 'Ana Almeida',
        since: '2026-01-12T09:00:00.000Z',
        appointedBy: 'admin',
        isYou: true,
      },
      {
        userId: 'u-bo',
        name: 'Bo Berg',
        since: '2026-02-02T09:00:00.000Z',
        appointedBy: 'organiser',
        isYou: false,
      },
    ],
    state: 'active',
    revision: 4,
    ...fields,
  };
}
