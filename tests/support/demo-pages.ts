import { expect } from 'vitest';
import type { GivenHome } from '../../shared/contract/home.ts';
import type { LocalTeams } from './local-teams.ts';
import { pledge, TO_CHALLENGE_JOKES } from './take-part.ts';

/** The main pages of the tab, by their paths. */
export interface DemoPages {
  /** Who uses which. */
  readonly everybody: readonly { readonly person: string; readonly paths: readonly string[] }[];
  /** A pledge, of the first of them. */
  readonly pledge: string;
}

/**
 * The main pages of the tab, each with something to show: an ally's who pledged, joined an ERG and is asked how it went, its
 * organiser's, a manager's, an admin's.
 */
export async function demoPages(teams: LocalTeams): Promise<DemoPages> {
  const whoseNoteSays = async (words: RegExp) => (await teams.personWhoseNoteSays(words)).id;
  const ally = await whoseNoteSays(/new to Alongside/);
  const organiser = await whoseNoteSays(/Organiser of Women in Engineering/);
  const manager = await whoseNoteSays(/Head of a department/);
  const admin = await whoseNoteSays(/^Admin/);
  for (const person of [ally, organiser, manager, admin]) await teams.agree(person);

  async function ask<Reply>(person: string, method: string, path: string, body?: object) {
    const response = await teams.program.api(person, method, path, body);
    expect(response.status, `${method} ${path}`).toBe(200);
    return (await response.json()) as Reply;
  }
  const homeOf = (person: string) => ask<GivenHome>(person, 'GET', '/api/home');

  const pledged = await pledge(teams.program, ally, TO_CHALLENGE_JOKES);
  const erg = (await homeOf(organiser)).runs[0]?.ergId ?? '';
  const { membershipsRevision: revision } = await homeOf(ally);
  await ask(ally, 'POST', `/api/ergs/${erg}/join`, { revision, showToAllies: false });
  await teams.program.local('POST', '/local/clock', { to: 'next-check-in', person: ally });

  const everybody = [
    {
      person: ally,
      paths: [
        '/',
        '/pledges',
        '/pledges/new',
        '/pledges/new?template=listen-hear-out',
        `/pledges/${pledged}`,
        '/ergs',
        `/ergs/${erg}`,
        '/learn/lessons',
        '/learn/lessons/listen-ask',
        '/learn/lessons/joke-at-lunch',
        '/learn/year',
        '/settings',
      ],
    },
    {
      person: organiser,
      paths: ['roster', 'asks', 'events', 'news', 'profile', 'figures'].map(
        (part) => `/run/${erg}/${part}`,
      ),
    },
    { person: manager, paths: ['/organisation'] },
    {
      person: admin,
      paths: [
        ...['ergs', 'directory', 'organisation', 'year', 'settings'].map(
          (part) => `/admin/${part}`,
        ),
        '/health',
      ],
    },
  ];
  return { everybody, pledge: `/pledges/${pledged}` };
}
