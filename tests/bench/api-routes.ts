import { setTimeout as delay } from 'node:timers/promises';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { directoryShardOf } from '../../shared/store/directory-store.ts';
import { personPartition } from '../../shared/store/person-keys.ts';
import { createPseudonymise } from '../../shared/store/pseudonyms.ts';
import { shardOf } from '../../shared/store/schedule-store.ts';
import { aMembership, aPledge, PLEDGE_ID } from '../support/builders.ts';
import { type BareRow, type BareStorage, createBareStorage } from './bare-storage.ts';
import { QUESTION_DATE, type WebOrganisation } from './web-organisation.ts';
import { PSEUDONYM_KEY } from './web-start.ts';

/** A request to the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
}

/** One route, and what it cannot do without. */
export interface MeasuredRoute {
  /** As `GET /api/home`, or what it is for, where one route serves several pages. */
  readonly name: string;
  readonly request: ApiRequest;
  /** Who asks: always the same person, or somebody new each time. */
  readonly asker: Person | 'somebody-new';
  /** How many requests to storage `bare` makes. */
  readonly bareRequests: number;
  /** The requests that must be made for it, by the bare SDK: one after the other where one needs what another brought. */
  bare(asker: Person): Promise<unknown>;
}

/** Allies on the roster that is read: more than one page. */
const ALLIES = 60;

const CURRENT = { from: 'c_', before: 'd' };
const FIRST_OF_ROSTER = { from: 'active', before: 'active`', most: 51 };

/** The routes that are measured: those that the tab's pages load, then the changes that people make most. */
export async function measuredRoutes(
  organisation: WebOrganisation,
): Promise<readonly MeasuredRoute[]> {
  const { deps, tenantId } = organisation;
  const bare = createBareStorage(organisation.connectionString);
  const lines = await deps.publishedErgs.get(tenantId);
  const open = lines.find(({ joinPolicy }) => joinPolicy === 'open');
  const [run] = lines;
  if (open === undefined || run === undefined) throw new Error('The demo has no open ERG.');
  const ergId = run.id;
  const organiser = (await deps.ergs.read(tenantId, ergId))?.organisers[0];
  const manager = await someManager(organisation);
  if (organiser === undefined) throw new Error('An ERG of the demo has no organiser.');

  const reader = await organisation.addPerson({
    pledges: [1, 2].map((n) =>
      aPledge({ id: PLEDGE_ID.replace(/.$/, String(n)), cadence: 'weekly' }),
    ),
    memberships: [aMembership({ ergId })],
  });
  await fillRoster(organisation, ergId);

  const self = ({ key }: Pick<Person, 'key'>) =>
    bare.range('People', personPartition(key), CURRENT);
  const head = (id: string) => bare.get('ErgContent', `${tenantId}_${id}`, 'head');
  const place = ({ userId }: PersonKey) => {
    const shard = String(directoryShardOf(userId)).padStart(2, '0');
    return bare.get('Directory', `${tenantId}_${shard}`, `user_${userId}`);
  };
  const pageOf = ({ userId }: PersonKey) => {
    const pseudonym = createPseudonymise(PSEUDONYM_KEY)(`${tenantId} page ${userId}`);
    return bare.get('Releases', `${tenantId}_page_${pseudonym}`, 'page');
  };
  const as = (userId: string, name: string): Person => ({
    ...reader,
    key: { tenantId, userId },
    profile: { ...reader.profile, name },
  });
  const read = (
    path: string,
    bareRequests: number,
    asks: (asker: Person) => Promise<unknown>,
    asker: Person = reader,
  ): MeasuredRoute => ({
    name: `GET ${path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`,
    request: { method: 'GET', path },
    asker,
    bareRequests,
    bare: asks,
  });
  const runs = as(organiser.userId, organiser.name);
  const pledge = reader.pledges[0]?.id ?? '';
  return [
    read('/api/home', 1, self),
    read('/api/organisation/mine', 1, ({ key }) => place(key)),
    // Answered from what this replica knows; so that there is something to compare with: one point read.
    read('/api/ergs', 0, () => head(ergId)),
    read(`/api/ergs/${ergId}`, 2, (asker) => Promise.all([head(ergId), self(asker)])),
    read('/api/lessons', 1, self),
    read('/api/learnt', 1, ({ key }) =>
      bare.range('People', personPartition(key), {
        from: 'p_lesson_',
        before: 'p_lesson`',
        most: 50,
      }),
    ),
    read(`/api/pledges/${pledge}`, 1, self),
    read(`/api/pledges/${pledge}/check-ins`, 2, async (asker) => {
      await self(asker);
      return bare.range('People', personPartition(asker.key), {
        from: `p_checkin_${pledge}_`,
        before: `p_checkin_${pledge}\``,
        most: 50,
      });
    }),
    read('/api/journal', 1, ({ key }) =>
      bare.range('People', personPartition(key), {
        from: 'p_journal_',
        before: 'p_journal`',
        most: 50,
      }),
    ),
    read(
      `/api/ergs/${ergId}/run/roster`,
      2,
      async () => {
        await head(ergId);
        return bare.range('Rosters', `${tenantId}_${ergId}`, FIRST_OF_ROSTER);
      },
      runs,
    ),
    read(
      '/api/organisation',
      2,
      async ({ key }) => {
        await place(key);
        return pageOf(key);
      },
      as(manager.userId, manager.name),
    ),
    ...changes(bare, { tenantId, ergId: open.id, template: reader }),
  ];
}

