import { odata, TableClient, type TransactionAction } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';

/** A row as the bare SDK gives it. */
export type BareRow = Readonly<Record<string, unknown>> & { readonly etag: string };

/** What changes a row, as the bare SDK takes it. */
export type BareWrite = TransactionAction;

/** Tables and queues by the bare SDK as it comes: no policy, no mapping, no check of rows. */
export type BareStorage = ReturnType<typeof createBareStorage>;

/** Opens the tables and queues of a storage account by the bare SDK. */
export function createBareStorage(connectionString: string) {
  const clients = new Map<string, TableClient>();
  const table = (name: string): TableClient => {
    const known = clients.get(name);
    if (known !== undefined) return known;
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, name, options);
    clients.set(name, client);
    return client;
  };
  const bells = new QueueClient(connectionString, 'projections');
  return {
    /** One row; undefined where there is none. */
    async get(name: string, partitionKey: string, rowKey: string): Promise<BareRow | undefined> {
      try {
        return await table(name).getEntity(partitionKey, rowKey);
      } catch (error) {
        if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) {
          return undefined;
        }
        throw error;
      }
    },
    /** The first page of a range: all of it, unless `most` rows are asked for. */
    async range(
      name: string,
      partitionKey: string,
      range: { readonly from: string; readonly before: string; readonly most?: number },
    ): Promise<readonly BareRow[]> {
      const { from, before, most } = range;
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${before}`;
      const pages = table(name)
        .listEntities({ queryOptions: { filter } })
        .byPage(most === undefined ? {} : { maxPageSize: most });
      const { value: page } = (await pages.next()) as { value: readonly BareRow[] };
      return page;
    },
    async upsert(name: string, row: { readonly partitionKey: string; readonly rowKey: string }) {
      await table(name).upsertEntity(row, 'Replace');
    },
    async remove(name: string, partitionKey: string, rowKey: string) {
      await table(name).deleteEntity(partitionKey, rowKey);
    },
    async transact(name: string, writes: readonly BareWrite[]) {
      await table(name).submitTransaction([...writes]);
    },
    /** Sets a bell and gives the function that takes it off. */
    async ring(text: string): Promise<() => Promise<unknown>> {
      const { messageId, popReceipt } = await bells.sendMessage(text, {
        visibilityTimeout: 120,
        messageTimeToLive: -1,
      });
      return () => bells.deleteMessage(messageId, popReceipt);
    },
  };
}
