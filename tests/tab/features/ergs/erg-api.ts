import type { AskView, EventView } from '../../../../shared/contract/content.ts';
import type { ErgListing, ErgReply, MembershipView } from '../../../../shared/contract/ergs.ts';
import { fakeApi, json, type FakeApi } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

/** An ERG of the directory, with the fields that matter to a test. */
export function listing(fields: Partial<ErgListing> = {}): ErgListing {
  return {
    id: 'e1',
    name: 'Prism',
    purpose: 'A place to be yourself.',
    tags: ['pride'],
    places: ['Leeds'],
    picture: '🌈',
    joinPolicy: 'open',
    size: { from: 25, to: 49 },
    ...fields,
  };
}

/** Somebody on an ERG's page whom a fellow organiser chose. */
export function organiser(name: string): ErgReply['erg']['organisers'][number] {
  return { name, since: '2026-01-12T09:00:00.000Z', appointedBy: 'organiser' };
}

/** An ask of `listing()`. */
function askView(fields: Partial<AskView> = {}): AskView {
  return {
    id: 'a1',
    ergId: 'e1',
    ergName: 'Prism',
    title: 'Use the name that people give you.',
    why: 'It says that somebody is seen.',
    question: 'Did a moment come up to use a name with care?',
    pillar: 'listen',
    cadence: 'fortnightly',
    form: {
      kind: 'if-then',
      action: 'use the name that people give me',
      cues: ['I introduce people to each other'],
    },
    ...fields,
  };
}

/** A coming event of `listing()`, in New York, two days after the clocks went forward there. */
export function eventView(fields: Partial<EventView> = {}): EventView {
  return {
    id: 'v1',
    ergId: 'e1',
    ergName: 'Prism',
    title: 'Coffee for everyone',
    description: 'An hour to meet.',
    startsAt: '2026-03-10T19:00:00.000Z',
    endsAt: '2026-03-10T20:00:00.000Z',
    zone: 'America/New_York',
    place: 'Fifth floor',
    joinUrl: 'https://teams.microsoft.com/l/meetup-join/x',
    access: 'Step-free.',
    going: false,
    ...fields,
  };
}

/** An ERG's page, with the fields that matter to a test. */
export function ergPage(fields: Partial<ErgReply['erg']> = {}): ErgReply['erg'] {
  return {
    ...listing(),
    contact: 'prism@example.com',
    asks: [askView()],
    lessons: [],
    events: [],
    organisers: [organiser('Ana'), organiser('Bo')],
    ...fields,
  };
}

/** My membership of `listing()`. */
export function membership(fields: Partial<MembershipView> = {}): MembershipView {
  return {
    ergId: 'e1',
    name: 'Prism',
    state: 'active',
    since: '2026-02-10T09:00:00.000Z',
    showToAllies: false,
    muted: false,
    ...fields,
  };
}

/** An API with one ERG and my memberships, which each change moves on by one revision. */
export function apiWithErg(
  erg: ErgReply['erg'] = ergPage(),
  before: readonly MembershipView[] = [],
): FakeApi {
  let memberships = [...before];
  let membershipsRevision = 2;
  const api = fakeApi();
  const changed = (after: MembershipView[]) => {
    memberships = after;
    membershipsRevision += 1;
    return json({ memberships, membershipsRevision });
  };
  const others = () => memberships.filter(({ ergId }) => ergId !== erg.id);
  api.on('GET /api/home', () => json(givenHome({ memberships, membershipsRevision })));
  api.on(`GET /api/ergs/${erg.id}`, () => json({ erg, membershipsRevision }));
  api.on(`GET /api/ergs/${erg.id}/news`, () => json({ news: [] }));
  api.on(`POST /api/ergs/${erg.id}/join`, ({ body }) => {
    const { showToAllies } = body as { showToAllies: boolean };
    const state = erg.joinPolicy === 'open' ? 'active' : 'requested';
    return changed([...others(), membership({ ergId: erg.id, state, showToAllies })]);
  });
  api.on(`POST /api/ergs/${erg.id}/leave`, () => changed(others()));
  api.on(`PUT /api/ergs/${erg.id}/membership`, ({ body }) => {
    const wanted = body as { showToAllies: boolean; muted?: boolean };
    const mine = memberships.find(({ ergId }) => ergId === erg.id) ?? membership();
    const { showToAllies, muted = mine.muted } = wanted;
    return changed([...others(), { ...mine, showToAllies, muted }]);
  });
  return api;
}