/** Making a pledge, answering a question, joining: each by somebody who has not done it yet. */
function changes(
  bare: BareStorage,
  { tenantId, ergId, template }: { tenantId: string; ergId: string; template: Person },
): readonly MeasuredRoute[] {
  const NEW_PLEDGE = '0195a000-0000-7000-8000-00000000abcd';
  const pledge = template.pledges[0];
  if (pledge === undefined) throw new Error('Nobody has a pledge.');
  const hint = ({ key }: Person) =>
    bare.upsert('Schedule', {
      partitionKey: `s${String(shardOf(key)).padStart(2, '0')}`,
      rowKey: `2026-03-17T09:00:00.000Z_${key.tenantId}_${key.userId}`,
      ...{ ...key, at: '2026-03-17T09:00:00.000Z' },
    });
  const load = async ({ key }: Person) => {
    const rows = await bare.range('People', personPartition(key), CURRENT);
    return (rowKey: string) => rows.find((row) => row['rowKey'] === rowKey);
  };
  return [
    {
      name: 'POST /api/pledges',
      request: {
        method: 'POST',
        path: '/api/pledges',
        body: {
          id: NEW_PLEDGE,
          pillar: 'listen',
          form: { kind: 'own-words', words: 'Let people finish.' },
          source: { kind: 'own' },
          cadence: 'weekly',
          endsOn: '2026-05-25',
        },
      },
      asker: 'somebody-new',
      bareRequests: 3,
      async bare(asker) {
        const row = await load(asker);
        await hint(asker);
        await bare.transact('People', [
          [
            'create',
            { ...cellsOf(row(`c_pledge_${PLEDGE_ID}`)), rowKey: `c_pledge_${NEW_PLEDGE}` },
          ],
          replacing(row('c_profile')),
        ]);
      },
    },
    {
      name: 'PUT /api/pledges/:id/check-ins/:date',
      request: {
        method: 'PUT',
        path: `/api/pledges/${PLEDGE_ID}/check-ins/${QUESTION_DATE}`,
        body: { answer: 'did-it', revision: null },
      },
      asker: 'somebody-new',
      bareRequests: 3,
      async bare(asker) {
        const row = await load(asker);
        await hint(asker);
        await bare.transact('People', [
          replacing(row(`c_pledge_${PLEDGE_ID}`)),
          replacing(row('c_profile')),
          [
            'create',
            {
              partitionKey: personPartition(asker.key),
              rowKey: `p_checkin_${PLEDGE_ID}_79739689`,
              ...{ pledgeId: PLEDGE_ID, date: QUESTION_DATE, answer: 'did-it', via: 'tab' },
              ...{ answeredAt: '2026-03-10T10:00:00.000Z', revision: 1_773_136_800_000 },
            },
          ],
        ]);
      },
    },
    {
      name: 'POST /api/ergs/:id/join',
      request: {
        method: 'POST',
        path: `/api/ergs/${ergId}/join`,
        body: { revision: template.profile.membershipsRevision, showToAllies: false },
      },
      asker: 'somebody-new',
      bareRequests: 8,
      async bare(asker) {
        const { key } = asker;
        const partitionKey = personPartition(key);
        await bare.get('ErgContent', `${tenantId}_${ergId}`, 'head');
        const row = await load(asker);
        const takeOff = await bare.ring(JSON.stringify({ ...key, ergIds: [ergId] }));
        await bare.transact('People', [
          ['create', { partitionKey, rowKey: `c_ally_${ergId}`, ...MEMBERSHIP, ergId }],
          ['create', { partitionKey, rowKey: 'c_outbox_1', ...MEMBERSHIP, ergId, to: 'roster' }],
          replacing(row('c_profile')),
        ]);
        await addToRoster(bare, `${tenantId}_alone`, key.userId);
        await bare.remove('People', partitionKey, 'c_outbox_1');
        await takeOff();
      },
    },
  ];
}

