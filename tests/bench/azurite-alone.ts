import { TableClient, type TransactionAction } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { PersonKey } from '../../shared/domain/person.ts';
import { personPartition } from '../../shared/store/person-keys.ts';
import { shardOf } from '../../shared/store/schedule-store.ts';

/** How many people are served at once: as many as the engine has in hand. */
const LANES = 24;
const PEOPLE_A_PACK = 50;
const PEOPLE_A_DRAW = 25;

/**
 * People a second that Azurite serves with the requests that one message takes, made by the bare SDK with no work in
 * between: the query for the person, the claim's and the record's transaction with rows of the same size, and the
 * shares of hints, permits and queue messages.
 */
export async function measureAzuriteAlone(
  connectionString: string,
  keys: readonly PersonKey[],
): Promise<number> {
  const options = { allowInsecureConnection: true };
  const people = TableClient.fromConnectionString(connectionString, 'People', options);
  const schedule = TableClient.fromConnectionString(connectionString, 'Schedule', options);
  const permits = TableClient.fromConnectionString(connectionString, 'Permits', options);
  const packs = new QueueClient(connectionString, 'packs-alone');
  await packs.createIfNotExists();

  async function serve(key: PersonKey): Promise<void> {
    const partitionKey = personPartition(key);
    const filter = `PartitionKey eq '${partitionKey}' and RowKey ge 'c_' and RowKey lt 'd'`;
    const rows: Record<string, unknown>[] = [];
    for await (const row of people.listEntities({ queryOptions: { filter } })) rows.push(row);
    const profile = rows.find((row) => row['rowKey'] === 'c_profile') ?? {};
    const { etag, odataMetadata: _metadata, timestamp: _timestamp, ...cells } = profile;
    const delivery = {
      partitionKey,
      rowKey: 'c_delivery_2026-03-10_check-in',
      date: '2026-03-10',
      cause: 'check-in',
      about: '',
      opening: 'plain',
      itemsJson: JSON.stringify([
        { kind: 'question', pledgeId: '0195a000-0000-7000-8000-000000000005', date: '2026-03-10' },
      ]),
      chargedOn: '2026-03-10',
      progressJson: JSON.stringify({ state: 'sending', claimId: key.userId, leaseUntilMs: 0 }),
      attempts: 1,
    };
    const next = { ...cells, partitionKey, rowKey: 'c_profile' };
    const claimed = await people.submitTransaction([
      ['update', next, 'Replace', { etag: String(etag) }],
      ['create', delivery],
    ] as TransactionAction[]);
    const [profileTag, deliveryTag] = claimed.subResponses.map((one) => String(one.etag));
    await people.submitTransaction([
      ['update', next, 'Replace', { etag: String(profileTag) }],
      ['update', delivery, 'Replace', { etag: String(deliveryTag) }],
    ] as TransactionAction[]);
  }

  /** What a pack costs besides its people: its message, and hints in as many shards as they lie in. */
  async function servePack(pack: readonly PersonKey[]): Promise<void> {
    await packs.sendMessage('p'.repeat(4000));
    const { receivedMessageItems } = await packs.receiveMessages({ visibilityTimeout: 30 });
    for (const part of Map.groupBy(pack, shardOf).values()) {
      await schedule.submitTransaction(
        part.map(({ tenantId, userId }) => [
          'upsert',
          {
            partitionKey: 'alone',
            rowKey: `2026-03-24T09:00:00.000Z_${tenantId}_${userId}`,
            tenantId,
            userId,
            at: '2026-03-24T09:00:00.000Z',
          },
          'Replace',
        ]),
      );
    }
    for (const { messageId, popReceipt } of receivedMessageItems) {
      await packs.deleteMessage(messageId, popReceipt);
    }
  }

  const startedMs = Date.now();
  const packed = Array.from({ length: Math.ceil(keys.length / PEOPLE_A_PACK) }, (_, n) =>
    keys.slice(n * PEOPLE_A_PACK, (n + 1) * PEOPLE_A_PACK),
  );
  let served = 0;
  await Promise.all([
    atOnce(packed, 1, servePack),
    atOnce(keys, LANES, async (key) => {
      await serve(key);
      served += 1;
      if (served % PEOPLE_A_DRAW !== 0) return;
      await permits.upsertEntity({ partitionKey: 'alone', rowKey: 'pace', nextSlotAtMs: served });
    }),
  ]);
  return keys.length / ((Date.now() - startedMs) / 1000);
}