const MEMBERSHIP = {
  state: 'active',
  since: '2026-03-10T10:00:00.000Z',
  showToAllies: false,
  muted: false,
  askedAtRevision: 0,
  revision: 1_773_136_800_000,
};

/** A line on a roster with the roster's count, as often as somebody else was first. */
async function addToRoster(bare: BareStorage, partitionKey: string, userId: string) {
  for (let tries = 0; tries < 20; tries += 1) {
    const count = await bare.get('Rosters', partitionKey, 'count');
    const size = { count: Number(count?.['count'] ?? 0) + 1, requested: 0, bandFrom: 0 };
    const line = { partitionKey, userId, name: 'Robin Example', since: MEMBERSHIP.since };
    try {
      await bare.transact('Rosters', [
        count === undefined
          ? ['create', { partitionKey, rowKey: 'count', ...size }]
          : ['update', { partitionKey, rowKey: 'count', ...size }, 'Replace', { etag: count.etag }],
        ['upsert', { partitionKey, rowKey: 'active', ...size }, 'Replace'],
        ['create', { ...line, rowKey: `member_${userId}`, ...MEMBERSHIP }],
        ['create', { ...line, rowKey: `active_robin example_${userId}` }],
        ['create', { ...line, rowKey: `find_robin_${userId}` }],
        ['create', { ...line, rowKey: `find_example_${userId}` }],
      ]);
      return;
    } catch (error) {
      const code = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
      if (code !== 412 && code !== 409) throw error;
      await delay(tries);
    }
  }
  throw new Error('A roster could not be written.');
}

/** The cells of a row that was read, without what storage adds. */
function cellsOf(row: BareRow | undefined) {
  if (row === undefined) throw new Error('A row that must be there is not.');
  const { etag, timestamp: _timestamp, 'odata.metadata': _metadata, ...cells } = row;
  return {
    etag,
    ...cells,
    partitionKey: String(cells['partitionKey']),
    rowKey: String(cells['rowKey']),
  };
}

function replacing(row: BareRow | undefined) {
  const { etag, ...cells } = cellsOf(row);
  return ['update', cells, 'Replace', { etag }] satisfies readonly unknown[] as [
    'update',
    typeof cells,
    'Replace',
    { etag: string },
  ];
}

/** Somebody of the demo who has people below them and sees their figures. */
async function someManager({ deps, tenantId }: WebOrganisation) {
  for (let shard = 0; shard < 16; shard += 1) {
    const { people } = await deps.directory.readShard(tenantId, shard);
    for (const { person } of people.values()) {
      if (person.reports < 10) continue;
      const page = await deps.releases.readPage(tenantId, person.userId);
      if (page !== undefined && page.months.length > 0) return person;
    }
  }
  throw new Error('The demo has no manager who sees figures.');
}

async function fillRoster({ deps, tenantId }: WebOrganisation, ergId: string): Promise<void> {
  const since = deps.clock.now();
  for (let n = 0; n < ALLIES; n += 1) {
    const userId = `a11e0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    await deps.rosters.apply(
      { tenantId, userId },
      {
        id: '',
        to: 'roster',
        ergId,
        wanted: 'active',
        showToAllies: false,
        since,
        name: `Given${n} Family${n}`,
        revision: 10,
        writtenAtMs: 0,
      },
      since,
    );
  }
}
